package dev.relay.contract;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;

/** A table of requests that break a rule, the same on every run. */
final class BadRequests {

    /** Where jobs come in; {@code array}: as an array of them. */
    private record Entrance(String method, String path, boolean array, boolean v2) {}

    private static final String RUN = "/v2/queues/q/jobs/a/run-id/00000000-0000-4000-8000-000000000000";
    private static final List<Entrance> ENTRANCES = List.of(new Entrance("POST", "/enqueue", false, false),
            new Entrance("POST", "/v1/enqueue", false, false), new Entrance("POST", "/enqueue/batch", true, false),
            new Entrance("POST", "/v1/enqueue/batch", true, false), new Entrance("POST", "/reschedule", false, false),
            new Entrance("POST", "/v1/reschedule", false, false), new Entrance("POST", "/v1/queues/jobs", true, false),
            new Entrance("PUT", "/v1/queues/jobs", false, false), new Entrance("POST", "/v2/queues/jobs", true, true),
            new Entrance("POST", "/v2/queues/jobs?mode=replace", true, true), new Entrance("PUT", RUN, true, true));
    private static final List<String> HEARTBEATS = List.of("/heartbeat?queue=q&job_id=a",
            "/v1/heartbeat?queue=q&job_id=a", "/v1/queues/q/jobs/a", RUN);
    private static final List<String> CLAIMS = List.of("/next?queue=q&", "/v1/next?queue=q&", "/v1/queues/q/jobs?",
            "/v2/queues/q/jobs?");

    private static final List<String> BAD_KEYS = List.of("null", "1", "1.5", "true", "[]", "{}", "[\"a\"]", "\"\"",
            "\"" + "x".repeat(2000) + "\"", "\"a\\u0000b\"", "\"\\ud800\"", "\"\\udc00x\"", "\"a\\udc00\\ud800\"");
    private static final List<String> BAD_NAMES = BAD_KEYS.stream().filter(key -> !"null".equals(key)).toList();
    private static final List<String> NO_INTEGERS = List.of("1.5", "-0.5", "1e-3", "1E400", "\"60\"", "true", "[]",
            "{}",
            "9223372036854775808", "1" + "0".repeat(400), "-1" + "0".repeat(400));
    private static final List<String> NO_TIMES = List.of("\"\"", "\"now\"", "0", "1893456000", "true", "[]", "{}",
            "\"2030-01-01\"", "\"2030-01-01T00:00:00\"", "\"2030-02-30T00:00:00Z\"", "\"2030-01-01T25:00:00Z\"",
            "\"2030-01-01T00:00:00+25:00\"", "\"0000-01-01T00:00:00Z\"", "\"9999-12-31T23:59:59-01:00\"",
            "\"12030-01-01T00:00:00Z\"", "\"Tue, 01 Jan 2030 00:00:00 GMT\"", "\"2030-01-01T00:00:00Z\\u0000\"");
    private static final Map<String, List<String>> BAD_VALUES = Map.of("id", BAD_KEYS, "queue", BAD_KEYS, "timeout",
            and(NO_INTEGERS, "null", "-1", "-2147483648", "2147483648", "1000000000000"), "max_retries",
            and(NO_INTEGERS, "32768", "2147483647", "-1" + "0".repeat(12)), "run_at", NO_TIMES);
    private static final Map<String, List<String>> BAD_IN_V1 = Map.of("persist_data",
            List.of("0", "1", "\"true\"", "[]", "{}", "1.0"));
    private static final Map<String, List<String>> BAD_IN_V2 = Map.of("priority", and(NO_INTEGERS, "32768", "-32769"),
            "max_retries", List.of("-1", "-2"), "unique_key", BAD_NAMES, "fingerprint", BAD_NAMES, "permit_key",
            BAD_NAMES);

    private final Random random = new Random(20_260_101);
    private final List<BadRequest> table = new ArrayList<>();

    static List<BadRequest> table(int size) {
        return new BadRequests().fill(size);
    }

    private List<BadRequest> fill(int size) {
        parameters();
        methods();
        ENTRANCES.forEach(this::bodies);
        HEARTBEATS.forEach(this::states);
        while (table.size() < size) {
            wrongField();
        }
        return table;
    }

    private void parameters() {
        for (String claim : CLAIMS) {
            Stream.of("0", "-1", "1000000000000", "10001", "abc", "", "1.5", "0x1", "%2B1", "%201", "%D9%A1", "1%00",
                    "null")
                    .forEach(value -> add("GET", claim + "num_jobs=" + value, "", "num_jobs must be"));
            add("GET", claim + "num_jobs=1&num_jobs=2", "", "num_jobs must be given only once");
        }
        for (String flat : List.of("GET /next?", "GET /v1/next?", "PATCH /heartbeat?job_id=a&",
                "DELETE /complete?job_id=a&")) {
            String[] call = flat.split(" ");
            Stream.of("", "queue=", "queue=a%00", "queue=a&queue=b", "queue=" + "x".repeat(1025))
                    .forEach(queue -> add(call[0], call[1] + queue, "", "queue "));
        }
        for (String flat : List.of("PATCH /v1/heartbeat?queue=a&", "DELETE /v1/complete?queue=a&")) {
            String[] call = flat.split(" ");
            Stream.of("", "job_id=", "id=a", "job_id=a%00", "job_id=a&job_id=b")
                    .forEach(id -> add(call[0], call[1] + id, "", "job_id "));
        }
        Stream.of("", "UNIQUE", "Replace", "x", "unique,ignore", "null", "%00").forEach(mode -> {
            add("POST", "/v2/queues/jobs?mode=" + mode, "[]", "mode must be");
            add("PUT", RUN + "?mode=" + mode, "[]", "mode must be");
        });
        Stream.of("1", "x", "1-1-1-1-1", "0".repeat(32), "%20", "null").forEach(run -> Stream
                .of("PATCH", "PUT", "DELETE")
                .forEach(method -> add(method, "/v2/queues/q/jobs/a/run-id/" + run, "[]", "run_id must be a UUID")));
        Stream.of("GET /v1/queues/q/jobs/", "DELETE /v2/queues/q/jobs/", "PATCH /v1/queues/q/jobs/")
                .map(c -> c.split(" "))
                .forEach(call -> add(call[0], call[1] + "x".repeat(1025), "", "id must have 1 to 1024 characters"));
    }

    private void methods() {
        Map<String, String> allowed = Map.of("/enqueue", "POST", "/v1/enqueue/batch", "POST", "/next?queue=q", "GET",
                "/heartbeat?queue=q&job_id=a", "PATCH", "/reschedule", "POST", "/complete?queue=q&job_id=a", "DELETE",
                "/v1/queues/jobs", "POST PUT", "/v2/queues/jobs", "POST GET PUT DELETE", "/v2/queues/q/jobs", "GET",
                RUN,
                "PATCH PUT DELETE");
        allowed.forEach((path, methods) -> Stream.of("GET", "POST", "PUT", "PATCH", "DELETE", "FOO")
                .filter(method -> !methods.contains(method)).forEach(method -> add(method, path, "[]", method)));
        Stream.of("/nope", "/v3/queues/jobs", "/v1/queues//jobs", "/v2/queues/q/jobs/", "/v2/queues/q/jobs/a/b",
                "/error")
                .forEach(path -> Stream.of("GET", "POST", "DELETE").forEach(method -> add(method, path, "", "")));
    }

    private void bodies(Entrance entrance) {
        String valid = body(entrance, job(entrance, Map.of("state", "{\"a\":[1.5,\"\\u00e9\",null]}", "run_at",
                "\"2030-01-01T00:00:00Z\"")));
        for (int length = 0; length < valid.length(); length++) {
            add(entrance, valid.substring(0, length), "The body ");
        }
        Stream.of("x", "{}", ",", "]", "null", "\0", "\u00a0")
                .forEach(garbage -> add(entrance, valid + garbage, "The body "));
        Stream.of("null", "1", "\"a\"", "true", entrance.array ? "{}" : "[]")
                .forEach(other -> add(entrance, other, "must be a JSON"));
        String deep = "[".repeat(1001) + "]".repeat(1001);
        add(entrance, body(entrance, job(entrance, Map.of("payload", deep))), "nested at most 1000 levels");
        add(entrance, "[".repeat(100_000), entrance.array ? "must be a JSON object" : "must be a JSON object");
        if (entrance.array) {
            Stream.of("1", "\"a\"", "null", "[]", "true").forEach(
                    other -> add(entrance, "[" + job(entrance, Map.of()) + "," + other + "]",
                            "[1] must be a JSON object"));
            String job = job(entrance, Map.of("payload", "1"));
            add(entrance, "[" + (job + ",").repeat(10_000) + job + "]", "at most 10000 jobs");
        }
    }

    private void states(String path) {
        String valid = "{\"a\":[1.5e3,\"\\u00e9\",null,true],\"b\":{}}";
        for (int length = 1; length < valid.length(); length++) {
            add("PATCH", path, valid.substring(0, length), "The body is not well-formed JSON");
        }
        Stream.of("1 2", "{}{}", "nul", "01", "1.", ".5", "+1", "NaN", "'a'", "// 1", "\"\t\"", "\"\\x\"", "\"\\u12\"",
                "[1,]",
                "{\"a\":1,}", "{a:1}", " ", "\0", "[".repeat(1001))
                .forEach(bad -> add("PATCH", path, bad, "The body "));
    }

    private void wrongField() {
        Entrance entrance = any(ENTRANCES);
        Map<String, List<String>> bad = switch (random.nextInt(8)) {
            case 0 -> entrance.v2 ? BAD_IN_V2 : BAD_IN_V1;
            default -> BAD_VALUES;
        };
        String field = any(bad.keySet().stream().sorted().toList());
        String job = job(entrance, Map.of(field, any(bad.get(field))));
        int before = entrance.array ? random.nextInt(3) : 0;
        String body = entrance.array
                ? "[" + (job(entrance, Map.of()) + ",").repeat(before) + job + "," + job(entrance, Map.of()) + "]"
                : job;
        add(entrance, body, (entrance.array ? "[" + before + "]." : "") + field + " ");
    }

    /** A job that is valid but for the given fields. */
    private String job(Entrance entrance, Map<String, String> fields) {
        StringBuilder job = new StringBuilder("{");
        Map.of("id", "\"bad-" + random.nextInt() + "\"", "queue", "\"bad\"", "timeout", "60", "payload", "[1]")
                .forEach((name, value) -> job.append('"').append(name).append("\":")
                        .append(fields.getOrDefault(name, value)).append(','));
        fields.forEach((name, value) -> job
                .append(job.indexOf("\"" + name + "\":") < 0 ? "\"" + name + "\":" + value + "," : ""));
        job.setCharAt(job.length() - 1, '}');
        return job.toString();
    }

    private static String body(Entrance entrance, String job) {
        return entrance.array ? "[" + job + "]" : job;
    }

    private void add(Entrance entrance, String body, String rule) {
        add(entrance.method, entrance.path, body, rule);
    }

    private void add(String method, String path, String body, String rule) {
        table.add(BadRequest.of(method, path, body, rule));
    }

    private <T> T any(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }

    private static List<String> and(List<String> values, String... more) {
        return Stream.concat(values.stream(), Stream.of(more)).toList();
    }
}
