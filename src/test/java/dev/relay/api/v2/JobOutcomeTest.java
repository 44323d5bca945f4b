package dev.relay.api.v2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.relay.testing.DatabaseConnection;
import dev.relay.testing.Http;
import dev.relay.testing.RelayServer;
import dev.relay.testing.Replicas;
import dev.relay.testing.TestDatabase;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Waiting for the end of a job, as clients see it. */
@Timeout(60)
class JobOutcomeTest {

    private static final Executor THREADS = task -> Thread.ofVirtual().start(task);
    private static final DatabaseConnection database = TestDatabase.freshDatabase();
    private static RelayServer server;
    private static Http http;
    private final String queue = UUID.randomUUID().toString();
    private final String target = "/v2/queues/" + queue + "/jobs/1/outcome";

    @BeforeAll
    static void start() {
        server = Replicas.startStill(database);
        http = new Http(server.address());
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void answersWhenTheJobHasEnded() {
        Replicas.enqueue(server, queue, "1");
        CompletableFuture<HttpResponse<String>> outcome = waitForTheEnd("30s");
        http.post("/v2/queues/" + queue + "/jobs/1/cancel", "");

        assertThat(outcome.join().statusCode()).isEqualTo(200);
        assertThat(outcome.join().headers().firstValue("Content-Type")).contains("application/json");
        assertThat(outcome.join().body()).matches("\\{\"outcome\":\"cancelled\","
                + "\"ended_at\":\"[0-9-]+T[0-9:]+\\.[0-9]{6}Z\",\"result\":null,\"error\":null}");
        assertThat(http.get(target).body()).contains("\"cancelled\"");
    }

    @Test
    void answersWithTheResultToTheByte() {
        Replicas.sql(database,
                """
                        insert into archived_job (queue, id, completed_at, created_at, run_at, claimed_at, rank, failures, lapses,
                                                  reschedules, payload, result)
                        values ('%s', '1', '2026-01-31T12:00:00Z', now(), now(), now(), 0, 0, 0, 0, '1', '{"b": 1.0, "a":1e400}')
                        """
                        .formatted(queue));

        assertThat(http.get(target + "?wait=30s").body()).isEqualTo("{\"outcome\":\"completed\","
                + "\"ended_at\":\"2026-01-31T12:00:00.000000Z\",\"result\":{\"b\": 1.0, \"a\":1e400},\"error\":null}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "?wait=0s", "?wait=200ms"})
    void answersNoContentWhileTheJobLives(String wait) {
        Replicas.enqueue(server, queue, "1");

        assertThat(http.get(target + wait).statusCode()).isEqualTo(204);
        assertThat(http.get(target + wait).body()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "?wait=30s"})
    void answersNotFoundForAJobThatNobodyKnows(String wait) {
        assertThat(http.get(target + wait).statusCode()).isEqualTo(404);
        assertThat(http.get(target + wait).body()).contains("urn:relay:problem:job-not-found", queue);
    }

    @ParameterizedTest
    @ValueSource(strings = {"20", "-1s", "61s", "soon", "", "1s&wait=2s"})
    void refusesAWaitThatIsNone(String wait) {
        HttpResponse<String> answer = http.get(target + "?wait=" + wait);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("\"field\":\"wait\"");
    }

    @Test
    void sendsThoseWhoWaitHomeWhenTheServerStops() {
        RelayServer another = Replicas.startStill(database);
        Replicas.enqueue(another, queue, "1");
        CompletableFuture<HttpResponse<String>> outcome = CompletableFuture
                .supplyAsync(() -> new Http(another.address()).get(target + "?wait=50s"), THREADS);
        awaitMark();
        long begin = System.nanoTime();
        another.close();

        assertThat(outcome.join().statusCode()).isEqualTo(204);
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(20));
    }

    private CompletableFuture<HttpResponse<String>> waitForTheEnd(String wait) {
        CompletableFuture<HttpResponse<String>> outcome = CompletableFuture
                .supplyAsync(() -> http.get(target + "?wait=" + wait), THREADS);
        awaitMark();
        return outcome;
    }

    private void awaitMark() {
        await().until(() -> Replicas.sql(database,
                "select count(*) from job where awaited and queue = '" + queue + "'") == 1);
    }
}
