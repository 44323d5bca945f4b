package dev.relay.job;

import static dev.relay.testing.NewJobs.newJobs;
import static org.assertj.core.api.Assertions.assertThat;

import dev.relay.queue.QueueSettings;
import dev.relay.queue.Rate;
import dev.relay.testing.Http;
import dev.relay.testing.QueueLimits;
import dev.relay.testing.RelayServer;
import dev.relay.testing.TestDatabase;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class PermitGaugesTest {

    private static RelayServer server;
    private static Http http;

    @BeforeAll
    static void start() {
        server = RelayServer.start(TestDatabase.freshDatabase(), "relay.metrics.gauge-interval=0s");
        http = new Http(server.address());
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void showsThePermitsInUseOfLimitedQueuesAndNoOthers() {
        QueueLimits.put(List.of(server), "limited", QueueLimits.maxRunning(2));
        claim("limited");
        claim("plain");

        assertThat(scrape()).contains("relay_permits_in_use{queue=\"limited\"} 2.0",
                "relay_claims_held_back_total{by=\"permits\",queue=\"limited\"} 1.0")
                .doesNotContain("relay_permits_in_use{queue=\"plain\"}");

        QueueLimits.put(List.of(server), "limited", QueueSettings.DEFAULT);
        assertThat(scrape()).doesNotContain("relay_permits_in_use{queue=\"limited\"}");
    }

    @Test
    void countsClaimsThatTheRateHeldBack() {
        QueueLimits.put(List.of(server), "rated", QueueLimits.rate(new Rate(1, Duration.ofDays(1))));
        claim("rated");

        assertThat(scrape()).contains("relay_claims_held_back_total{by=\"rate\",queue=\"rated\"} 1.0")
                .doesNotContain("relay_permits_in_use{queue=\"rated\"}");
    }

    private static void claim(String queue) {
        JobService jobs = server.bean(JobService.class);
        jobs.enqueue(newJobs(queue, 5), ConflictMode.UNIQUE);
        jobs.claim(queue, 3);
    }

    /** Twice: a queue that a scrape is the first to find has its gauge from the next one on. */
    private static String scrape() {
        http.get("/actuator/prometheus");
        return http.get("/actuator/prometheus").body();
    }
}
