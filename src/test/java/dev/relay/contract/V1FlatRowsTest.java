package dev.relay.contract;

import static dev.relay.contract.JobSpec.aJob;
import static org.assertj.core.api.Assertions.assertThat;

import dev.relay.testing.SharedServer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ParameterizedClass(name = "with the prefix \"{0}\"")
@ValueSource(strings = {"", "/v1"})
@DisplayName("§2 v1, flat endpoints")
class V1FlatRowsTest extends RowsTest {

    @Parameter
    String prefix;

    private String target(String call, String id) {
        return prefix + call + "?queue=" + queue + "&job_id=" + id;
    }

    @Nested
    @DisplayName("§2 POST /enqueue")
    class Enqueue {

        @Test
        @DisplayName("→ 202")
        void accepted() {
            accepts(http.post(prefix + "/enqueue", job("a")), 202);
            assertThat(idsInStore()).containsExactly("a");
        }

        @Test
        @DisplayName("→ 409 exists already")
        void conflict() {
            ready("a");
            refuses(http.post(prefix + "/enqueue", job("a")), 409, "job-exists");
        }

        @Test
        @DisplayName("→ 400")
        void malformed() {
            refuses(http.post(prefix + "/enqueue", "{"), 400, "malformed-request");
            refuses(http.post(prefix + "/enqueue", "{\"id\":\"a\",\"queue\":\"q\"}"), 400, "invalid-field");
        }

        @Test
        @DisplayName("→ 422")
        void refused() {
            refuses(http.post(prefix + "/enqueue", Wire.job(aJob(queue, KeysTest.CJK), "-1")), 422, "store-refused");
        }

        @ParameterizedTest
        @ValueSource(strings = {"true", "false", "null"})
        @DisplayName("persist_data is accepted, and the job is a normal job")
        void persistData(String persist) {
            String body = job("a").replaceFirst("}$", ",\"persist_data\":" + persist + "}");
            accepts(http.post(prefix + "/enqueue", body), 202);
            refuses(http.post(prefix + "/enqueue", body), 409, "job-exists");
            assertThat(Doors.V1_FLAT.claim(queue, 1)).hasSize(1);
        }

        @Test
        @DisplayName("state is stored")
        void state() {
            http.post(prefix + "/enqueue", Wire.job(aJob(queue, "a").withState("[1]"), "-1"));
            assertThat(Doors.V1_FLAT.claim(queue, 1).getFirst().state()).isEqualTo("[1]");
        }
    }

    @Nested
    @DisplayName("§2 POST /enqueue/batch")
    class EnqueueBatch {

        @Test
        @DisplayName("→ 202, also for none")
        void accepted() {
            accepts(http.post(prefix + "/enqueue/batch", jobs("a", "b")), 202);
            accepts(http.post(prefix + "/enqueue/batch", "[]"), 202);
            assertThat(idsInStore()).containsExactly("a", "b");
        }

        @Test
        @DisplayName("existing ids are skipped silently, also two of the same id within one array, also a single one")
        void skips() {
            ready("a");
            accepts(http.post(prefix + "/enqueue/batch", jobs("a", "b", "b", "c")), 202);
            accepts(http.post(prefix + "/enqueue/batch", jobs("a")), 202);
            assertThat(idsInStore()).containsExactly("a", "b", "c");
        }

        @Test
        @DisplayName("→ 400, and none of the array is kept")
        void malformed() {
            refuses(http.post(prefix + "/enqueue/batch", jobs("a").replace("]", ",{}]")), 400, "invalid-field");
            refuses(http.post(prefix + "/enqueue/batch", job("a")), 400, "malformed-request");
            assertThat(idsInStore()).isEmpty();
        }

        @Test
        @DisplayName("→ 422, and none of the array is kept")
        void refused() {
            refuses(http.post(prefix + "/enqueue/batch", jobs("a", KeysTest.CJK)), 422, "store-refused");
            assertThat(idsInStore()).isEmpty();
        }

        @Test
        @DisplayName("persist_data false is accepted")
        void persistData() {
            accepts(http.post(prefix + "/enqueue/batch", jobs("a", "b").replace("}", ",\"persist_data\":false}")
                    .replace("{\"n\":1,\"persist_data\":false}", "1")), 202);
            assertThat(idsInStore()).containsExactly("a", "b");
        }
    }

    @Nested
    @DisplayName("§2 GET /next")
    class Next {

        @Test
        @DisplayName("→ 200 with an array of one job when num_jobs is absent")
        void one() {
            ready("a");
            ready("b");
            assertThat(http.get(prefix + "/next?queue=" + queue)).satisfies(answer -> {
                assertThat(answer.statusCode()).isEqualTo(200);
                assertThat(answer.headers().firstValue("Content-Type")).contains("application/json");
                assertThat(Wire.jobs(answer.body())).hasSize(1);
            });
        }

        @Test
        @DisplayName("→ 200 with an array at most num_jobs long")
        void many() {
            http.post("/enqueue/batch", jobs("a", "b", "c"));
            assertThat(Wire.jobs(http.get(prefix + "/next?num_jobs=2&queue=" + queue).body())).hasSize(2);
            assertThat(Wire.jobs(http.get(prefix + "/next?num_jobs=2&queue=" + queue).body())).hasSize(1);
        }

        @Test
        @DisplayName("→ 204 with no body when nothing is runnable")
        void none() {
            running("a");
            accepts(http.get(prefix + "/next?queue=" + queue), 204);
        }

        @Test
        @DisplayName("shows the fields of v1, unlimited retries as -1, state null when none is set")
        void fields() {
            http.post("/enqueue", Wire.job(aJob(queue, "a").withUnlimitedRetries(), "-1"));
            var fields = Wire.objects(http.get(prefix + "/next?queue=" + queue).body()).getFirst();
            assertThat(fields).containsOnlyKeys("id", "queue", "timeout", "max_retries", "payload", "state", "run_at",
                    "updated_at").containsEntry("max_retries", "-1").containsEntry("state", "null");
            assertThat(fields.get("run_at")).matches("\"\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3,6}Z\"");
        }

        @Test
        @DisplayName("→ 405 to HEAD, which would claim and drop the jobs")
        void head() {
            ready("a");
            accepts(http.head(prefix + "/next?queue=" + queue), 405);
            assertThat(Doors.V1_FLAT.claim(queue, 1)).hasSize(1);
        }
    }

    @Nested
    @DisplayName("§2 PATCH /heartbeat")
    class Heartbeat {

        @Test
        @DisplayName("→ 202, with any JSON or none")
        void accepted() {
            running("a");
            accepts(http.patch(target("/heartbeat", "a"), "{\"at\": 1}"), 202);
            accepts(http.patch(target("/heartbeat", "a"), ""), 202);
            assertThat(SharedServer.ask("select progress from job where queue = ?", queue)).isEqualTo("{\"at\": 1}");
        }

        @Test
        @DisplayName("→ 404 no such running job")
        void notFound() {
            ready("a");
            refuses(http.patch(target("/heartbeat", "a"), "1"), 404, "job-not-found");
            refuses(http.patch(target("/heartbeat", "b"), "1"), 404, "job-not-found");
        }
    }

    @Nested
    @DisplayName("§2 POST /reschedule")
    class Reschedule {

        @Test
        @DisplayName("→ 202, and state absent clears it")
        void accepted() {
            http.patch(target("/heartbeat", running("a").id()), "1");
            accepts(http.post(prefix + "/reschedule", job("a")), 202);
            assertThat(Doors.V1_FLAT.claim(queue, 1).getFirst().state()).isNull();
        }

        @Test
        @DisplayName("→ 404 no such running job")
        void notFound() {
            ready("a");
            refuses(http.post(prefix + "/reschedule", job("a")), 404, "job-not-found");
        }

        @Test
        @DisplayName("→ 400")
        void malformed() {
            running("a");
            refuses(http.post(prefix + "/reschedule", "[" + job("a") + "]"), 400, "malformed-request");
        }
    }

    @Nested
    @DisplayName("§2 DELETE /complete")
    class Complete {

        @Test
        @DisplayName("→ 200, whether or not the job is running")
        void ok() {
            running("a");
            accepts(http.delete(target("/complete", "a")), 200);
            ready("b");
            accepts(http.delete(target("/complete", "b")), 200);
            assertThat(idsInStore()).isEmpty();
        }

        @Test
        @DisplayName("→ 404")
        void notFound() {
            refuses(http.delete(target("/complete", "a")), 404, "job-not-found");
        }
    }
}
