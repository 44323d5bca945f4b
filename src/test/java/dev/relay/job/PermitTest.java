package dev.relay.job;

import static dev.relay.testing.JobRow.aJob;
import static dev.relay.testing.NewJobs.newJobs;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.relay.queue.QueueService;
import dev.relay.queue.QueueSettings;
import dev.relay.testing.DatabaseConnection;
import dev.relay.testing.JobTable;
import dev.relay.testing.QueueLimits;
import dev.relay.testing.RelayServer;
import dev.relay.testing.TestDatabase;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** How many jobs run at the same time, by queue, by permit key, and in total, on two replicas. */
class PermitTest {

    /** How long the workload of a limited queue goes on; {@code -Drelay.test.permits=PT5S} for a quick look. */
    private static final Duration LONG = Duration.parse(System.getProperty("relay.test.permits", "PT60S"));
    private static final Duration SHORT = Duration.ofSeconds(10);
    private static final DatabaseConnection DATABASE = TestDatabase.freshDatabase();
    private static List<RelayServer> servers;
    private static JobTable table;
    private final String queue = "q-" + UUID.randomUUID();

    @BeforeAll
    static void start() {
        // Nothing is found by looking for it from time to time: a lost wake-up would show.
        servers = Stream.generate(() -> RelayServer.start(DATABASE, "relay.scheduling.reap-interval=200ms",
                "relay.waiting.recheck-interval=1h")).limit(2).toList();
        table = new JobTable(DATABASE);
        PermitWorkload.keysFromIds(table);
    }

    @AfterAll
    static void stop() {
        servers.forEach(RelayServer::close);
    }

    @AfterEach
    void empty() {
        table.execute("drop trigger if exists note_overrun on job");
        table.execute("delete from job");
        // The first attempts may get connections that the workload has killed.
        await().ignoreExceptions().untilAsserted(
                () -> QueueLimits.put(servers, QueueService.ALL, QueueSettings.DEFAULT));
    }

    @Test
    void runsAsManyOfAQueueAsItMayAndNeverMore() throws InterruptedException {
        QueueLimits.put(servers, queue, QueueLimits.maxRunning(5));
        String running = "(select count(*) from job where queue = '%s' and state = 'RUNNING')".formatted(queue);
        PermitWorkload work = new PermitWorkload(DATABASE, servers, List.of(queue), running + " > 5", """
                select count(*) as claims from claim_seen having %1$s < 5
                and exists (select 1 from job where queue = '%2$s' and state = 'READY')
                """.formatted(running, queue));

        check(work, LONG);
    }

    @Test
    void runsAsManyOfAKeyAsItMayAndNeverMore() throws InterruptedException {
        QueueLimits.put(servers, queue, QueueLimits.settings(false, 6, 2, null));
        String running = """
                (select count(*) from job where queue = '%s' and state = 'RUNNING' group by nullif(permit_key, '')
                 having nullif(permit_key, '') is not null and count(*) > 2 or count(*) > 6)""".formatted(queue);
        PermitWorkload work = new PermitWorkload(DATABASE, servers, List.of(queue), "exists " + running, """
                select r.permit_key,
                       (select count(*) from claim_seen where permit_key = coalesce(r.permit_key, '')) as claims
                from job r
                where queue = '%1$s' and state = 'READY'
                  and (select count(*) from job where queue = '%1$s' and state = 'RUNNING') < 6
                  and (permit_key is null or (select count(*) from job j where j.queue = '%1$s'
                                              and j.permit_key = r.permit_key and j.state = 'RUNNING') < 2)
                group by r.permit_key
                """.formatted(queue));

        check(work, SHORT);
    }

    @Test
    void runsAsManyInTotalAsMayAndNeverMore() throws InterruptedException {
        QueueLimits.put(servers, QueueService.ALL, QueueLimits.maxRunning(3));
        String running = "(select count(*) from job where state = 'RUNNING')";
        PermitWorkload work = new PermitWorkload(DATABASE, servers, List.of(queue, queue + "-2"), running + " > 3", """
                select count(*) as claims from claim_seen
                having %1$s < 3 and exists (select 1 from job where state = 'READY')
                """.formatted(running));

        check(work, SHORT);
    }

    private static void check(PermitWorkload work, Duration time) throws InterruptedException {
        work.run(time);

        assertThat(work.failures).isEmpty();
        assertThat(work.overruns()).as("claims after which too many ran").isZero();
        assertThat(work.idled).as("permits that lay idle").isEmpty();
        assertThat(work.claims.get()).isGreaterThan((int) time.toSeconds() * 10);
        assertThat(work.abandoned.get()).isPositive();
        assertThat(work.kills.get()).isPositive();
    }

    @Test
    void countsRunsThatBeganBeforeThereWasALimit() {
        jobs(0).enqueue(newJobs(queue, 10), ConflictMode.UNIQUE);
        jobs(1).claim(queue, 3);
        QueueLimits.put(servers, queue, QueueLimits.maxRunning(5));

        assertThat(jobs(0).claim(queue, 10)).hasSize(2);
        assertThat(jobs(1).claim(queue, 10)).isEmpty();
    }

    @Test
    void countsARunOfAReplicaThatHadNotHeardOfTheLimit() {
        jobs(0).enqueue(newJobs(queue, 10), ConflictMode.UNIQUE);
        QueueLimits.put(servers, queue, QueueLimits.maxRunning(5));
        jobs(0).claim(queue, 1);
        table.insert(aJob().inQueue(queue).withId(":late").leasedFor(Duration.ofMinutes(1)));

        assertThat(jobs(0).claim(queue, 10)).hasSize(3);
    }

    @Test
    void runsNothingWithoutAPermit() {
        jobs(0).enqueue(newJobs(queue, 10), ConflictMode.UNIQUE);
        QueueLimits.put(servers, queue, QueueLimits.maxRunning(0));

        assertThat(jobs(0).claim(queue, 10)).isEmpty();
        QueueLimits.put(servers, queue, QueueSettings.DEFAULT);
        assertThat(jobs(1).claim(queue, 100)).hasSize(10);
    }

    @Test
    void leavesNoMarkOnAJobThatReturnsToItsQueue() {
        QueueLimits.put(servers, queue, QueueLimits.maxRunning(5));
        jobs(0).enqueue(List.of(new NewJob(new JobKey(queue, ":1"), 60, null, 0, "{}", null, null, true)),
                ConflictMode.UNIQUE);
        jobs(0).claim(queue, 1);
        assertThat(table.count("job where permit_key = '' and queue = '" + queue + "'")).isEqualTo(1);
        table.execute("update job set lease_expires_at = now() where queue = '" + queue + "'");
        servers.getFirst().bean(LeaseLapse.class).reap(queue, 1);

        assertThat(table.count("job where permit_key is null and state = 'READY' and queue = '" + queue + "'"))
                .isEqualTo(1);
    }

    private static JobService jobs(int server) {
        return servers.get(server).bean(JobService.class);
    }
}
