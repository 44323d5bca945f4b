package dev.relay.scheduling;

import static dev.relay.testing.JobRow.aJob;
import static dev.relay.testing.NewJobs.newJobDueIn;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.relay.job.ConflictMode;
import dev.relay.job.Job;
import dev.relay.job.JobService;
import dev.relay.job.NewJob;
import dev.relay.testing.DatabaseConnection;
import dev.relay.testing.JobTable;
import dev.relay.testing.RelayServer;
import dev.relay.testing.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Two replicas: one looks by its interval, the other, whose interval never comes, at the instants it knows only. */
class PromotionTest {

    private static final DatabaseConnection DATABASE = TestDatabase.freshDatabase();
    private static RelayServer frequent;
    private static RelayServer exact;
    private final JobTable table = new JobTable(DATABASE);

    @BeforeAll
    static void startReplicas() {
        frequent = RelayServer.start(DATABASE, "relay.scheduling.promote-interval=200ms",
                "relay.scheduling.batch-size=100");
        exact = RelayServer.start(TestDatabase.freshDatabase(), "relay.scheduling.promote-interval=1h");
    }

    @AfterAll
    static void stopReplicas() {
        frequent.close();
        exact.close();
    }

    @Test
    void promotesAtTheInstantThatAJobIsDue() {
        NewJob job = newJobDueIn(Duration.ofMillis(300), "exact", "1");
        Instant due = job.runAt().toInstant();
        JobService jobs = exact.bean(JobService.class);

        jobs.enqueue(List.of(job), ConflictMode.UNIQUE);

        assertThat(jobs.claim("exact", 1)).isEmpty();
        Job claimed = await().pollInterval(Duration.ofMillis(10)).atMost(Duration.ofSeconds(5))
                .until(() -> jobs.claim("exact", 1), some -> !some.isEmpty()).getFirst();
        assertThat(claimed.updatedAt()).isBetween(due.minusMillis(1), due.plusMillis(500));
    }

    @Test
    void promotesEachOfAStreamOfJobsAtItsInstant() {
        JobService jobs = exact.bean(JobService.class);
        for (int n = 1; n <= 10; n++) {
            jobs.enqueue(List.of(newJobDueIn(Duration.ofMillis(100 * n), "stream", "" + n)), ConflictMode.UNIQUE);
        }

        for (int n = 1; n <= 10; n++) {
            Job claimed = await().pollInterval(Duration.ofMillis(10)).atMost(Duration.ofSeconds(5))
                    .until(() -> jobs.claim("stream", 1), some -> !some.isEmpty()).getFirst();
            assertThat(claimed.key().id()).isEqualTo("" + n);
            assertThat(claimed.updatedAt()).isBefore(claimed.runAt().plusMillis(500));
        }
    }

    @Test
    void promotesWithinItsIntervalWhatAnotherReplicaEnqueued() {
        table.insert(aJob().inQueue("elsewhere").dueIn(Duration.ofMillis(50)));

        await().atMost(Duration.ofSeconds(5)).until(() -> table.count("job where queue = 'elsewhere'"
                + " and state = 'READY'") == 1);
    }

    @Test
    void promotesABacklogOfManyBatchesAndQueues() {
        for (int n = 1; n <= 5; n++) {
            table.insert(aJob().inQueue("backlog-" + n).due().times(350));
        }

        await().atMost(Duration.ofSeconds(5)).until(() -> table.count("job where queue like 'backlog-%'"
                + " and state = 'READY'") == 5 * 350);
    }

    @Test
    void leavesJobsOfTheFutureWhereTheyAre() {
        table.insert(aJob().inQueue("future").dueIn(Duration.ofHours(1)));
        table.insert(aJob().inQueue("present").due());

        await().until(() -> table.count("job where queue = 'present' and state = 'READY'") == 1);
        assertThat(table.count("job where queue = 'future' and state = 'SCHEDULED'")).isEqualTo(1);
    }

    @Test
    void keepsTheOrderOfDueTimesAmongPromotedJobs() {
        table.insert(aJob().inQueue("order").withId("later").dueIn(Duration.ofSeconds(-1)));
        table.insert(aJob().inQueue("order").withId("sooner").dueIn(Duration.ofSeconds(-2)));
        await().until(() -> table.count("job where queue = 'order' and state = 'READY'") == 2);

        assertThat(frequent.bean(JobService.class).claim("order", 2)).extracting(job -> job.key().id())
                .containsExactly("sooner", "later");
    }
}
