package dev.relay.testing;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

/** One call of the wire contract. */
public record HttpCall(String method, String path, String body) {

    private static final String JOB = """
            {"id": "1", "queue": "q", "timeout": 60}""";
    private static final String RUN = "/v2/queues/q/jobs/1/run-id/01234567-89ab-8def-8123-456789abcdef";

    /** Every call that needs the store, of both of v1's families and of v2. */
    public static List<HttpCall> all() {
        return Stream.concat(v1(), v2()).toList();
    }

    public static Stream<HttpCall> v1() {
        return Stream.of(new HttpCall("POST", "/enqueue", JOB), new HttpCall("POST", "/v1/enqueue", JOB),
                new HttpCall("POST", "/enqueue/batch", "[" + JOB + "]"), new HttpCall("GET", "/next?queue=q", ""),
                new HttpCall("PATCH", "/heartbeat?queue=q&job_id=1", "{}"), new HttpCall("POST", "/reschedule", JOB),
                new HttpCall("DELETE", "/complete?queue=q&job_id=1", ""),
                new HttpCall("POST", "/v1/queues/jobs", "[" + JOB + "]"), new HttpCall("PUT", "/v1/queues/jobs", JOB),
                new HttpCall("GET", "/v1/queues/q/jobs", ""), new HttpCall("HEAD", "/v1/queues/q/jobs/1", ""),
                new HttpCall("GET", "/v1/queues/q/jobs/1", ""), new HttpCall("PATCH", "/v1/queues/q/jobs/1", ""),
                new HttpCall("DELETE", "/v1/queues/q/jobs/1", ""));
    }

    public static Stream<HttpCall> v2() {
        return Stream.of(new HttpCall("POST", "/v2/queues/jobs", "[" + JOB + "]"),
                new HttpCall("GET", "/v2/queues/q/jobs", ""), new HttpCall("HEAD", "/v2/queues/q/jobs/1", ""),
                new HttpCall("GET", "/v2/queues/q/jobs/1", ""), new HttpCall("DELETE", "/v2/queues/q/jobs/1", ""),
                new HttpCall("GET", "/v2/queues/q/jobs/1/explain", ""),
                new HttpCall("GET", "/v2/queues", ""), new HttpCall("GET", "/v2/queues/q", ""),
                new HttpCall("PUT", "/v2/queues/q", "{}"), new HttpCall("DELETE", "/v2/queues/q", ""),
                new HttpCall("POST", "/v2/queues/q/pause", ""), new HttpCall("POST", "/v2/queues/q/resume", ""),
                new HttpCall("GET", "/v2/limits", ""), new HttpCall("PUT", "/v2/limits", "{}"),
                new HttpCall("DELETE", "/v2/limits", ""),
                new HttpCall("PATCH", RUN, ""), new HttpCall("PUT", RUN, "[" + JOB + "]"),
                new HttpCall("DELETE", RUN, ""));
    }

    public HttpResponse<String> sendTo(RelayServer server) {
        return new Http(server.address()).send(method, path, body.getBytes(StandardCharsets.UTF_8));
    }

    public boolean isV2() {
        return path.startsWith("/v2/");
    }

    @Override
    public String toString() {
        return method + " " + path;
    }
}
