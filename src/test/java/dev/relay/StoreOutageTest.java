package dev.relay;

import static dev.relay.testing.NewJobs.newJob;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import dev.relay.job.ConflictMode;
import dev.relay.job.JobService;
import dev.relay.testing.AtOnce;
import dev.relay.testing.DatabaseConnection;
import dev.relay.testing.Http;
import dev.relay.testing.HttpCall;
import dev.relay.testing.Logged;
import dev.relay.testing.NetworkPath;
import dev.relay.testing.RelayServer;
import dev.relay.testing.TestDatabase;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The store goes away and comes back; the server stays. */
class StoreOutageTest {

    /** Three seconds for a connection and two for a statement; twice that, because the machine may have other work. */
    private static final Duration BOUND = Duration.ofSeconds(10);
    private static final DatabaseConnection DATABASE = TestDatabase.freshDatabase();
    private static final NetworkPath PATH = NetworkPath.to(DATABASE);
    private static RelayServer server;

    @BeforeAll
    static void startServer() {
        server = RelayServer.start(PATH.through(DATABASE), "relay.scheduling.reap-interval=500ms",
                "relay.scheduling.promote-interval=500ms",
                "spring.datasource.hikari.data-source-properties.socketTimeout=2");
    }

    @AfterAll
    static void stopServer() {
        server.close();
        PATH.close();
    }

    @AfterEach
    void mend() {
        PATH.mend();
        awaitRecovery();
    }

    @Test
    void asksToTryAgainWhenTheStoreIsDown() {
        PATH.cut();

        assertThat(answersOfAll(server)).allSatisfy(StoreOutageTest::asksToTryAgain);
    }

    @Test
    void asksToTryAgainWhenTheStoreFallsSilent() {
        PATH.silence();

        assertThat(answersOfAll(server)).allSatisfy(StoreOutageTest::asksToTryAgain);
    }

    @Test
    void isAliveYetNotReadyWhileTheStoreIsDown() {
        PATH.cut();

        Instant start = Instant.now();
        HttpResponse<String> readiness = http().get("/actuator/health/readiness");
        assertThat(readiness.statusCode()).isEqualTo(503);
        assertThat(readiness.body()).contains("\"status\":\"DOWN\"");
        assertThat(Duration.between(start, Instant.now())).isLessThan(BOUND);
        assertThat(http().get("/actuator/health/liveness").statusCode()).isEqualTo(200);
    }

    @Test
    void isReadyAgainWhenTheStoreIsBack() {
        PATH.cut();
        http().get("/next?queue=q");

        PATH.mend();

        awaitRecovery();
        await().atMost(BOUND).until(() -> http().get("/actuator/health/readiness").statusCode() == 200);
    }

    @Test
    void keepsWhatItAcknowledgedBeforeTheOutage() {
        server.bean(JobService.class).enqueue(List.of(newJob("kept", "1")), ConflictMode.UNIQUE);

        PATH.cut();
        PATH.mend();
        awaitRecovery();

        assertThat(http().get("/v2/queues/kept/jobs/1").statusCode()).isEqualTo(200);
    }

    @Test
    void putsScheduledWorkOffInOneLineEach() {
        List<ILoggingEvent> lines = Logged.everywhere(() -> {
            PATH.cut();
            await().pollDelay(Duration.ofSeconds(5)).until(() -> true);
        }).stream().filter(line -> line.getThreadName().startsWith("scheduling-")
                && line.getLevel().isGreaterOrEqual(Level.INFO)).toList();

        assertThat(lines).isNotEmpty().hasSizeLessThan(10).allSatisfy(line -> {
            assertThat(line.getLevel()).isEqualTo(Level.WARN);
            assertThat(line.getThrowableProxy()).isNull();
            assertThat(line.getFormattedMessage()).startsWith("Scheduled work put off until its next round: ")
                    .doesNotContain("\n");
        });
    }

    private static List<Answer> answersOfAll(RelayServer to) {
        return AtOnce.run(HttpCall.all().stream().map(call -> (Callable<Answer>) () -> {
            Instant start = Instant.now();
            HttpResponse<String> response = call.sendTo(to);
            return new Answer(call, response, Duration.between(start, Instant.now()));
        }).toList());
    }

    private static void asksToTryAgain(Answer answer) {
        HttpResponse<String> response = answer.response();
        assertThat(response.statusCode()).as(answer.call().toString()).isEqualTo(answer.call().isV2() ? 503 : 429);
        assertThat(response.headers().firstValue("Retry-After")).hasValue("1");
        assertThat(response.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        if (!answer.call().method().equals("HEAD")) {
            assertThat(response.body()).contains("urn:relay:problem:try-again");
        }
        assertThat(answer.time()).as(answer.call().toString()).isLessThan(BOUND);
    }

    private static void awaitRecovery() {
        await().atMost(BOUND).pollInterval(Duration.ofMillis(100))
                .until(() -> http().get("/v1/queues/any/jobs").statusCode() == 204);
    }

    private static Http http() {
        return new Http(server.address());
    }

    private record Answer(HttpCall call, HttpResponse<String> response, Duration time) {}
}
