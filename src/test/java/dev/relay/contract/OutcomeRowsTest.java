package dev.relay.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.relay.queue.Backoff;
import dev.relay.queue.QueueService;
import dev.relay.queue.QueueSettings;
import dev.relay.testing.SharedServer;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;

/** What the tests of how runs end share: the calls, and short ways to read what became of a job. */
abstract class OutcomeRowsTest extends RowsTest {

    static final String ERROR = """
            {"error": {"type": "Broken", "message": "it broke", "detail": "in two"}}""";

    /** Or it would become ready after its backoff, in the middle of some other test. */
    @AfterEach
    void leaveNoJobBehind() {
        SharedServer.change("delete from job where queue = ?", queue);
    }

    final String target(SeenJob run, String call) {
        return target(run.id(), run.runId(), call);
    }

    final String target(String id, String runId, String call) {
        return "/v2/queues/" + queue + "/jobs/" + id + "/run-id/" + runId + "/" + call;
    }

    final HttpResponse<String> end(SeenJob run, String call, String body) {
        HttpResponse<String> answer = http.post(target(run, call), body);
        accepts(answer, 200);
        return answer;
    }

    final void holds(HttpResponse<String> answer) {
        saysLease(answer, "held");
    }

    /** Enqueues a job of unlimited retries. */
    final void unlimited(String id) {
        assertThat(Doors.V2.enqueue(JobSpec.aJob(queue, id).withUnlimitedRetries())).isTrue();
    }

    /** Enqueues a job of unlimited retries, and claims it. */
    final SeenJob started(String id) {
        unlimited(id);
        return claimed();
    }

    final SeenJob running(String id, int retries) {
        ready(id);
        SharedServer.change("update job set max_retries = ?, retries_remaining = ? where queue = ? and id = ?", retries,
                retries, queue, id);
        return claimed();
    }

    final SeenJob claimed() {
        return Doors.V2.claim(queue, 1).getFirst();
    }

    /** Reads a value of the live job. */
    final String live(String id, String value) {
        return SharedServer.ask("select cast((" + value + ") as text) from job where queue = ? and id = ?", queue, id);
    }

    /** Reads a value of the dead letter. */
    final String dead(String id, String value) {
        return SharedServer.ask("select cast((" + value + ") as text) from dead_job where queue = ? and id = ?", queue,
                id);
    }

    /** Reads a value of the job in the archive. */
    final String archived(String id, String value) {
        return SharedServer.ask("select cast((" + value + ") as text) from archived_job where queue = ? and id = ?",
                queue, id);
    }

    final void keepsAnArchive() {
        settings(new QueueSettings(false, null, null, null, QueueSettings.DEFAULT.backoff(), 100, 100, true,
                Duration.ofDays(7), Duration.ofDays(30)));
    }

    final void allows(int lapses, int reschedules) {
        settings(new QueueSettings(false, null, null, null, QueueSettings.DEFAULT.backoff(), lapses, reschedules, false,
                Duration.ofDays(7), Duration.ofDays(30)));
    }

    final void backsOff(Duration delay) {
        settings(new QueueSettings(false, null, null, null, new Backoff.Fixed(delay), 100, 100, false,
                Duration.ofDays(7), Duration.ofDays(30)));
    }

    private void settings(QueueSettings settings) {
        SharedServer.server().bean(QueueService.class).put(queue, settings);
    }
}
