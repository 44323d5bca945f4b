package dev.relay.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.relay.testing.DatabaseConnection;
import dev.relay.testing.JobRow;
import dev.relay.testing.JobTable;
import dev.relay.testing.RelayServer;
import dev.relay.testing.Replicas;
import dev.relay.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What is written together is locked in the order of the keys, however it came: two replicas that write the same jobs wait for
 * each other, but never in a circle.
 */
@Timeout(60)
class LockOrderTest {

    private static final DatabaseConnection database = TestDatabase.freshDatabase();
    private static RelayServer server;
    private static JobService jobs;
    private final JobTable table = new JobTable(database);
    private final String queue = UUID.randomUUID().toString();

    @BeforeAll
    static void start() {
        server = Replicas.startStill(database);
        jobs = server.bean(JobService.class);
        // With a handful of rows, or of running ones, PostgreSQL would read them all, in an order of its own.
        new JobTable(database).insert(JobRow.aJob().inQueue("ready").times(20_000));
        new JobTable(database).insert(JobRow.aJob().inQueue("running").times(20_000).leasedFor(Duration.ofHours(1)));
        new JobTable(database).execute("analyze job");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void heartbeatsLockTheirJobsInTheOrderOfTheKeys() throws Exception {
        locksInTheOrderOfTheKeys(key -> jobs.heartbeat(key, null, "1"));
    }

    @Test
    void completionsLockTheirJobsInTheOrderOfTheKeys() throws Exception {
        locksInTheOrderOfTheKeys(jobs::delete);
    }

    private void locksInTheOrderOfTheKeys(Predicate<JobKey> write) throws Exception {
        for (String id : List.of("d", "b", "0", "e", "a", "c")) {
            table.insert(JobRow.aJob().inQueue(queue).withId(id).leasedFor(Duration.ofMinutes(1)));
        }
        try (Connection leader = lock("0"); Connection middle = lock("c")) {
            Thread.ofVirtual().start(() -> write.test(new JobKey(queue, "0")));
            await().until(() -> free().equals(List.of("a", "b", "d", "e")));
            List<InLine<Boolean>> gathered = new ArrayList<>();
            for (String id : List.of("e", "b", "c", "a", "d")) {
                gathered.add(InLine.begin(() -> write.test(new JobKey(queue, id))));
            }
            leader.rollback();

            await().untilAsserted(() -> assertThat(free()).doesNotContain("a", "b").contains("d", "e"));
            middle.rollback();
            for (InLine<Boolean> one : gathered) {
                assertThat(one.get()).isTrue();
            }
        }
    }

    private Connection lock(String id) throws SQLException {
        Connection connection = database.open();
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.execute("select 1 from job where queue = '" + queue + "' and id = '" + id + "' for update");
        }
        return connection;
    }

    private List<String> free() {
        return table.rows("select id from job where queue = '" + queue + "' order by id for share skip locked").stream()
                .map(row -> (String) row.get("id")).toList();
    }
}
