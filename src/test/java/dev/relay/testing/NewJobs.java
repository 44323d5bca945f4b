package dev.relay.testing;

import dev.relay.job.JobKey;
import dev.relay.job.NewJob;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.IntStream;

/** Jobs as a producer hands them in. */
public final class NewJobs {

    private NewJobs() {}

    public static NewJob newJob(String queue, String id) {
        return new NewJob(new JobKey(queue, id), 60, null, 0, "{}", null, null, true);
    }

    public static NewJob newJobDueIn(Duration time, String queue, String id) {
        return new NewJob(new JobKey(queue, id), 60, null, 0, "{}", null,
                OffsetDateTime.now(ZoneOffset.UTC).plus(time), true);
    }

    /** Jobs whose ids are the numbers from 1, in that order. */
    public static List<NewJob> newJobs(String queue, int number) {
        return IntStream.rangeClosed(1, number).mapToObj(n -> newJob(queue, Integer.toString(n))).toList();
    }
}
