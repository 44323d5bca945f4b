package dev.relay.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.relay.testing.SharedServer;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("v2, other names of jobs")
class UniqueKeyRowsTest extends RowsTest {

    private String named(String id, String uniqueKey) {
        return """
                {"id": "%s", "queue": "%s", "timeout": 60, "payload": 1, "unique_key": "%s", "fingerprint": "f",
                 "permit_key": "p"}""".formatted(id, queue, uniqueKey);
    }

    private void enqueue(String mode, String... jobs) {
        accepts(http.post("/v2/queues/jobs?mode=" + mode, "[" + String.join(",", jobs) + "]"), 202);
    }

    private Map<String, String> seen(String id) {
        return Wire.object(http.get("/v2/queues/" + queue + "/jobs/" + id).body());
    }

    @Test
    @DisplayName("show in every answer of v2, null when there are none")
    void showsThem() {
        enqueue("unique", named("a", "k"), job("b"));

        assertThat(seen("a")).containsEntry("unique_key", "\"k\"").containsEntry("fingerprint", "\"f\"")
                .containsEntry("permit_key", "\"p\"");
        assertThat(seen("b")).containsEntry("unique_key", "null").containsEntry("fingerprint", "null")
                .containsEntry("permit_key", "null");
        assertThat(Wire.objects(http.get("/v2/queues/" + queue + "/jobs?num_jobs=2").body()))
                .extracting(job -> job.get("unique_key")).containsExactly("\"k\"", "null");
    }

    @Test
    @DisplayName("do not show the mark of a run that has no permit key")
    void hidesTheMark() {
        running("a");
        SharedServer.change("update job set permit_key = '' where queue = ?", queue);

        assertThat(seen("a")).containsEntry("permit_key", "null");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/enqueue", "/enqueue"})
    @DisplayName("are unknown fields to v1, whatever they hold")
    void ignoresThemInTheFirstVersion(String path) {
        String job = named("a", "k").replace("\"k\"", "7");
        accepts(http.post(path, job), 202);

        assertThat(seen("a")).containsEntry("unique_key", "null").containsEntry("fingerprint", "null");
        assertThat(Wire.object(http.get("/v1/queues/" + queue + "/jobs/a").body())).doesNotContainKey("unique_key");
    }

    @Test
    @DisplayName("unique: a live job with the unique key → 409 that names it, and nothing of the call is kept")
    void refusesATakenKey() {
        enqueue("unique", named("a", "k"));
        HttpResponse<String> one = http.post("/v2/queues/jobs", "[" + named("b", "k") + "]");
        HttpResponse<String> many = http.post("/v2/queues/jobs", "[" + job("c") + "," + named("b", "k") + "]");

        refuses(one, 409, "job-exists");
        assertThat(Wire.object(one.body())).containsEntry("id", "\"a\"").containsEntry("unique_key", "\"k\"")
                .containsEntry("queue", Wire.quoted(queue));
        assertThat(Wire.object(many.body())).containsEntry("id", "\"a\"").containsEntry("unique_key", "\"k\"");
        assertThat(idsInStore()).containsExactly("a");
    }

    @Test
    @DisplayName("unique: a taken id is a taken id, with the same unique key or another")
    void namesTheIdWhereThatIsTaken() {
        enqueue("unique", named("a", "k"));
        for (String key : List.of("k", "other")) {
            assertThat(Wire.object(http.post("/v2/queues/jobs", "[" + named("a", key) + "]").body()))
                    .containsEntry("id", "\"a\"").doesNotContainKey("unique_key");
        }
    }

    @Test
    @DisplayName("unique: two of one unique key in one array → 409")
    void refusesTwoOfOneKeyInOneCall() {
        HttpResponse<String> answer = http.post("/v2/queues/jobs", "[" + named("a", "k") + "," + named("b", "k") + "]");

        refuses(answer, 409, "job-exists");
        assertThat(Wire.object(answer.body())).containsEntry("id", "\"a\"").containsEntry("unique_key", "\"k\"");
        assertThat(idsInStore()).isEmpty();
    }

    @Test
    @DisplayName("ignore: the job is skipped, the others are kept")
    void skips() {
        enqueue("ignore", named("a", "k"));
        enqueue("ignore", named("b", "k"), named("c", "l"), named("d", "l"));

        assertThat(idsInStore()).containsExactly("a", "c");
    }

    @Test
    @DisplayName("replace: whoever has the unique key goes, running or not")
    void replaces() {
        enqueue("unique", named("waiting", "k"), named("running", "l"));
        SharedServer.change("update job set rank = -1 where queue = ? and id = 'running'", queue);
        SeenJob run = Doors.V2.claim(queue, 1).getFirst();
        enqueue("replace", named("a", "k"), named("b", "l"));

        assertThat(idsInStore()).containsExactly("a", "b");
        assertThat(Doors.V2.heartbeat(run, "1")).isFalse();
    }

    @Test
    @DisplayName("replace: keys change hands")
    void replacesCrosswise() {
        enqueue("unique", named("a", "k"), named("b", "l"), named("c", "m"));
        enqueue("replace", named("a", "l"), named("b", "k"), job("c"));

        assertThat(seen("a")).containsEntry("unique_key", "\"l\"");
        assertThat(seen("b")).containsEntry("unique_key", "\"k\"");
        assertThat(seen("c")).containsEntry("unique_key", "null").containsEntry("fingerprint", "null");
    }

    @Test
    @DisplayName("replace: of two with one unique key the last counts, and clears what the job had gone through")
    void replacesByTheLast() {
        enqueue("unique", named("b", "j"));
        SharedServer.change("""
                update job set failures = 1, lapses = 2, reschedules = 3, attempts = '[]', cancel_requested = true
                where queue = ?""", queue);
        enqueue("replace", named("a", "k"), named("b", "k"));

        assertThat(idsInStore()).containsExactly("b");
        assertThat(SharedServer.ask("""
                select failures + lapses + reschedules || ' ' || cancel_requested || ' ' || (attempts is null)
                from job where queue = ?""", queue)).isEqualTo("0 false true");
    }

    @Test
    @DisplayName("requeue: the current job's unique key is free for the new ones")
    void requeues() {
        enqueue("unique", named("a", "k"));
        SeenJob run = Doors.V2.claim(queue, 1).getFirst();
        accepts(http.put("/v2/queues/%s/jobs/a/run-id/%s".formatted(queue, run.runId()), "[" + named("b", "k") + "]"),
                202);
        assertThat(idsInStore()).containsExactly("b");

        ready("c");
        SeenJob next = Doors.V2.claim(queue, 1).getFirst();
        HttpResponse<String> answer = http.put(
                "/v2/queues/%s/jobs/%s/run-id/%s".formatted(queue, next.id(), next.runId()),
                "[" + named("c", "k") + "]");
        refuses(answer, 409, "job-exists");
        assertThat(Wire.object(answer.body())).containsEntry("id", "\"c\"").doesNotContainKey("unique_key");
    }

    @Test
    @DisplayName("are of a queue: the same in another is another")
    void keepsQueuesApart() {
        enqueue("unique", named("a", "k"));
        String other = queue + "-other";
        enqueue("unique", named("a", "k").replace(queue, other));

        assertThat(Wire.object(http.get("/v2/queues/" + other + "/jobs/a").body())).containsEntry("id", "\"a\"");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            1           | must be a string
            [\\"a\\"]   | must be a string
            \\"\\"      | must have 1 to 1024 characters
            \\"\\u0000\\" | U+0000
            \\"\\ud800\\" | surrogate
            """)
    @DisplayName("→ 400 by name")
    void refusesWhatIsNoName(String json, String rule) {
        for (String field : List.of("unique_key", "fingerprint", "permit_key")) {
            HttpResponse<String> answer = http.post("/v2/queues/jobs",
                    "[" + job("a").replace("}}", "}, \"" + field + "\": " + json.replace("\\\"", "\"") + "}") + "]");
            refuses(answer, 400, "invalid-field");
            assertThat(Wire.unquoted(Wire.object(answer.body()).get("detail"))).startsWith("[0]." + field + " ")
                    .contains(rule);
        }
    }

    @Test
    @DisplayName("→ 400 when no index can hold one of them beside the queue, also of a job that is not due")
    void refusesWhatNoIndexHolds() {
        for (String field : List.of("unique_key", "fingerprint", "permit_key")) {
            HttpResponse<String> answer = http.post("/v2/queues/jobs", """
                    [{"id": "a", "queue": "%s", "timeout": 60, "run_at": "2999-01-01T00:00:00Z", "%s": "%s"}]"""
                    .formatted(queue, field, KeysTest.CJK));
            refuses(answer, 400, "invalid-field");
            assertThat(Wire.object(answer.body()).get("field")).isEqualTo("\"[0]." + field + "\"");
        }
    }

    @Test
    @DisplayName("hold any characters, and the longest that fit fit every index")
    void takesAnyCharacters() {
        String odd = "%2F/;\\\"' or 1=1 --\ud83d\ude80";
        String longest = KeysTest.CJK.substring(0, 850);
        for (String name : List.of(odd, longest)) {
            enqueue("replace", named("a", "k").replace("\"k\"", Wire.quoted(name)).replace("\"f\"", Wire.quoted(name))
                    .replace("\"p\"", Wire.quoted(name)));
            assertThat(Wire.unquoted(seen("a").get("unique_key"))).isEqualTo(name);
            SeenJob run = Doors.V2.claim(queue, 1).getFirst();
            assertThat(http.post("/v2/queues/" + queue + "/jobs/" + run.id() + "/cancel?force=true", "").statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    @DisplayName("a backoff of one's own is kept, and replaced with the job")
    void keepsABackoff() {
        String backoff = job("a").replace("}}", """
                }, "backoff": {"max": "1h", "type": "linear", "delay": "PT5S"}}""");
        enqueue("unique", backoff, job("b"));
        assertThat(SharedServer.ask("select backoff from job where queue = ? and id = 'a'", queue))
                .isEqualTo("{\"type\": \"linear\", \"delay\": \"5s\", \"max\": \"1h\"}");
        assertThat(SharedServer.ask("select backoff from job where queue = ? and id = 'b'", queue)).isNull();

        enqueue("replace", job("a"));
        assertThat(SharedServer.ask("select backoff from job where queue = ? and id = 'a'", queue)).isNull();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            5                                                            | backoff
            "5s"                                                         | backoff
            []                                                           | backoff
            {}                                                           | backoff.type
            {"type": "cubic"}                                            | backoff.type
            {"type": "fixed"}                                            | backoff.delay
            {"type": "fixed", "delay": 5}                                | backoff.delay
            {"type": "exponential", "base": "1s", "factor": 1e400}       | backoff.factor
            {"type": "lakh", "jitter": "yes"}                            | backoff.jitter
            """)
    @DisplayName("a backoff that breaks a rule → 400 by the name of its field")
    void refusesWhatIsNoBackoff(String json, String field) {
        HttpResponse<String> answer = http.post("/v2/queues/jobs",
                "[" + job("b") + "," + job("a").replace("}}", "}, \"backoff\": " + json + "}") + "]");

        refuses(answer, 400, "invalid-field");
        assertThat(Wire.object(answer.body())).containsEntry("field", "\"[1]." + field + "\"");
        assertThat(idsInStore()).isEmpty();
    }
}
