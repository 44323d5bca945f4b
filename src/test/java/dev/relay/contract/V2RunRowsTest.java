package dev.relay.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.relay.testing.SharedServer;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("§4 v2, runs")
class V2RunRowsTest extends RowsTest {

    private String target(String id, String run) {
        return "/v2/queues/" + queue + "/jobs/" + id + "/run-id/" + run;
    }

    private String target(SeenJob run) {
        return target(run.id(), run.runId());
    }

    @Test
    @DisplayName("§4 PATCH …/run-id/{run_id} → 202, Relay-Lease: held; without a body the state stays")
    void heartbeats() {
        SeenJob run = running("a");
        HttpResponse<String> answer = http.patch(target(run), "1.0");
        accepts(answer, 202);
        saysLease(answer, "held");
        accepts(http.patch(target(run), ""), 202);
        assertThat(Doors.V2.get(queue, "a").orElseThrow().state()).isEqualTo("1.0");
    }

    @Test
    @DisplayName("§4 PATCH …/run-id/{run_id} → 404 when this run no longer holds the job, Relay-Lease: lost")
    void refusesHeartbeats() {
        running("a");
        HttpResponse<String> answer = http.patch(target("a", NO_RUN), "1");
        refuses(answer, 404, "job-not-found");
        saysLease(answer, "lost");
        refuses(http.patch(target("b", NO_RUN), "1"), 404, "job-not-found");
        assertThat(Doors.V2.get(queue, "a").orElseThrow().state()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "?mode=unique", "?mode=ignore", "?mode=replace"})
    @DisplayName("§4 PUT …/run-id/{run_id} → 202: the current job goes and the new ones come, itself among them or not")
    void requeues(String mode) {
        HttpResponse<String> answer = http.put(target(running("a")) + mode, jobs("b", "a"));
        accepts(answer, 202);
        saysLease(answer, "held");
        assertThat(idsInStore()).containsExactly("a", "b");

        SeenJob run = Doors.V2.claim(queue, 1).getFirst();
        accepts(http.put(target(run) + mode, jobs("c")), 202);
        assertThat(idsInStore()).contains("c").doesNotContain(run.id()).hasSize(2);
    }

    @Test
    @DisplayName("§4 PUT …/run-id/{run_id}, an empty array → 202, the current job goes")
    void requeuesNothing() {
        accepts(http.put(target(running("a")), "[]"), 202);
        assertThat(idsInStore()).isEmpty();
    }

    @Test
    @DisplayName("§4 PUT …/run-id/{run_id}, unique → 409 with a job other than itself, nothing changes, Relay-Lease: held")
    void refusesToRequeue() {
        SeenJob run = running("a");
        ready("b");
        HttpResponse<String> answer = http.put(target(run), jobs("c", "a", "b"));
        refuses(answer, 409, "job-exists");
        saysLease(answer, "held");
        assertThat(idsInStore()).containsExactly("a", "b");
        assertThat(Doors.V2.get(queue, "a")).contains(run);
    }

    @Test
    @DisplayName("§4 PUT …/run-id/{run_id}?mode=ignore skips, ?mode=replace replaces other jobs")
    void requeuesAsTheModeSays() {
        ready("b");
        ready("a");
        SeenJob b = Doors.V2.claim(queue, 1).getFirst();
        SeenJob a = Doors.V2.claim(queue, 1).getFirst();
        accepts(http.put(target(a) + "?mode=ignore", jobs("b", "c")), 202);
        assertThat(Doors.V2.get(queue, "b")).contains(b);
        SeenJob c = Doors.V2.claim(queue, 1).getFirst();
        accepts(http.put(target(c) + "?mode=replace", jobs("b")), 202);
        assertThat(Doors.V2.get(queue, "b").orElseThrow().runId()).isNull();
        assertThat(idsInStore()).containsExactly("b");
    }

    @Test
    @DisplayName("§4 PUT with a void run_id changes nothing, Relay-Lease: lost")
    void requeuesNothingForAVoidRun() {
        SeenJob run = running("a");
        HttpResponse<String> answer = http.put(target("a", NO_RUN), jobs("c"));
        saysLease(answer, "lost");
        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(Doors.V2.get(queue, "a")).contains(run);
        assertThat(idsInStore()).containsExactly("a");
    }

    @Test
    @DisplayName("§4 PUT …/run-id/{run_id} → 422, and the current job stays")
    void refusesToRequeueForGood() {
        SeenJob run = running("a");
        refuses(http.put(target(run), jobs("b", KeysTest.CJK)), 422, "store-refused");
        assertThat(Doors.V2.get(queue, "a")).contains(run);
    }

    @Test
    @DisplayName("§4 DELETE …/run-id/{run_id} → 200, Relay-Lease: held; repeated: 200, lost")
    void completes() {
        SeenJob run = running("a");
        saysLease(http.delete(target(run)), "held");
        HttpResponse<String> again = http.delete(target(run));
        accepts(again, 200);
        saysLease(again, "lost");
        assertThat(idsInStore()).isEmpty();
    }

    @Test
    @DisplayName("§4 DELETE with a void run_id changes nothing, Relay-Lease: lost")
    void completesNothingForAVoidRun() {
        SeenJob lapsed = running("a");
        SharedServer.change("update job set retries_remaining = 1, max_retries = 1 where queue = ?", queue);
        SharedServer.lapse(queue);
        SeenJob holder = Doors.V2.claim(queue, 1).getFirst();
        HttpResponse<String> answer = http.delete(target(lapsed));
        accepts(answer, 200);
        saysLease(answer, "lost");
        assertThat(Doors.V2.get(queue, "a")).contains(holder);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "1-1-1-1-1", "00000000000040008000000000000000", "x", "null"})
    @DisplayName("§4 a run_id that is no UUID → 400")
    void refusesWhatIsNoRunId(String run) {
        refuses(http.patch(target("a", run), ""), 400, "invalid-field");
        refuses(http.put(target("a", run), "[]"), 400, "invalid-field");
        refuses(http.delete(target("a", run)), 400, "invalid-field");
    }

    @Test
    @DisplayName("§4 a run_id is a UUID in either case")
    void takesARunIdInUpperCase() {
        SeenJob run = running("a");
        saysLease(http.delete(target("a", run.runId().toUpperCase())), "held");
    }
}
