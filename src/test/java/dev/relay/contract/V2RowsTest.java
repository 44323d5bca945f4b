package dev.relay.contract;

import static dev.relay.contract.JobSpec.aJob;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("§4 v2, jobs")
class V2RowsTest extends RowsTest {

    private String target(String id) {
        return "/v2/queues/" + queue + "/jobs/" + id;
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "?mode=unique", "?mode=ignore", "?mode=replace"})
    @DisplayName("§4 POST /v2/queues/jobs → 202, also for none")
    void enqueues(String mode) {
        accepts(http.post("/v2/queues/jobs" + mode, jobs("a", "b")), 202);
        accepts(http.post("/v2/queues/jobs" + mode, "[]"), 202);
        assertThat(idsInStore()).containsExactly("a", "b");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "?mode=unique"})
    @DisplayName("§4 POST /v2/queues/jobs, unique: any conflict → 409 and nothing of the call is kept")
    void keepsNothingOfAConflict(String mode) {
        ready("b");
        refuses(http.post("/v2/queues/jobs" + mode, jobs("a", "b", "c")), 409, "job-exists");
        refuses(http.post("/v2/queues/jobs" + mode, jobs("d", "e", "d")), 409, "job-exists");
        assertThat(idsInStore()).containsExactly("b");
    }

    @Test
    @DisplayName("§4 POST /v2/queues/jobs, 409 names the job")
    void namesTheConflict() {
        ready("b");
        assertThat(Wire.object(http.post("/v2/queues/jobs", jobs("a", "b")).body())).containsEntry("id", "\"b\"")
                .containsEntry("queue", Wire.quoted(queue));
    }

    @Test
    @DisplayName("§4 POST /v2/queues/jobs?mode=ignore: conflicting jobs are skipped")
    void ignores() {
        SeenJob run = running("a");
        accepts(http.post("/v2/queues/jobs?mode=ignore", jobs("a", "b", "b")), 202);
        assertThat(Doors.V2.get(queue, "a")).contains(run);
        assertThat(idsInStore()).containsExactly("a", "b");
    }

    @Test
    @DisplayName("§4 POST /v2/queues/jobs?mode=replace: the job takes the new values and leaves its run")
    void replaces() {
        SeenJob run = running("a");
        accepts(http.post("/v2/queues/jobs?mode=replace", jobs("a", "b").replace("{\"n\":1}", "2")), 202);
        assertThat(Doors.V2.get(queue, "a").orElseThrow())
                .satisfies(job -> assertThat(job.payload()).isEqualTo("2"))
                .satisfies(job -> assertThat(job.runId()).isNull());
        assertThat(Doors.V2.heartbeat(run, "1")).isFalse();
        assertThat(Doors.V2.complete(run)).isFalse();
        assertThat(Doors.V2.claim(queue, 9)).extracting(SeenJob::id).containsExactlyInAnyOrder("a", "b");
    }

    @Test
    @DisplayName("§4 POST /v2/queues/jobs?mode=replace: of two with one id the last counts")
    void replacesByTheLast() {
        accepts(http.post("/v2/queues/jobs?mode=replace",
                "[%s,%s]".formatted(job("a"), job("a").replace("{\"n\":1}", "2"))),
                202);
        assertThat(Doors.V2.get(queue, "a").orElseThrow().payload()).isEqualTo("2");
    }

    @Test
    @DisplayName("§4 POST /v2/queues/jobs → 400 malformed, a field, a mode")
    void refuses() {
        refuses(http.post("/v2/queues/jobs", job("a")), 400, "malformed-request");
        refuses(http.post("/v2/queues/jobs", Wire.array(java.util.List.of(aJob(queue, "a").withRetries(-1)), "")), 400,
                "invalid-field");
        refuses(http.post("/v2/queues/jobs?mode=REPLACE", "[]"), 400, "invalid-field");
    }

    @Test
    @DisplayName("§4 POST /v2/queues/jobs → 422, and nothing of the call is kept")
    void refusesForGood() {
        refuses(http.post("/v2/queues/jobs?mode=ignore", jobs("a", KeysTest.CJK)), 422, "store-refused");
        assertThat(idsInStore()).isEmpty();
    }

    @Test
    @DisplayName("§4 GET /v2/queues/{queue}/jobs → 200 array, 204")
    void claims() {
        http.post("/v2/queues/jobs", jobs("a", "b", "c"));
        assertThat(Wire.jobs(http.get("/v2/queues/" + queue + "/jobs").body())).hasSize(1);
        assertThat(Wire.jobs(http.get("/v2/queues/" + queue + "/jobs?num_jobs=9").body())).hasSize(2);
        accepts(http.get("/v2/queues/" + queue + "/jobs"), 204);
    }

    @Test
    @DisplayName("§4 HEAD /v2/queues/{queue}/jobs → 405, which would claim and drop the jobs")
    void doesNotClaimOnHead() {
        ready("a");
        accepts(http.head("/v2/queues/" + queue + "/jobs"), 405);
        assertThat(Doors.V2.claim(queue, 1)).hasSize(1);
    }

    @Test
    @DisplayName("§1 v2 shows retries_remaining, run_id and created_at, and unlimited retries as null")
    void showsTheFieldsOfV2() {
        Doors.V2.enqueue(aJob(queue, "a").withUnlimitedRetries());
        assertThat(Wire.object(http.get(target("a")).body())).containsEntry("max_retries", "null")
                .containsEntry("retries_remaining", "null").containsEntry("run_id", "null").containsKey("created_at");
        assertThat(Doors.V2.claim(queue, 1).getFirst().runId()).matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    }

    @Test
    @DisplayName("§4 HEAD, GET /v2/queues/{queue}/jobs/{id} → 200, 404")
    void looks() {
        ready("a");
        accepts(http.head(target("a")), 200);
        accepts(http.head(target("b")), 404);
        assertThat(Wire.object(http.get(target("a")).body())).containsEntry("id", "\"a\"");
        refuses(http.get(target("b")), 404, "job-not-found");
    }

    @Test
    @DisplayName("§4 DELETE /v2/queues/{queue}/jobs/{id} → 200, also when there was none")
    void deletes() {
        running("a");
        accepts(http.delete(target("a")), 200);
        accepts(http.delete(target("a")), 200);
        assertThat(idsInStore()).isEmpty();
    }
}
