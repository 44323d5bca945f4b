package dev.relay.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.relay.testing.SharedServer;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("v2, cancel")
class CancelRowsTest extends RowsTest {

    private String target(String id) {
        return "/v2/queues/" + queue + "/jobs/" + id + "/cancel";
    }

    private static void answers(HttpResponse<String> answer, int cancelled, int requested) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(Wire.object(answer.body())).containsEntry("cancelled", "" + cancelled)
                .containsEntry("requested", "" + requested).hasSize(2);
    }

    private String dead() {
        return SharedServer.ask("""
                select string_agg(id || ' ' || reason, ',' order by id) from dead_job where queue = ?""", queue);
    }

    private HttpResponse<String> heartbeat(SeenJob run) {
        return http.patch("/v2/queues/" + queue + "/jobs/" + run.id() + "/run-id/" + run.runId(), "");
    }

    @Test
    @DisplayName("POST …/{id}/cancel: a ready job → dead letter, with all that it had")
    void cancelsAReadyJob() {
        accepts(http.post("/v2/queues/jobs",
                """
                        [{"id": "a", "queue": "%s", "timeout": 9, "max_retries": 3, "priority": 7, "payload": 1.0, "state": [1e400],
                          "unique_key": "k", "fingerprint": "f", "permit_key": "p"}]"""
                        .formatted(queue)),
                202);
        SharedServer.change("""
                update job set failures = 1, lapses = 2, reschedules = 3, attempts =
                    '[{"error": {"type": "first"}}, {"error": {"type": "last"}}]' where queue = ?""", queue);
        answers(http.post(target("a"), ""), 1, 0);

        assertThat(idsInStore()).isEmpty();
        assertThat(SharedServer.ask(
                """
                        select concat_ws(' ', id, timeout, rank, max_retries, payload, progress, unique_key, fingerprint, permit_key,
                               failures, lapses, reschedules, jsonb_array_length(attempts), error_type, reason,
                               died_at >= created_at) from dead_job where queue = ?""",
                queue))
                .isEqualTo("a 9 -7 3 1.0 [1e400] k f p 1 2 3 2 last CANCELLED t");
    }

    @Test
    @DisplayName("POST …/{id}/cancel: a job that is not due → dead letter")
    void cancelsAScheduledJob() {
        accepts(http.post("/v2/queues/jobs",
                "[" + job("a").replace("}}", "}, \"run_at\": \"2999-01-01T00:00:00Z\"}") + "]"), 202);
        answers(http.post(target("a"), ""), 1, 0);

        assertThat(dead()).isEqualTo("a CANCELLED");
    }

    @Test
    @DisplayName("POST …/{id}/cancel: a running job is asked by its next heartbeat, once by cancel, each time by heartbeat")
    void asksARunningJobToStop() {
        SeenJob run = running("a");
        assertThat(heartbeat(run).headers().firstValue("Relay-Cancel")).isEmpty();
        answers(http.post(target("a"), ""), 0, 1);
        answers(http.post(target("a"), ""), 0, 0);

        for (int i = 0; i < 2; i++) {
            HttpResponse<String> answer = heartbeat(run);
            accepts(answer, 202);
            saysLease(answer, "held");
            assertThat(answer.headers().firstValue("Relay-Cancel")).contains("requested");
        }
        assertThat(dead()).isNull();
    }

    @Test
    @DisplayName("v1 knows nothing of a request to stop")
    void leavesTheFirstVersionAlone() {
        running("a");
        answers(http.post(target("a"), ""), 0, 1);
        HttpResponse<String> answer = http.patch("/v1/heartbeat?queue=" + queue + "&job_id=a", "");

        accepts(answer, 202);
        assertThat(answer.headers().firstValue("Relay-Cancel")).isEmpty();
    }

    @Test
    @DisplayName("POST …/{id}/cancel?force=true: the lease is void at once and the job dead, asked before or not")
    void forces() {
        SeenJob run = running("a");
        answers(http.post(target("a") + "?force=false", ""), 0, 1);
        answers(http.post(target("a") + "?force=true", ""), 1, 0);

        refuses(heartbeat(run), 404, "job-not-found");
        assertThat(Doors.V2.complete(run)).isFalse();
        assertThat(dead()).isEqualTo("a CANCELLED");
    }

    @Test
    @DisplayName("the mark of a run without a permit key is no permit key of the dead letter")
    void dropsTheMark() {
        running("a");
        SharedServer.change("update job set permit_key = '' where queue = ?", queue);
        answers(http.post(target("a") + "?force=true", ""), 1, 0);

        assertThat(SharedServer.ask("select permit_key from dead_job where queue = ?", queue)).isNull();
    }

    @Test
    @DisplayName("POST …/{id}/cancel → 404 for an id that is not there")
    void knowsWhatIsNotThere() {
        refuses(http.post(target("nobody"), ""), 404, "job-not-found");
        ready("a");
        answers(http.post(target("a"), ""), 1, 0);
        refuses(http.post(target("a"), ""), 404, "job-not-found");
    }

    @Test
    @DisplayName("POST /v2/queues/{queue}/cancel?unique_key= cancels that one, or none")
    void cancelsByUniqueKey() {
        accepts(http.post("/v2/queues/jobs", "[" + job("a").replace("}}", "}, \"unique_key\": \"k&l\"}") + "]"), 202);
        ready("b");
        answers(http.post("/v2/queues/" + queue + "/cancel?unique_key=nobody", ""), 0, 0);
        answers(http.post("/v2/queues/" + queue + "/cancel?unique_key=k%26l", ""), 1, 0);

        assertThat(dead()).isEqualTo("a CANCELLED");
        assertThat(idsInStore()).containsExactly("b");
    }

    @Test
    @DisplayName("a fingerprint's jobs of another queue live on")
    void keepsQueuesApart() {
        for (String in : new String[]{queue, queue + "-other"}) {
            accepts(http.post("/v2/queues/jobs",
                    "[" + job("a").replace("}}", "}, \"fingerprint\": \"f\"}").replace(queue, in) + "]"), 202);
        }
        answers(http.post("/v2/queues/" + queue + "/cancel?fingerprint=f", ""), 1, 0);

        accepts(http.head("/v2/queues/" + queue + "-other/jobs/a"), 200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "?", "?unique_key=", "?unique_key=a&fingerprint=b", "?fingerprint=%00", "?fingerprint=",
            "?unique_key=a&unique_key=b", "?unique_key=a&force=1", "?fingerprint=a&force=TRUE", "?fingerprint=a&force=",
            "?id=a"})
    @DisplayName("POST /v2/queues/{queue}/cancel → 400")
    void refuses(String query) {
        refuses(http.post("/v2/queues/" + queue + "/cancel" + query, ""), 400, "invalid-field");
    }
}
