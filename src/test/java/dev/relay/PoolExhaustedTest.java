package dev.relay;

import static dev.relay.testing.JobRow.aJob;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.relay.testing.DatabaseConnection;
import dev.relay.testing.Http;
import dev.relay.testing.JobTable;
import dev.relay.testing.RelayServer;
import dev.relay.testing.TestDatabase;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** One connection to the store, and somebody who keeps it busy. */
class PoolExhaustedTest {

    private final DatabaseConnection database = TestDatabase.freshDatabase();

    @Test
    void asksToTryAgainUntilAConnectionIsFree() throws SQLException {
        try (RelayServer server = RelayServer.start(database, "spring.datasource.hikari.maximum-pool-size=1",
                "relay.scheduling.reap-interval=1h", "relay.scheduling.promote-interval=1h")) {
            Http http = new Http(server.address());
            JobTable table = new JobTable(database);
            table.insert(aJob().inQueue("q").withId("1").leasedFor(Duration.ofMinutes(5)));
            try (Connection locker = database.open()) {
                locker.setAutoCommit(false);
                locker.createStatement().execute("select 1 from job where id = '1' for update");
                var blocked = CompletableFuture.supplyAsync(() -> http.patch("/heartbeat?queue=q&job_id=1", ""));
                await().until(() -> table.count("pg_locks where not granted") > 0);
                Instant start = Instant.now();

                HttpResponse<String> v1 = http.get("/next?queue=q");
                HttpResponse<String> v2 = http.get("/v2/queues/q/jobs");

                assertThat(v1.statusCode()).isEqualTo(429);
                assertThat(v2.statusCode()).isEqualTo(503);
                assertThat(v2.headers().firstValue("Retry-After")).hasValue("1");
                assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofSeconds(10));
                locker.rollback();
                assertThat(blocked.join().statusCode()).isEqualTo(202);
            }
            assertThat(http.get("/next?queue=q").statusCode()).isEqualTo(204);
        }
    }
}
