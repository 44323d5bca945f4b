package dev.relay.scheduling;

import static dev.relay.testing.JobRow.aJob;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.relay.job.Job;
import dev.relay.job.JobKey;
import dev.relay.job.JobService;
import dev.relay.testing.DatabaseConnection;
import dev.relay.testing.JobTable;
import dev.relay.testing.RelayServer;
import dev.relay.testing.TestDatabase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Two replicas that reap the same database without pause, in batches smaller than what there is to do. */
class ReapTest {

    private static final DatabaseConnection DATABASE = TestDatabase.freshDatabase();
    private static final List<RelayServer> REPLICAS = new ArrayList<>();
    private final JobTable table = new JobTable(DATABASE);

    @BeforeAll
    static void startReplicas() {
        for (int n = 0; n < 2; n++) {
            REPLICAS.add(RelayServer.start(DATABASE, "relay.scheduling.reap-interval=20ms",
                    "relay.scheduling.batch-size=50"));
        }
    }

    @AfterAll
    static void stopReplicas() {
        REPLICAS.forEach(RelayServer::close);
    }

    @Test
    void returnsEachLapsedJobOnce() {
        table.insert(aJob().inQueue("retries").leaseLapsed().withRetries(5, 3).times(1000));

        awaitNoneRunningIn("retries");

        assertThat(table.count("job where queue = 'retries' and state = 'READY' and max_retries = 5"
                + " and retries_remaining = 2 and run_id is null and claimed_at is null")).isEqualTo(1000);
    }

    @Test
    void returnsAJobOfUnlimitedRetriesForEver() {
        table.insert(aJob().inQueue("unlimited").leaseLapsed().times(120));

        awaitNoneRunningIn("unlimited");

        assertThat(table.count("job where queue = 'unlimited' and state = 'READY' and retries_remaining is null"))
                .isEqualTo(120);
    }

    @Test
    void deadLettersEachJobWithoutRetriesOnce() {
        table.insert(aJob().inQueue("spent").leaseLapsed().withRetries(2, 0).times(1000));

        awaitNoneRunningIn("spent");

        assertThat(table.count("job where queue = 'spent'")).isZero();
        assertThat(table.count("dead_job where queue = 'spent'")).isEqualTo(1000);
        assertThat(table.count("(select distinct id from dead_job where queue = 'spent') as ids")).isEqualTo(1000);
    }

    @Test
    void keepsOfADeadJobWhatItWas() {
        table.insert(aJob().inQueue("kept").withId("7").leaseLapsed().withRetries(2, 0).withPriority(9).withTimeout(30)
                .withPayload("{\"n\": 1.0}").withProgress("[1]").enqueuedAgo(Duration.ofHours(1)).leaseLapsed());

        awaitNoneRunningIn("kept");

        Map<String, Object> dead = table.row("""
                select id, timeout, rank, max_retries, payload::text, progress::text, reason,
                       died_at between now() - interval '1 min' and now() as just_now,
                       run_at between now() - interval '61 min' and now() - interval '1 hour' as due_then,
                       created_at is not null as created
                from dead_job where queue = 'kept'""");
        assertThat(dead).containsEntry("id", "7").containsEntry("timeout", 30).containsEntry("rank", -9)
                .containsEntry("max_retries", 2).containsEntry("payload", "{\"n\": 1.0}")
                .containsEntry("progress", "[1]").containsEntry("reason", "RETRIES_SPENT")
                .containsEntry("just_now", true).containsEntry("due_then", true).containsEntry("created", true);
    }

    @Test
    void sortsTheLapsedJobsOfOneQueueIntoRetriedAndDead() {
        table.insert(aJob().inQueue("mixed").withId("again").leaseLapsed().withRetries(1, 1).times(60));
        table.insert(aJob().inQueue("mixed").withId("dead").leaseLapsed().withRetries(1, 0).times(60));

        awaitNoneRunningIn("mixed");

        assertThat(table.count("job where queue = 'mixed' and id like 'again%'")).isEqualTo(60);
        assertThat(table.count("dead_job where queue = 'mixed' and id like 'dead%'")).isEqualTo(60);
    }

    @Test
    void returnsAJobToItsOldPlaceInLine() {
        table.insert(aJob().inQueue("place").withId("first").leaseLapsed().enqueuedAgo(Duration.ofMinutes(2)));
        table.insert(aJob().inQueue("place").withId("second").enqueuedAgo(Duration.ofMinutes(1)));

        awaitNoneRunningIn("place");

        assertThat(jobs().claim("place", 2)).extracting(job -> job.key().id()).containsExactly("first", "second");
    }

    @Test
    void leavesALeaseThatHasNotLapsed() {
        table.insert(aJob().inQueue("held").leasedFor(Duration.ofMinutes(1)));
        table.insert(aJob().inQueue("not-held").leaseLapsed());

        awaitNoneRunningIn("not-held");

        assertThat(table.count("job where queue = 'held' and state = 'RUNNING'")).isEqualTo(1);
    }

    @Test
    void leavesALeaseThatAHeartbeatExtended() {
        UUID run = UUID.randomUUID();
        JobKey key = new JobKey("beating", "1");
        table.insert(aJob().inQueue("beating").withId("1").withTimeout(60).leasedFor(Duration.ofMillis(1500))
                .heldBy(run));

        assertThat(jobs().heartbeat(key, run, null)).isTrue();

        assertThat(table.count("job where queue = 'beating' and lease_expires_at > now() + interval '50 s'"))
                .isEqualTo(1);
        assertThat(jobs().complete(key, run)).isTrue();
    }

    @Test
    void takesALeaseOfNoTimeBackAtOnce() {
        table.insert(aJob().inQueue("at-once").withTimeout(0));
        Job first = jobs().claim("at-once", 1).getFirst();

        Job second = await().atMost(Duration.ofSeconds(5)).until(() -> jobs().claim("at-once", 1),
                some -> !some.isEmpty()).getFirst();

        assertThat(second.runId()).isNotEqualTo(first.runId());
        jobs().delete(second.key());
    }

    @Test
    void refusesTheCompletionOfARunThatLapsed() {
        UUID run = UUID.randomUUID();
        table.insert(aJob().inQueue("late").withId("1").leaseLapsed().heldBy(run));

        awaitNoneRunningIn("late");

        assertThat(jobs().complete(new JobKey("late", "1"), run)).isFalse();
        assertThat(jobs().heartbeat(new JobKey("late", "1"), run, null)).isFalse();
    }

    private void awaitNoneRunningIn(String queue) {
        await().atMost(Duration.ofSeconds(10)).pollInterval(Duration.ofMillis(20))
                .until(() -> table.count("job where queue = '" + queue + "' and state = 'RUNNING'") == 0);
    }

    private static JobService jobs() {
        return REPLICAS.getFirst().bean(JobService.class);
    }
}
