package dev.relay.contract;

import static dev.relay.contract.JobSpec.aJob;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("§3 v1, resource endpoints")
class V1ResourceRowsTest extends RowsTest {

    private String target(String id) {
        return "/v1/queues/" + queue + "/jobs/" + id;
    }

    @Test
    @DisplayName("§3 POST /v1/queues/jobs, one job → 202 or 409")
    void enqueuesOne() {
        accepts(http.post("/v1/queues/jobs", jobs("a")), 202);
        refuses(http.post("/v1/queues/jobs", jobs("a")), 409, "job-exists");
    }

    @Test
    @DisplayName("§3 POST /v1/queues/jobs, more than one → 202, conflicts are skipped")
    void enqueuesMany() {
        ready("a");
        accepts(http.post("/v1/queues/jobs", jobs("a", "b", "b")), 202);
        assertThat(idsInStore()).containsExactly("a", "b");
    }

    @Test
    @DisplayName("§3 POST /v1/queues/jobs, an empty array → 202")
    void enqueuesNone() {
        accepts(http.post("/v1/queues/jobs", "[]"), 202);
    }

    @Test
    @DisplayName("§3 PUT /v1/queues/jobs → 202, and state absent clears it")
    void reschedules() {
        http.patch(target(running("a").id()), "1");
        accepts(http.put("/v1/queues/jobs", job("a")), 202);
        assertThat(Doors.V1_RESOURCE.claim(queue, 1).getFirst().state()).isNull();
    }

    @Test
    @DisplayName("§3 PUT /v1/queues/jobs → 404 no such running job, 400")
    void refusesToReschedule() {
        ready("a");
        refuses(http.put("/v1/queues/jobs", job("a")), 404, "job-not-found");
        refuses(http.put("/v1/queues/jobs", "[]"), 400, "malformed-request");
    }

    @Test
    @DisplayName("§3 GET /v1/queues/{queue}/jobs → 200 with an array at most num_jobs long, 204")
    void claims() {
        http.post("/v1/queues/jobs", jobs("a", "b", "c"));
        assertThat(Wire.jobs(http.get("/v1/queues/" + queue + "/jobs").body())).hasSize(1);
        assertThat(Wire.jobs(http.get("/v1/queues/" + queue + "/jobs?num_jobs=9").body())).hasSize(2);
        accepts(http.get("/v1/queues/" + queue + "/jobs"), 204);
    }

    @Test
    @DisplayName("§3 HEAD /v1/queues/{queue}/jobs → 405, which would claim and drop the jobs")
    void doesNotClaimOnHead() {
        ready("a");
        accepts(http.head("/v1/queues/" + queue + "/jobs"), 405);
        assertThat(Doors.V1_RESOURCE.claim(queue, 1)).hasSize(1);
    }

    @Test
    @DisplayName("§3 HEAD /v1/queues/{queue}/jobs/{id} → 200 or 404")
    void looks() {
        ready("a");
        accepts(http.head(target("a")), 200);
        accepts(http.head(target("b")), 404);
    }

    @Test
    @DisplayName("§3 GET /v1/queues/{queue}/jobs/{id} → 200 with one job, or 404")
    void gets() {
        Doors.V1_RESOURCE.enqueue(aJob(queue, "a").withUnlimitedRetries());
        assertThat(Wire.object(http.get(target("a")).body())).containsEntry("id", "\"a\"")
                .containsEntry("max_retries", "-1").containsEntry("state", "null").doesNotContainKey("run_id");
        refuses(http.get(target("b")), 404, "job-not-found");
    }

    @Test
    @DisplayName("§3 PATCH /v1/queues/{queue}/jobs/{id} → 202; without a body the state stays; 404")
    void heartbeats() {
        running("a");
        accepts(http.patch(target("a"), "1.0"), 202);
        accepts(http.patch(target("a"), ""), 202);
        assertThat(Doors.V1_RESOURCE.get(queue, "a").orElseThrow().state()).isEqualTo("1.0");
        ready("b");
        refuses(http.patch(target("b"), "1"), 404, "job-not-found");
    }

    @Test
    @DisplayName("§3 DELETE /v1/queues/{queue}/jobs/{id} → 200, also when there was none")
    void deletes() {
        ready("a");
        accepts(http.delete(target("a")), 200);
        accepts(http.delete(target("a")), 200);
        assertThat(idsInStore()).isEmpty();
    }

    @Test
    @DisplayName("§3 GET /health → 200 once the server can serve")
    void isHealthy() {
        accepts(http.get("/health"), 200);
    }
}
