package dev.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.relay.testing.DatabaseConnection;
import dev.relay.testing.Http;
import dev.relay.testing.JobTable;
import dev.relay.testing.RelayServer;
import dev.relay.testing.ServerProcess;
import dev.relay.testing.TestDatabase;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.catalina.core.StandardWrapper;
import org.junit.jupiter.api.Test;
import org.springframework.boot.tomcat.TomcatWebServer;
import org.springframework.boot.web.server.context.WebServerApplicationContext;

/** A server that ends, politely or not, loses nothing that it acknowledged. */
class ShutdownTest {

    private static final int REQUESTS = 50;
    private final DatabaseConnection database = TestDatabase.freshDatabase();
    private final JobTable table;

    ShutdownTest() {
        table = new JobTable(database);
    }

    @Test
    void answersEveryRequestThatIsUnderWayWhenItCloses() throws Exception {
        RelayServer server = RelayServer.start(database, "spring.datasource.hikari.connection-timeout=20000");
        try (server; Connection locker = lockTheTable(); ExecutorService closer = Executors.newSingleThreadExecutor()) {
            List<CompletableFuture<Integer>> answers = enqueueAtOnce(new Http(server.address()));
            await().atMost(Duration.ofSeconds(10)).until(() -> requestsUnderWay(server) == REQUESTS);

            closer.submit(server::close);
            await().until(() -> server.context().isClosed());
            locker.rollback();

            assertThat(answers).extracting(CompletableFuture::join).containsOnly(202);
        }
        assertThat(table.count("job")).isEqualTo(REQUESTS);
    }

    @Test
    void answersEveryRequestThatIsUnderWayAtSigterm() throws Exception {
        try (ServerProcess server = ServerProcess.start(database); Connection locker = lockTheTable()) {
            List<CompletableFuture<Integer>> answers = enqueueAtOnce(new Http(server.address()));
            await().until(() -> table.count("pg_locks where not granted") > 0);
            await().pollDelay(Duration.ofMillis(500)).until(() -> true);

            server.terminate();
            server.awaitOutput("Commencing graceful shutdown");
            locker.rollback();

            assertThat(answers).extracting(CompletableFuture::join).containsOnly(202);
            assertThat(server.awaitExit()).isEqualTo(128 + 15);
            assertThat(server.output()).noneMatch(line -> line.contains(" ERROR ") || line.contains("\tat "));
        }
        assertThat(table.count("job")).isEqualTo(REQUESTS);
    }

    @Test
    void closesAtOnceWhenNothingIsUnderWay() {
        RelayServer server = RelayServer.start(database, "relay.scheduling.promote-interval=1h");
        new Http(server.address()).post("/enqueue", job(1, Instant.now().plusSeconds(30)));
        Instant start = Instant.now();

        server.close();

        assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofSeconds(5));
    }

    @Test
    void keepsEveryAcknowledgedJobWhenItIsKilled() throws Exception {
        Set<Integer> acknowledged = ConcurrentHashMap.newKeySet();
        try (ServerProcess server = ServerProcess.start(database)) {
            Http http = new Http(server.address());
            Stream<CompletableFuture<Void>> producers = IntStream.range(0, 8)
                    .mapToObj(n -> CompletableFuture.runAsync(() -> enqueueUntilItFails(http, n, acknowledged),
                            Thread::startVirtualThread))
                    .toList().stream();
            await().until(() -> acknowledged.size() > 200);

            server.kill();
            producers.forEach(CompletableFuture::join);
        }
        try (RelayServer restarted = RelayServer.start(database)) {
            String claimed = new Http(restarted.address()).get("/next?queue=q&num_jobs=10000").body();

            assertThat(acknowledged).hasSizeGreaterThan(200)
                    .allMatch(id -> claimed.contains("{\"id\":\"" + id + "\","));
        }
    }

    private static List<CompletableFuture<Integer>> enqueueAtOnce(Http http) {
        // Half of them are due soon: their promotion is planned while the server stops.
        return IntStream.range(0, REQUESTS).mapToObj(n -> CompletableFuture.supplyAsync(
                () -> http.post("/enqueue", job(n, Instant.now().plusSeconds(n % 2 * 5))).statusCode(),
                Thread::startVirtualThread)).toList();
    }

    private static void enqueueUntilItFails(Http http, int producer, Set<Integer> acknowledged) {
        try {
            for (int id = producer;; id += 8) {
                if (http.post("/enqueue", job(id, Instant.EPOCH)).statusCode() == 202) {
                    acknowledged.add(id);
                }
            }
        } catch (IllegalStateException killed) {
            // no answer, nothing acknowledged
        }
    }

    private static String job(int id, Instant runAt) {
        return "{\"id\": \"%d\", \"queue\": \"q\", \"timeout\": 60, \"run_at\": \"%s\"}".formatted(id, runAt);
    }

    private Connection lockTheTable() throws Exception {
        Connection locker = database.open();
        locker.setAutoCommit(false);
        await().ignoreExceptions().until(() -> table.count("job") == 0);
        locker.createStatement().execute("lock table job in exclusive mode");
        return locker;
    }

    private static int requestsUnderWay(RelayServer server) {
        var webServer = (TomcatWebServer) ((WebServerApplicationContext) server.context()).getWebServer();
        return Stream.of(webServer.getTomcat().getHost().findChildren())
                .flatMap(context -> Stream.of(context.findChildren()))
                .mapToInt(wrapper -> ((StandardWrapper) wrapper).getCountAllocated()).sum();
    }
}
