package dev.relay.notification;

import static org.assertj.core.api.Assertions.assertThat;

import dev.relay.testing.DatabaseConnection;
import dev.relay.testing.Http;
import dev.relay.testing.RelayServer;
import dev.relay.testing.Replicas;
import dev.relay.testing.TestDatabase;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(90)
class WaitingShutdownTest {

    private static final Executor THREADS = task -> Thread.ofVirtual().start(task);
    private static final int PRODUCERS = 16;

    @Test
    void sendsWaitingClaimsHomeAndServesWhoeverIsStillThere() throws InterruptedException {
        DatabaseConnection database = TestDatabase.freshDatabase();
        RelayServer server = Replicas.startStill(database);
        Http http = new Http(server.address());
        AtomicInteger accepted = new AtomicInteger();
        CountDownLatch begun = new CountDownLatch(PRODUCERS * 5);
        List<CompletableFuture<Void>> producers = new ArrayList<>();
        for (int p = 0; p < PRODUCERS; p++) {
            String producer = "p" + p;
            producers.add(
                    CompletableFuture.runAsync(() -> enqueueUntilRefused(http, producer, accepted, begun), THREADS));
        }
        Waiting inProcess = Waiting.inLine(server.bean(WaitingClaims.class), "nothing here");
        List<CompletableFuture<Integer>> waiting = Stream.generate(() -> CompletableFuture.supplyAsync(
                () -> http.get("/v2/queues/nothing%20here/jobs?wait=50s").statusCode(), THREADS)).limit(20).toList();
        begun.await();
        long begin = System.nanoTime();
        server.close();

        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(20));
        assertThat(inProcess.id()).isEqualTo("nothing");
        assertThat(waiting).allSatisfy(claim -> assertThat(statusOr204(claim)).isEqualTo(204));
        producers.forEach(CompletableFuture::join);
        assertThat(Replicas.sql(database, "select count(*) from job")).isGreaterThanOrEqualTo(accepted.get());
    }

    /** A claim that had not arrived yet finds no server any more, which is as good. */
    private static int statusOr204(CompletableFuture<Integer> claim) {
        return claim.exceptionally(refused -> 204).join();
    }

    private static void enqueueUntilRefused(Http http, String producer, AtomicInteger accepted, CountDownLatch begun) {
        for (int i = 0;; i++) {
            HttpResponse<String> answer;
            try {
                answer = http.post("/enqueue", "{\"id\":\"%s-%d\",\"queue\":\"q\",\"timeout\":60,\"payload\":1}"
                        .formatted(producer, i));
            } catch (IllegalStateException e) {
                return;
            }
            if (answer.statusCode() == 429) {
                return;
            }
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
            accepted.incrementAndGet();
            begun.countDown();
        }
    }
}
