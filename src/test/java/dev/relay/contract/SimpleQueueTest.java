package dev.relay.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.relay.testing.AtOnce;
import dev.relay.testing.SharedServer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("simple-queue's behaviours, by their names")
class SimpleQueueTest extends OutcomeRowsTest {

    @Test
    void success() {
        keepsAnArchive();
        holds(end(started("a"), "complete", "{\"result\": \"done\"}"));
        assertThat(archived("a", "result")).isEqualTo("\"done\"");
        assertThat(idsInStore()).isEmpty();
    }

    @Test
    void cancel() {
        holds(end(running("a", 5), "fail", "{\"outcome\": \"cancelled\"}"));
        assertThat(dead("a", "reason")).isEqualTo("CANCELLED");
        assertThat(idsInStore()).isEmpty();
    }

    @Test
    void failed() {
        backsOff(Duration.ofHours(1));
        SeenJob first = running("a", 5);
        holds(end(first, "fail", ERROR));
        assertThat(Doors.V2.claim(queue, 1)).isEmpty();
        SharedServer.promote(queue);
        SeenJob second = claimed();
        assertThat(second.id()).isEqualTo("a");
        assertThat(live("a", "retries_remaining")).isEqualTo("4");
        holds(end(second, "complete", ""));
    }

    @Test
    void critical() {
        holds(end(running("a", 5), "fail", "{\"outcome\": \"fatal\", \"error\": {\"type\": \"Disk\"}}"));
        assertThat(dead("a", "reason || '/' || error_type || '/' || failures")).isEqualTo("FATAL/Disk/1");
    }

    @Test
    void unprocessable() {
        holds(end(running("a", 5), "fail", "{\"outcome\": \"unprocessable\", \"error\": {\"message\": \"what?\"}}"));
        assertThat(dead("a", "reason || '/' || (attempts #>> '{0,error,message}')")).isEqualTo("UNPROCESSABLE/what?");
    }

    @Test
    void missingHandler() {
        holds(end(started("a"), "fail", "{\"outcome\": \"unprocessable\", \"error\": {\"type\": \"HandlerMissing\"}}"));
        assertThat(dead("a", "reason || '/' || error_type")).isEqualTo("UNPROCESSABLE/HandlerMissing");
    }

    @Test
    void retryAt() {
        holds(end(running("a", 5), "fail", "{\"retry_at\": \"2099-01-01T00:00:00Z\"}"));
        assertThat(live("a", "state || failures || retries_remaining")).isEqualTo("SCHEDULED14");
        assertThat(live("a", "run_at = '2099-01-01 00:00:00Z'")).isEqualTo("true");
    }

    @Test
    void rescheduleAt() {
        holds(end(running("a", 5), "reschedule", "{\"run_at\": \"2099-01-01T00:00:00Z\"}"));
        assertThat(live("a", "state || failures || retries_remaining || reschedules")).isEqualTo("SCHEDULED051");
        assertThat(live("a", "run_at = '2099-01-01 00:00:00Z'")).isEqualTo("true");
    }

    @Test
    void maxReschedules() {
        allows(100, 2);
        unlimited("a");
        for (int n = 0; n < 3; n++) {
            holds(end(claimed(), "reschedule", "{\"run_at\": \"2020-01-01T00:00:00Z\"}"));
        }
        assertThat(dead("a", "reason || reschedules || (attempts #>> '{0,outcome}')")).isEqualTo("POISON3rescheduled");
    }

    @Test
    void maxAttempts() {
        SeenJob run = running("a", 2);
        for (int n = 1; n <= 3; n++) {
            holds(end(run, "fail", "{\"error\": {\"type\": \"E" + n + "\"}}"));
            SharedServer.promote(queue);
            run = n < 3 ? claimed() : run;
        }
        assertThat(idsInStore()).isEmpty();
        assertThat(dead("a", "reason || failures || error_type")).isEqualTo("RETRIES_SPENT3E3");
        assertThat(dead("a", "jsonb_path_query_array(attempts, '$[*].error.type')"))
                .isEqualTo("[\"E1\", \"E2\", \"E3\"]");
    }

    @Test
    void concurrentProcessing() {
        List<String> ids = IntStream.range(0, 200).mapToObj(n -> "job-" + n).toList();
        accepts(http.post("/v2/queues/jobs", jobs(ids.toArray(String[]::new))), 202);

        List<Integer> ended = AtOnce
                .run(IntStream.range(0, 8).mapToObj(n -> (Callable<Integer>) this::workOff).toList());

        assertThat(ended.stream().mapToInt(Integer::intValue).sum()).isEqualTo(200);
        assertThat(SharedServer.ask("select count(*) from dead_job where queue = ?", queue)).isEqualTo("100");
        assertThat(idsInStore()).isEmpty();
    }

    /** Completes every job of an even number, and gives up on the others; returns how many it was the one to end. */
    private int workOff() {
        int ended = 0;
        for (List<SeenJob> some = Doors.V2.claim(queue, 3); !some.isEmpty(); some = Doors.V2.claim(queue, 3)) {
            for (SeenJob run : some) {
                boolean even = Integer.parseInt(run.id().substring(4)) % 2 == 0;
                holds(end(run, even ? "complete" : "fail", even ? "" : "{\"outcome\": \"fatal\"}"));
                ended++;
            }
        }
        return ended;
    }

    @Test
    void poisonJob() {
        allows(3, 100);
        unlimited("a");
        for (int n = 0; n < 3; n++) {
            assertThat(claimed().id()).isEqualTo("a");
            SharedServer.lapse(queue);
        }
        assertThat(Doors.V2.claim(queue, 1)).isEmpty();
        assertThat(dead("a", "reason || lapses || failures || jsonb_array_length(attempts)")).isEqualTo("POISON303");
    }

    @Test
    void queuesIsolated() {
        String other = SharedServer.newQueue();
        Doors.V2.enqueue(JobSpec.aJob(other, "a"));
        SeenJob run = started("a");
        saysLease(http.post("/v2/queues/" + other + "/jobs/a/run-id/" + run.runId() + "/fail", ""), "lost");
        holds(end(run, "fail", "{\"outcome\": \"fatal\"}"));
        assertThat(Doors.V2.claim(other, 2)).extracting(SeenJob::id).containsExactly("a");
        assertThat(SharedServer.ask("select count(*) from dead_job where queue = ?", other)).isEqualTo("0");
    }

    @Test
    void archiverAndDeadLettersDisjoint() {
        keepsAnArchive();
        for (String id : List.of("a", "b", "c", "d")) {
            SeenJob run = running(id, 0);
            boolean good = id.equals("a") || id.equals("c");
            holds(end(run, good ? "complete" : "fail", ""));
        }
        assertThat(SharedServer.ask("select string_agg(id, '' order by id) from archived_job where queue = ?", queue))
                .isEqualTo("ac");
        assertThat(SharedServer.ask("select string_agg(id, '' order by id) from dead_job where queue = ?", queue))
                .isEqualTo("bd");
        assertThat(idsInStore()).isEmpty();
    }
}
