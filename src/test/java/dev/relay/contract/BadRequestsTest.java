package dev.relay.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.relay.testing.Http;
import dev.relay.testing.LogCapture;
import dev.relay.testing.RawHttp;
import dev.relay.testing.SharedServer;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("§1 a bad request is answered 4xx by what was wrong, changes nothing and is nothing for the log")
class BadRequestsTest {

    /** Jobs that other tests left behind fall due meanwhile; whatever else becomes of a job shows in other columns too. */
    private static final String ROWS = """
            select (select md5(string_agg(replace(j::text, 'SCHEDULED', 'READY'), ',' order by queue, id)) from job j) || '/' ||
                   (select count(*) from dead_job)
            """;

    private final Http http = SharedServer.http();
    private LogCapture log;
    private String before;

    @BeforeEach
    void remember() {
        Doors.V2.enqueue(JobSpec.aJob(SharedServer.newQueue(), "a"));
        log = new LogCapture();
        before = SharedServer.ask(ROWS);
    }

    @AfterEach
    void leavesNoTrace() {
        log.close();
        assertThat(SharedServer.ask(ROWS)).isEqualTo(before);
        assertThat(log.alarms()).isEmpty();
    }

    @Test
    void refusesTenThousandBadRequests() {
        List<BadRequest> table = BadRequests.table(10_000);
        Queue<String> wrong = new ConcurrentLinkedQueue<>();
        try (ExecutorService clients = Executors.newFixedThreadPool(8)) {
            table.forEach(bad -> clients.submit(() -> {
                try {
                    String complaint = complaint(bad);
                    if (!complaint.isEmpty()) {
                        wrong.add(bad + " → " + complaint);
                    }
                } catch (RuntimeException e) {
                    wrong.add(bad + " → " + e);
                }
            }));
        }
        assertThat(wrong.stream().limit(20)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/queues/%zz/jobs", "/v1/queues/%4/jobs", "/v2/queues/q/jobs/%", "/v2/queues/%FF/jobs/a",
            "/v2/queues/q/jobs/%C3", "/v1/queues/%ED%A0%80/jobs", "/v1/queues/%00/jobs", "/v1/queues/\u00e9/jobs",
            "/v1/queues/a\\b/jobs", "/next?queue=%zz", "/next?queue=%", "/next?queue=%FF", "/next?queue=%C3%28",
            "/v1/next?queue=%ED%A0%80", "/next?queue=\u00e9", "/../../etc/passwd", "/%2e%2e/", "/v1/nope/a\"b{|}"})
    void refusesWhatIsNotPercentEncodedUtf8(String target) {
        assertThat(RawHttp.send(SharedServer.server().address(), "GET", target, Map.of())).satisfies(answer -> {
            assertThat(answer.status()).isBetween(400, 499);
            assertThat(answer.head()).contains("application/problem+json");
            assertThat(answer.body()).contains("\"detail\":\"");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"Content-Length: -5\r\n\r\n", "Content-Length: x\r\n\r\n",
            "Transfer-Encoding: chunked\r\n\r\nzz\r\n\r\n", "no colon\r\n\r\n",
            "Cookie: \u0001\r\n\r\n"})
    void refusesWhatIsNotHttp(String rest) {
        byte[] request = ("POST /enqueue HTTP/1.1\r\nHost: relay\r\nConnection: close\r\n" + rest).getBytes();

        assertThat(RawHttp.send(SharedServer.server().address(), request)).satisfies(answer -> {
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.head()).contains("application/problem+json");
        });
    }

    private String complaint(BadRequest bad) {
        HttpResponse<String> answer = http.send(bad.method(), bad.path(),
                bad.body().getBytes(java.nio.charset.StandardCharsets.UTF_8));
        int status = answer.statusCode();
        boolean problem = answer.headers().firstValue("Content-Type").orElse("").equals("application/problem+json");
        if (status < 400 || status > 499 || !problem) {
            return status + " " + answer.body();
        }
        String detail = Wire.unquoted(Wire.object(answer.body()).get("detail"));
        return detail.isBlank() || !detail.contains(bad.rule()) ? "wanted “" + bad.rule() + "”: " + detail : "";
    }
}
