package dev.relay.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.relay.testing.LogCapture;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("§5 a bad outcome is answered 400 by what was wrong, changes nothing and is nothing for the log")
class BadOutcomesTest extends OutcomeRowsTest {

    private static final List<String> NO_STRINGS = List.of("1", "1e400", "true", "[]", "{}", "[\"a\"]");
    private static final List<String> NO_TIMES = List.of("1", "true", "[]", "{}", "\"\"", "\"now\"", "\"2030-01-01\"",
            "\"2030-02-30T00:00:00Z\"", "\"0000-01-01T00:00:00Z\"", "\"12030-01-01T00:00:00Z\"",
            "\"2030-01-01T00:00:00Z\\u0000\"", "\"\\ud800\"");
    private static final List<String> NO_KEYS = List.of("null", "1", "[]", "\"\"", "\"a\\u0000b\"", "\"\\ud800\"",
            "\"" + "x".repeat(1025) + "\"");
    private static final List<String> NO_RUNS = List.of("null", "1", "[]", "\"\"", "\"x\"", "\"1-1-1-1-1\"",
            "\"\\u0000\"");

    private final List<BadRequest> table = new ArrayList<>();
    private SeenJob run;
    private String before;
    private LogCapture log;

    @BeforeEach
    void remember() {
        run = started("a");
        before = live("a", "job.*");
        log = new LogCapture();
    }

    @AfterEach
    void leavesNoTrace() {
        log.close();
        assertThat(live("a", "job.*")).isEqualTo(before);
        assertThat(log.alarms()).isEmpty();
    }

    @Test
    void refusesBadOutcomes() {
        single();
        many();
        List<String> wrong = table.stream().map(this::complaint).filter(complaint -> !complaint.isEmpty()).toList();
        assertThat(wrong.stream().limit(20)).isEmpty();
        assertThat(table).hasSizeGreaterThan(150);
    }

    private void single() {
        for (String call : List.of("complete", "fail", "reschedule")) {
            Stream.of("null", "1", "\"a\"", "true", "[]", "[{}]", " ").forEach(
                    body -> add(target(run, call), body, "The body must be a JSON object"));
            Stream.of("{", "{}x", "{} {}", "{\"a\":1,}", "{a:1}", "{\"a\":}", "{\"a\":\"\t\"}").forEach(
                    body -> add(target(run, call), body, "The body "));
            add(target(run, call), "{\"x\":" + "[".repeat(1001) + "]".repeat(1001) + "}", "nested at most 1000 levels");
            add(target("a", "x", call), "{\"run_at\": \"2030-01-01T00:00:00Z\"}", "run_id must be a UUID");
            add("/v2/queues/" + "x".repeat(1025) + "/jobs/a/run-id/" + NO_RUN + "/" + call,
                    "{\"run_at\": \"2030-01-01T00:00:00Z\"}", "queue must have 1 to 1024 characters");
        }
        NO_TIMES.forEach(time -> add(target(run, "fail"), "{\"retry_at\": " + time + "}", "retry_at must be a "));
        NO_TIMES.forEach(time -> add(target(run, "reschedule"), "{\"run_at\": " + time + "}", "run_at must be a "));
        Stream.of("{}", "{\"run_at\": null}", "{\"state\": 1}")
                .forEach(body -> add(target(run, "reschedule"), body, "run_at is required"));
        add(target(run, "reschedule"), "", "The body must be a JSON object");
        NO_STRINGS
                .forEach(value -> add(target(run, "fail"), "{\"outcome\": " + value + "}", "outcome must be a string"));
        Stream.of("", "Failed", "completed", "released", "failed\\u0000", "\\ud800").forEach(
                value -> add(target(run, "fail"), "{\"outcome\": \"" + value + "\"}", "outcome must be failed, unpr"));
        Stream.of("1", "\"it broke\"", "true", "[]").forEach(
                value -> add(target(run, "fail"), "{\"error\": " + value + "}", "error must be an object"));
        Stream.of("type", "message", "detail").forEach(field -> NO_STRINGS.forEach(value -> add(target(run, "fail"),
                "{\"error\": {\"" + field + "\": " + value + "}}", "error." + field + " must be a string")));
    }

    private void many() {
        Stream.of("{}", "null", "1", "\"a\"", "", " ").forEach(body -> many(body, "The body must be a JSON array"));
        Stream.of("1", "null", "[]", "\"a\"").forEach(
                element -> many("[" + element() + "," + element + "]", "[1] must be a JSON object, an outcome"));
        many("[" + element() + "," + element() + "", "The body is not well-formed JSON");
        many("[" + (element() + ",").repeat(10_000) + element() + "]", "at most 10000 outcomes");
        NO_KEYS.forEach(value -> many(elementWith("queue", value), "[1].queue "));
        NO_KEYS.forEach(value -> many(elementWith("id", value), "[1].id "));
        NO_RUNS.forEach(value -> many(elementWith("run_id", value), "[1].run_id "));
        NO_STRINGS.forEach(value -> many(elementWith("outcome", value), "[1].outcome must be a string"));
        many(elementWith("outcome", "null"), "[1].outcome is required");
        many(elementWith("outcome", "\"retried\""), "[1].outcome must be completed, failed, unprocessable, fatal, ");
        many(elementWith("outcome", "\"rescheduled\""), "[1].run_at is required");
        NO_TIMES.forEach(value -> many(elementWith("run_at", value), "[1].run_at must be a "));
        NO_TIMES.forEach(value -> many(elementWith("retry_at", value), "[1].retry_at must be a "));
        many(elementWith("error", "5"), "[1].error must be an object");
        NO_STRINGS.forEach(
                value -> many(elementWith("error", "{\"detail\": " + value + "}"),
                        "[1].error.detail must be a string"));
    }

    private String element() {
        return """
                {"queue": "%s", "id": "a", "run_id": "%s", "outcome": "failed"}""".formatted(queue, run.runId());
    }

    private String elementWith(String field, String value) {
        return "[" + element() + "," + element().replaceFirst("}$", ", \"" + field + "\": ") + value + "}]";
    }

    private void add(String path, String body, String rule) {
        table.add(BadRequest.of("POST", path, body, rule));
    }

    private void many(String body, String rule) {
        add("/v2/jobs/outcomes", body, rule);
    }

    private String complaint(BadRequest bad) {
        HttpResponse<String> answer = http.post(bad.path(), bad.body());
        boolean problem = answer.headers().firstValue("Content-Type").orElse("").equals("application/problem+json");
        if (answer.statusCode() != 400 || !problem) {
            return bad + " → " + answer.statusCode() + " " + answer.body();
        }
        String detail = Wire.unquoted(Wire.object(answer.body()).get("detail"));
        return detail.contains(bad.rule()) ? "" : bad + " → wanted “" + bad.rule() + "”: " + detail;
    }
}
