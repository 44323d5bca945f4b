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

@DisplayName("§5 v2, outcomes")
class V2OutcomeRowsTest extends OutcomeRowsTest {

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "{\"result\": null}", "{\"result\": {\"n\": 1.0}, \"more\": []}"})
    @DisplayName("§5 POST …/complete → 200, Relay-Lease: held; repeated: lost")
    void completes(String body) {
        SeenJob run = started("a");
        holds(end(run, "complete", body));
        assertThat(idsInStore()).isEmpty();
        saysLease(end(run, "complete", body), "lost");
    }

    @Test
    @DisplayName("§5 POST …/complete keeps the job and its result, to the byte, in the archive of a queue that has one")
    void archives() {
        keepsAnArchive();
        SeenJob run = started("a");
        SharedServer.change("update job set failures = 2, lapses = 1, reschedules = 4 where queue = ?", queue);
        holds(end(run, "complete", "{\"result\": {\"b\":1.0, \"a\": \"\\u0000\\ud800\", \"a\":1e400}}"));
        assertThat(archived("a", "result")).isEqualTo("{\"b\":1.0, \"a\": \"\\u0000\\ud800\", \"a\":1e400}");
        assertThat(archived("a", "payload")).isEqualTo(run.payload());
        assertThat(archived("a", "failures || '/' || lapses || '/' || reschedules")).isEqualTo("2/1/4");
        assertThat(archived("a", "completed_at >= claimed_at and claimed_at >= created_at and unique_key is null"))
                .isEqualTo("true");
    }

    @Test
    @DisplayName("§4 DELETE …/run-id/{run_id} and v1's complete archive too; deleting a job that nobody runs does not")
    void archivesWhateverCompletes() {
        keepsAnArchive();
        SeenJob run = started("a");
        saysLease(http.delete("/v2/queues/" + queue + "/jobs/a/run-id/" + NO_RUN), "lost");
        saysLease(http.delete("/v2/queues/" + queue + "/jobs/a/run-id/" + run.runId()), "held");
        started("b");
        accepts(http.delete("/v1/complete?queue=" + queue + "&job_id=b"), 200);
        unlimited("c");
        accepts(http.delete("/v2/queues/" + queue + "/jobs/c"), 200);
        assertThat(archived("a", "result is null")).isEqualTo("true");
        assertThat(archived("b", "result is null")).isEqualTo("true");
        assertThat(archived("c", "1")).isNull();
        assertThat(idsInStore()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"complete", "fail", "release", "reschedule"})
    @DisplayName("§5 a void run_id changes nothing: 200, Relay-Lease: lost")
    void changesNothingForAVoidRun(String call) {
        started("a");
        String before = live("a", "job.*");
        String body = call.equals("release") ? "" : "{\"run_at\": \"2030-01-01T00:00:00Z\"}";
        HttpResponse<String> answer = http.post(target("a", NO_RUN, call), body);
        accepts(answer, 200);
        saysLease(answer, "lost");
        saysLease(http.post(target("nobody", NO_RUN, call), body), "lost");
        assertThat(live("a", "job.*")).isEqualTo(before);
    }

    @Test
    @DisplayName("§5 POST …/fail → the job waits for the backoff, one retry less, the error kept")
    void fails() {
        SeenJob run = running("a", 3);
        holds(end(run, "fail", ERROR));
        assertThat(live("a", "state || retries_remaining || failures || lapses || reschedules"))
                .isEqualTo("SCHEDULED21" + "00");
        assertThat(live("a", "run_at - cast(attempts #>> '{0,ended_at}' as timestamptz)")).isEqualTo("00:00:05");
        assertThat(live("a", "run_id is null and claimed_at is null and lease_expires_at is null")).isEqualTo("true");
        assertThat(live("a", "jsonb_array_length(attempts)")).isEqualTo("1");
        assertThat(live("a", "attempts #>> '{0,outcome}' || (attempts #>> '{0,attempt}')")).isEqualTo("failed1");
        assertThat(live("a", "attempts #>> '{0,run_id}'")).isEqualTo(run.runId());
        assertThat(live("a", "attempts #> '{0,error}'"))
                .isEqualTo("{\"type\": \"Broken\", \"detail\": \"in two\", \"message\": \"it broke\"}");
        assertThat(live("a", """
                cast(attempts #>> '{0,claimed_at}' as timestamptz) <= cast(attempts #>> '{0,ended_at}' as timestamptz)
                """)).isEqualTo("true");
        SharedServer.promote(queue);
        assertThat(claimed().runId()).isNotEqualTo(run.runId());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "{\"error\": null, \"retry_at\": null, \"outcome\": null}", "{\"error\": {}}",
            "{\"outcome\": \"failed\", \"other\": {\"deep\": [1]}}",
            "{\"error\": {\"type\": null, \"message\": \"\", \"more\": [{}]}}"})
    @DisplayName("§5 POST …/fail needs nothing in its body")
    void failsWithoutAWord(String body) {
        SeenJob run = started("a");
        holds(end(run, "fail", body));
        assertThat(live("a", "state || failures")).isEqualTo("SCHEDULED1");
        assertThat(live("a", "retries_remaining is null and attempts #>> '{0,outcome}' = 'failed'")).isEqualTo("true");
    }

    @Test
    @DisplayName("§5 POST …/fail waits for the backoff that the job has of its own")
    void failsAfterItsOwnBackoff() {
        SeenJob run = started("a");
        SharedServer.change("""
                update job set failures = 2, backoff = '{"type": "list", "delays": ["1s", "2s", "1h"]}' where queue = ?
                """, queue);
        holds(end(run, "fail", ""));
        assertThat(live("a", "run_at - cast(attempts #>> '{0,ended_at}' as timestamptz)")).isEqualTo("01:00:00");
    }

    @Test
    @DisplayName("§5 the last ten attempts are kept, oldest first")
    void keepsTenAttempts() {
        unlimited("a");
        for (int n = 1; n <= 13; n++) {
            holds(end(claimed(), "fail", "{\"error\": {\"type\": \"E" + n + "\"}}"));
            SharedServer.promote(queue);
        }
        assertThat(live("a", "jsonb_path_query_array(attempts, '$[*].error.type')")).isEqualTo(
                "[\"E4\", \"E5\", \"E6\", \"E7\", \"E8\", \"E9\", \"E10\", \"E11\", \"E12\", \"E13\"]");
        assertThat(live("a", "attempts #>> '{-1,attempt}'")).isEqualTo("13");
        SharedServer.change("update job set retries_remaining = 0, max_retries = 0 where queue = ?", queue);
        holds(end(claimed(), "fail", "{\"error\": {\"type\": \"E14\"}}"));
        assertThat(dead("a", "jsonb_array_length(attempts) || (attempts #>> '{0,error,type}') || error_type"))
                .isEqualTo("10E5E14");
    }

    @Test
    @DisplayName("§5 an error is cut to 8 KiB; U+0000 and unpaired surrogates are replaced")
    void boundsErrors() {
        SeenJob run = started("a");
        holds(end(run, "fail", "{\"error\": {\"type\": \"\\u0000\\ud800x\", \"message\": \"" + "é".repeat(100_000)
                + "\", \"detail\": \"" + "d".repeat(100_000) + "\"}}"));
        assertThat(live("a", "attempts #>> '{0,error,type}'")).isEqualTo("\uFFFD\uFFFDx");
        assertThat(live("a", "attempts #>> '{0,error,message}'")).endsWith("é [truncated]");
        assertThat(Integer.parseInt(live("a", "octet_length(attempts::text)"))).isBetween(8192, 8700);
    }

    @Test
    @DisplayName("§5 a dead letter keeps all that the job had")
    void keepsAllOfADeadLetter() {
        SeenJob run = running("a", 0);
        SharedServer.change("""
                update job set unique_key = 'u', fingerprint = 'f', permit_key = 'p', progress = '[1.0]', failures = 4,
                               lapses = 2, reschedules = 1, backoff = '{"type": "lakh"}' where queue = ?""", queue);
        holds(end(run, "fail", ERROR));
        assertThat(idsInStore()).isEmpty();
        assertThat(dead("a", """
                concat_ws('/', reason, error_type, unique_key, fingerprint, permit_key, progress, failures, lapses,
                          reschedules, backoff, timeout, rank, max_retries, payload)""")).isEqualTo(
                "RETRIES_SPENT/Broken/u/f/p/[1.0]/5/2/1/{\"type\": \"lakh\"}/" + run.timeout() + "/0/0/"
                        + run.payload());
    }

    @Test
    @DisplayName("§5 the mark of a limited queue's run goes with the run, a permit key stays")
    void clearsTheMarkOfARun() {
        for (String call : List.of("release", "fail")) {
            SeenJob run = started(call);
            SharedServer.change("update job set permit_key = '' where queue = ? and id = ?", queue, call);
            holds(end(run, call, ""));
            assertThat(live(call, "permit_key is null")).isEqualTo("true");
            SharedServer.change("delete from job where queue = ?", queue);
        }
        SeenJob run = started("a");
        SharedServer.change("update job set permit_key = 'p' where queue = ?", queue);
        holds(end(run, "release", ""));
        assertThat(live("a", "permit_key")).isEqualTo("p");
    }

    @Test
    @DisplayName("§5 POST …/reschedule → scheduled, no retry used, counted; state kept or set")
    void reschedules() {
        SeenJob run = running("a", 3);
        Doors.V2.heartbeat(run, "[1]");
        holds(end(run, "reschedule", "{\"run_at\": \"2099-01-01T01:00:00+01:00\"}"));
        assertThat(live("a", "state || retries_remaining || failures || reschedules || progress"))
                .isEqualTo("SCHEDULED301[1]");
        assertThat(live("a", "run_at = '2099-01-01 00:00:00Z' and attempts is null")).isEqualTo("true");
        SharedServer.promote(queue);
        holds(end(claimed(), "reschedule", "{\"run_at\": \"2020-01-01T00:00:00Z\", \"state\": {\"n\": 1.0}}"));
        assertThat(live("a", "state || reschedules || progress")).isEqualTo("READY2{\"n\": 1.0}");
    }

    @Test
    @DisplayName("§5 POST …/release → back to its place in line, nothing counted")
    void releases() {
        unlimited("a");
        unlimited("b");
        SeenJob run = claimed();
        holds(end(run, "release", ""));
        assertThat(live("a", "state || failures || lapses || reschedules")).isEqualTo("READY000");
        assertThat(live("a", "attempts is null")).isEqualTo("true");
        assertThat(claimed().id()).isEqualTo("a");
    }

    @Test
    @DisplayName("§5 a lapse is kept among the attempts")
    void keepsLapses() {
        SeenJob run = running("a", 1);
        SharedServer.lapse(queue);
        assertThat(live("a", "state || retries_remaining || lapses || (attempts #>> '{0,outcome}')"))
                .isEqualTo("READY01lapsed");
        assertThat(live("a", "attempts #>> '{0,run_id}'")).isEqualTo(run.runId());
        claimed();
        SharedServer.lapse(queue);
        assertThat(dead("a", "reason || lapses || jsonb_array_length(attempts)")).isEqualTo("RETRIES_SPENT22");
        assertThat(dead("a", "error_type is null")).isEqualTo("true");
    }

    @Test
    @DisplayName("§5 a job that was asked to stop goes to the dead letters, not back in line")
    void cancelsWhatWasAskedToStop() {
        started("a");
        SharedServer.change("update job set cancel_requested = true where queue = ?", queue);
        SharedServer.lapse(queue);
        assertThat(dead("a", "reason")).isEqualTo("CANCELLED");
        SeenJob run = started("b");
        SharedServer.change("update job set cancel_requested = true where queue = ?", queue);
        holds(end(run, "release", ""));
        assertThat(dead("b", "reason")).isEqualTo("CANCELLED");
    }

    @Test
    @DisplayName("§5 POST /v2/jobs/outcomes → 200, one answer for each in its order")
    void endsMany() {
        keepsAnArchive();
        Map<String, SeenJob> runs = new java.util.LinkedHashMap<>();
        List.of("completed", "failed", "unprocessable", "fatal", "cancelled", "rescheduled", "released")
                .forEach(id -> runs.put(id, started(id)));
        StringBuilder body = new StringBuilder("[");
        runs.forEach((outcome, run) -> body.append(element(outcome, run.runId(), outcome)).append(','));
        body.append(element("failed", runs.get("failed").runId(), "completed")).append(',');
        body.append(element("released", NO_RUN, "failed")).append(']');

        HttpResponse<String> answer = http.post("/v2/jobs/outcomes", body.toString());

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        List<Map<String, String>> each = Wire.objects(answer.body());
        assertThat(each).extracting(one -> Wire.unquoted(one.get("lease"))).containsExactly("held", "held", "held",
                "held", "held", "held", "held", "lost", "lost");
        assertThat(each).extracting(one -> Wire.unquoted(one.get("id"))).containsExactly("completed", "failed",
                "unprocessable", "fatal", "cancelled", "rescheduled", "released", "failed", "released");
        assertThat(each.getFirst()).containsOnlyKeys("queue", "id", "run_id", "lease")
                .containsEntry("run_id", "\"" + runs.get("completed").runId() + "\"")
                .containsEntry("queue", "\"" + queue + "\"");
        assertThat(idsInStore()).containsExactly("failed", "released", "rescheduled");
        assertThat(archived("completed", "result")).isEqualTo("[1.0]");
        assertThat(live("released", "state || failures")).isEqualTo("READY0");
        assertThat(live("failed", "state || failures")).isEqualTo("SCHEDULED1");
        assertThat(List.of("unprocessable", "fatal", "cancelled"))
                .allSatisfy(id -> assertThat(dead(id, "lower(reason)")).isEqualTo(id));
    }

    @Test
    @DisplayName("§5 POST /v2/jobs/outcomes, an empty array → 200, an empty array")
    void endsNone() {
        HttpResponse<String> answer = http.post("/v2/jobs/outcomes", "[]");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("[]");
    }

    @Test
    @DisplayName("§5 POST /v2/jobs/outcomes: a mistake in one element is 400, and nothing has changed")
    void endsNoneWhenOneIsWrong() {
        SeenJob run = started("a");
        refuses(http.post("/v2/jobs/outcomes", "[" + element("a", run.runId(), "completed") + ", {}]"), 400,
                "invalid-field");
        assertThat(idsInStore()).containsExactly("a");
    }

    @ParameterizedTest
    @CsvSource({"replace, ''", "v1, ''"})
    @DisplayName("§4 who takes a job from its run otherwise clears the run's marks too")
    void clearsMarksElsewhere(String way) {
        SeenJob run = started("a");
        SharedServer.change("update job set permit_key = '', cancel_requested = true where queue = ?", queue);
        if (way.equals("v1")) {
            accepts(http.post("/v1/reschedule", job("a")), 202);
        } else {
            accepts(http.post("/v2/queues/jobs?mode=replace", jobs("a")), 202);
        }
        assertThat(live("a", "permit_key is null and not cancel_requested and state = 'READY'")).isEqualTo("true");
        saysLease(end(run, "fail", ""), "lost");
    }

    private String element(String id, String runId, String outcome) {
        return """
                {"queue": "%s", "id": "%s", "run_id": "%s", "outcome": "%s", "result": [1.0],
                 "run_at": "2099-01-01T00:00:00Z", "state": 1, "error": {"type": "x"}, "other": {}}"""
                .formatted(queue, id, runId, outcome);
    }
}
