package dev.relay.benchmark.load;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Ids and run ids of the jobs in a claim's answer, in its order. */
final class ClaimedRuns {

    private static final byte[] ID = "{\"id\":\"".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] RUN = "\"run_id\":\"".getBytes(StandardCharsets.US_ASCII);
    private static final int LENGTH = Template.ID_LENGTH + Template.RUN_LENGTH;

    private byte[] runs = new byte[LENGTH];
    private int count;
    private int next;

    void read(Answer answer) {
        count = 0;
        next = 0;
        for (int id = answer.after(ID, 0); id >= 0; id = answer.after(ID, id)) {
            int run = answer.after(RUN, id);
            if (runs.length < (count + 1) * LENGTH) {
                runs = Arrays.copyOf(runs, runs.length * 2);
            }
            answer.copy(id, runs, count * LENGTH, Template.ID_LENGTH);
            answer.copy(run, runs, count * LENGTH + Template.ID_LENGTH, Template.RUN_LENGTH);
            count++;
            id = run;
        }
    }

    boolean isEmpty() {
        return next == count;
    }

    /** Writes the first that is left into a request whose places are the id and the run id. */
    void writeInto(Template complete) {
        complete.writeFrom(0, runs, next * LENGTH, Template.ID_LENGTH);
        complete.writeFrom(1, runs, next * LENGTH + Template.ID_LENGTH, Template.RUN_LENGTH);
    }

    void drop() {
        next++;
    }
}
