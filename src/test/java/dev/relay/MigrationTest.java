package dev.relay;

import static dev.relay.testing.JobRow.aJob;
import static org.assertj.core.api.Assertions.assertThat;

import dev.relay.job.JobKey;
import dev.relay.job.JobService;
import dev.relay.testing.AtOnce;
import dev.relay.testing.DatabaseConnection;
import dev.relay.testing.JobTable;
import dev.relay.testing.RelayServer;
import dev.relay.testing.Schema;
import dev.relay.testing.ServerProcess;
import dev.relay.testing.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A server brings any database it may find to its own schema, and loses nothing on the way. */
class MigrationTest {

    private static final String[] AT_REST = {"relay.scheduling.reap-interval=1h",
            "relay.scheduling.promote-interval=1h"};
    private static final UUID RUN = UUID.randomUUID();

    /** Each schema that was released: a later one is added here with the number of change sets that it had. */
    enum Release {
        FIRST(2);

        private final int changeSets;

        Release(int changeSets) {
            this.changeSets = changeSets;
        }
    }

    @Test
    void createsTheSchemaInAnEmptyDatabase() {
        DatabaseConnection database = TestDatabase.freshDatabase();

        RelayServer.start(database, AT_REST).close();

        assertThat(new JobTable(database).count("job")).isZero();
        assertThat(new JobTable(database).count("dead_job")).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void keepsTheRowsOfAnEarlierRelease(Release release) {
        DatabaseConnection database = TestDatabase.freshDatabase();
        Schema.applyFirst(release.changeSets, database);
        JobTable table = new JobTable(database);
        insertARowInEveryState(table);
        List<Map<String, Object>> before = table.rows(whatTheFirstReleaseKnew());

        try (RelayServer server = RelayServer.start(database, AT_REST)) {
            assertThat(table.rows(whatTheFirstReleaseKnew())).isEqualTo(before).hasSize(4);
            JobService jobs = server.bean(JobService.class);
            assertThat(jobs.claim("mail", 9)).extracting(job -> job.key().id()).containsExactly("ready");
            assertThat(jobs.complete(new JobKey("mail", "running"), RUN)).isTrue();
            assertThat(jobs.delete(new JobKey("mail", "scheduled"))).isTrue();
        }
    }

    @Test
    void letsTwoReplicasStartAtOnceOnAnEmptyDatabase() {
        DatabaseConnection database = TestDatabase.freshDatabase();

        List<ServerProcess> replicas = AtOnce.run(Stream.<Callable<ServerProcess>>generate(
                () -> () -> ServerProcess.start(database)).limit(2).toList());

        replicas.forEach(ServerProcess::close);
        assertThat(new JobTable(database).count("databasechangelog")).isEqualTo(changeSets());
        assertThat(replicas).flatExtracting(ServerProcess::output)
                .noneMatch(line -> line.contains("Waiting for changelog lock"));
    }

    @Test
    void changesNothingAtASecondStart() {
        DatabaseConnection database = TestDatabase.freshDatabase();
        RelayServer.start(database, AT_REST).close();
        JobTable table = new JobTable(database);
        List<Map<String, Object>> before = table.rows("select * from databasechangelog order by id");

        RelayServer.start(database, AT_REST).close();

        assertThat(table.rows("select * from databasechangelog order by id")).isEqualTo(before);
    }

    @Test
    void startsAfterAReplicaThatWasKilledWhileItMigrated() {
        DatabaseConnection database = TestDatabase.freshDatabase();
        Schema.applyFirst(1, database);
        JobTable table = new JobTable(database);
        table.execute("update databasechangeloglock set locked = true, lockgranted = now(), lockedby = 'the dead'");
        Instant start = Instant.now();

        RelayServer.start(database, AT_REST).close();

        assertThat(Duration.between(start, Instant.now())).as("Liquibase's own lock is waited for for five minutes")
                .isLessThan(Duration.ofMinutes(1));
        assertThat(table.count("databasechangelog")).isEqualTo(changeSets());
    }

    private static void insertARowInEveryState(JobTable table) {
        table.insert(aJob().withId("ready").withPayload("{\"a\": 1.0}").withRetries(3, 2).withPriority(5));
        table.insert(aJob().withId("scheduled").dueIn(Duration.ofHours(1)));
        table.insert(aJob().withId("running").leasedFor(Duration.ofHours(1)).heldBy(RUN).withProgress("[1]"));
        table.execute("""
                insert into dead_job (queue, id, timeout, rank, max_retries, payload, progress, run_at, created_at,
                                      died_at, reason)
                values ('mail', 'dead', 60, 0, 1, '{}', null, now(), now(), now(), 'RETRIES_SPENT')""");
    }

    private static String whatTheFirstReleaseKnew() {
        return """
                select queue, id, state, timeout, rank, max_retries, retries_remaining, payload::text, progress::text,
                       run_at, created_at, updated_at, claimed_at, lease_expires_at, run_id
                from job
                union all
                select queue, id, reason, timeout, rank, max_retries, null, payload::text, progress::text,
                       run_at, created_at, died_at, null, null, null
                from dead_job
                order by queue, id""";
    }

    private static int changeSets() {
        DatabaseConnection database = TestDatabase.freshDatabase();
        Schema.applyTo(database);
        return new JobTable(database).count("databasechangelog");
    }
}
