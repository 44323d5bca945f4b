package dev.relay.job;

import static dev.relay.testing.JobRow.aJob;
import static dev.relay.testing.NewJobs.newJob;
import static dev.relay.testing.NewJobs.newJobs;
import static org.assertj.core.api.Assertions.assertThat;

import dev.relay.queue.Backoff;
import dev.relay.queue.QueueService;
import dev.relay.queue.QueueSettings;
import dev.relay.testing.DatabaseConnection;
import dev.relay.testing.JobTable;
import dev.relay.testing.RelayServer;
import dev.relay.testing.TestDatabase;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the server says to PostgreSQL, counted by PostgreSQL: BEGIN and COMMIT are statements too. */
class StatementCostTest {

    private static final DatabaseConnection DATABASE = TestDatabase.freshDatabase();
    /** The counts are read through another database, so that reading them is not counted. */
    private static final JobTable COUNTS = new JobTable(TestDatabase.freshDatabase());
    private static RelayServer server;
    private static JobService jobs;
    private final JobTable table = new JobTable(DATABASE);

    @BeforeAll
    static void startServer() {
        COUNTS.execute("create extension pg_stat_statements");
        server = RelayServer.start(DATABASE, "relay.scheduling.reap-interval=1h",
                "relay.scheduling.promote-interval=1h", "relay.waiting.settings-interval=1h",
                "relay.scheduling.janitor-interval=1h",
                "spring.datasource.hikari.maximum-pool-size=2");
        jobs = server.bean(JobService.class);
        jobs.enqueue(newJobs("warm-up", 1), ConflictMode.IGNORE);
    }

    @AfterAll
    static void stopServer() {
        server.close();
    }

    @Test
    void enqueuesWithOneStatement() {
        assertThat(statementsOf(() -> jobs.enqueue(List.of(newJob("one", "1")), ConflictMode.UNIQUE)))
                .singleElement().asString().startsWith("insert into job").endsWith("[1]");
    }

    @Test
    void enqueuesAThousandWithOneStatement() {
        assertThat(statementsOf(() -> jobs.enqueue(newJobs("thousand", 1000), ConflictMode.IGNORE)))
                .singleElement().asString().startsWith("insert into job").endsWith("[1]");
    }

    @Test
    void enqueuesAThousandOrNothingWithOneStatementInATransaction() {
        assertThat(statementsOf(() -> jobs.enqueue(newJobs("atomic", 1000), ConflictMode.UNIQUE)))
                .filteredOn(line -> !line.matches("(BEGIN|COMMIT).*")).singleElement()
                .matches(line -> line.startsWith("insert into job") && line.endsWith("[1]"));
    }

    @Test
    void enqueuesAThousandWithTraitsWithOneStatement() {
        List<NewJob> named = newJobs("named", 1000).stream().map(job -> new NewJob(job.key(), 60, null, 0, "{}", null,
                null, true, new JobTraits(job.key().id(), "f", "p", null))).toList();

        assertThat(statementsOf(() -> jobs.enqueue(named, ConflictMode.IGNORE)))
                .singleElement().asString().startsWith("insert into job").endsWith("[1]");
    }

    @Test
    void claimsAHundredWithOneStatement() {
        table.insert(aJob().inQueue("claim").times(100));

        assertThat(statementsOf(() -> assertThat(jobs.claim("claim", 100)).hasSize(100)))
                .singleElement().asString().startsWith("update job").endsWith("[1]");
    }

    @Test
    void heartbeatsWithOneStatement() {
        UUID run = held("heartbeat");

        assertThat(statementsOf(() -> jobs.heartbeat(new JobKey("heartbeat", "job"), run, "{}")))
                .singleElement().asString().startsWith("update job").endsWith("[1]");
    }

    @Test
    void completesWithOneStatement() {
        UUID run = held("complete");

        assertThat(statementsOf(() -> assertThat(jobs.complete(new JobKey("complete", "job"), run)).isTrue()))
                .singleElement().asString().startsWith("delete from job").endsWith("[1]");
    }

    @Test
    void completesIntoTheArchiveWithOneStatement() {
        server.bean(QueueService.class).put("archive", new QueueSettings(false, null, null, null, Backoff.DEFAULT, 100,
                100, true, Duration.ofDays(1), Duration.ofDays(1)));
        UUID run = held("archive");

        assertThat(statementsOf(() -> assertThat(jobs.complete(new JobKey("archive", "job"), run)).isTrue()))
                .singleElement().asString().startsWith("with gone as").endsWith("[1]");
    }

    @Test
    void endsAThousandRunsWithOneStatementForEachThingToDo() {
        UUID run = UUID.randomUUID();
        table.insert(aJob().inQueue("ends").times(1000).leasedFor(Duration.ofMinutes(1)).heldBy(run));
        List<RunOutcome> outcomes = List.of(new RunOutcome.Completed(null), new RunOutcome.Failed(null, null),
                new RunOutcome.Released(), new RunOutcome.GivenUp(Ending.FATAL, null));
        List<EndedRun> ends = IntStream.rangeClosed(1, 1000)
                .mapToObj(n -> new EndedRun(new JobKey("ends", "job-" + n), run, outcomes.get(n % 4))).toList();

        assertThat(statementsOf(() -> assertThat(jobs.end(ends)).doesNotContain(false)))
                .filteredOn(line -> !line.matches("(BEGIN|COMMIT).*")).hasSize(4)
                .allMatch(line -> line.endsWith("[1]"))
                .extracting(line -> line.replaceAll("(?s)^(\\w+ \\w+).*", "$1"))
                .containsExactlyInAnyOrder("delete from", "select j", "update job", "with gone");
    }

    @Test
    void reschedulesWithOneStatement() {
        held("reschedule");

        assertThat(statementsOf(() -> assertThat(jobs.reschedule(newJob("reschedule", "job"))).isTrue()))
                .singleElement().asString().startsWith("update job").endsWith("[1]");
    }

    @Test
    void readsWithOneStatement() {
        JobQueries queries = server.bean(JobQueries.class);

        assertThat(statementsOf(() -> queries.find(new JobKey("any", "job")))).singleElement().asString()
                .endsWith("[1]");
        assertThat(statementsOf(() -> queries.exists(new JobKey("any", "job")))).singleElement().asString()
                .endsWith("[1]");
    }

    private UUID held(String queue) {
        UUID run = UUID.randomUUID();
        table.insert(aJob().inQueue(queue).leasedFor(Duration.ofMinutes(1)).heldBy(run));
        return run;
    }

    /** Returns the texts of the statements that the work cost, each followed by how often it ran. */
    private static List<String> statementsOf(Runnable work) {
        String ofThisDatabase = "(select oid from pg_database where datname = '%s')"
                .formatted(DATABASE.jdbcUrl().replaceFirst("^.*/", ""));
        COUNTS.row("select pg_stat_statements_reset(0, %s, 0)::text".formatted(ofThisDatabase));
        work.run();
        return COUNTS.rows("""
                select query || ' [' || calls || ']' as line from pg_stat_statements where dbid = %s
                """.formatted(ofThisDatabase)).stream().map(row -> (String) row.get("line")).toList();
    }
}
