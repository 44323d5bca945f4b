package dev.relay.api.v2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.relay.testing.DatabaseConnection;
import dev.relay.testing.Http;
import dev.relay.testing.RawConnection;
import dev.relay.testing.RelayServer;
import dev.relay.testing.Replicas;
import dev.relay.testing.TestDatabase;
import java.io.IOException;
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

/** Claims that wait, as clients see them; nothing here looks for jobs by the clock. */
@Timeout(60)
class WaitingClaimTest {

    private static final Executor THREADS = task -> Thread.ofVirtual().start(task);
    private static final DatabaseConnection database = TestDatabase.freshDatabase();
    private static RelayServer server;
    private static Http http;
    private final String queue = UUID.randomUUID().toString();

    @BeforeAll
    static void start() {
        Replicas.countStatements(database);
        server = Replicas.startStill(database);
        http = new Http(server.address());
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void answersWithAJobThatIsEnqueuedLater() {
        CompletableFuture<HttpResponse<String>> claim = claimOnceLooked("/v2/queues/" + queue + "/jobs?wait=30s");
        Replicas.enqueue(server, queue, "late");

        assertThat(claim.join().statusCode()).isEqualTo(200);
        assertThat(claim.join().body()).contains("\"late\"");
    }

    @Test
    void waitsForSeveralQueuesOnAPathOfItsOwn() {
        CompletableFuture<HttpResponse<String>> claim = claimOnceLooked(
                "/v2/jobs?queues=" + queue + ",other&wait=PT30S");
        Replicas.enqueue(server, queue, "late");

        assertThat(claim.join().body()).contains("\"late\"");
    }

    @Test
    void answersNoContentWhenTheTimeIsOver() {
        long begin = System.nanoTime();

        assertThat(http.get("/v2/queues/" + queue + "/jobs?wait=300ms").statusCode()).isEqualTo(204);
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isBetween(Duration.ofMillis(300),
                Duration.ofSeconds(5));
    }

    @Test
    void givesAJobToTheNextWhenTheClientHasHungUp() throws IOException {
        long before = claims();
        RawConnection hungUp = new RawConnection(server.address());
        hungUp.get("/v2/queues/" + queue + "/jobs?wait=50s");
        await().until(() -> claims() > before);
        CompletableFuture<HttpResponse<String>> next = CompletableFuture
                .supplyAsync(() -> http.get("/v2/queues/" + queue + "/jobs?wait=30s"), THREADS);
        hungUp.close();
        Replicas.enqueue(server, queue, "1");

        assertThat(next.join().body()).contains("\"1\"");
    }

    @Test
    void keepsAJobReadyWhenTheOnlyClientHasHungUp() throws IOException {
        long before = claims();
        RawConnection hungUp = new RawConnection(server.address());
        hungUp.get("/v2/queues/" + queue + "/jobs?wait=50s");
        await().until(() -> claims() > before);
        hungUp.close();
        Replicas.enqueue(server, queue, "1");

        assertThat(http.get("/v2/queues/" + queue + "/jobs").body()).contains("\"1\"");
    }

    @Test
    void answersARequestThatWasSentAheadWhileAClaimWaits() throws IOException {
        long before = claims();
        try (RawConnection client = new RawConnection(server.address())) {
            client.get("/v2/queues/" + queue + "/jobs?wait=50s");
            await().until(() -> claims() > before);
            client.get("/v2/queues/" + queue + "/jobs/not-there");
            Replicas.enqueue(server, queue, "1");

            assertThat(client.readUntil("job-not-found")).containsSubsequence("HTTP/1.1 200",
                    "\"id\":\"1\"", "HTTP/1.1 404");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"20", "-1s", "61s", "soon", ""})
    void refusesAWaitThatIsNone(String wait) {
        HttpResponse<String> answer = http.get("/v2/queues/" + queue + "/jobs?wait=" + wait);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("\"field\":\"wait\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/next?queue=q&wait=30s", "/v1/queues/q/jobs?wait=30s", "/v1/queues/q/jobs?wait=nonsense"})
    void ignoresAWaitInTheFirstVersion(String path) {
        long begin = System.nanoTime();

        assertThat(http.get(path).statusCode()).isEqualTo(204);
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(10));
    }

    /** Claims, and returns when the claim has looked into the database. */
    private static CompletableFuture<HttpResponse<String>> claimOnceLooked(String path) {
        long before = claims();
        CompletableFuture<HttpResponse<String>> claim = CompletableFuture.supplyAsync(() -> http.get(path), THREADS);
        await().until(() -> claims() > before);
        return claim;
    }

    private static long claims() {
        return Replicas.claims(database);
    }
}
