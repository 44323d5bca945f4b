package dev.relay.job;

import static dev.relay.testing.LetterRow.aLetter;
import static dev.relay.testing.NewJobs.newJobs;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.relay.notification.WaitingClaims;
import dev.relay.testing.AtOnce;
import dev.relay.testing.JobTable;
import dev.relay.testing.RelayServer;
import dev.relay.testing.Replicas;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Dead letters that two replicas, or a retry and an enqueue, want at the same time: each job lives once, or is dead once. */
@Timeout(60)
class DeadLetterRaceTest {

    private static Replicas replicas;
    private static JobTable table;

    @BeforeAll
    static void start() {
        replicas = new Replicas();
        table = new JobTable(replicas.database);
    }

    @AfterAll
    static void stop() {
        replicas.close();
    }

    @Test
    void retriesEachLetterOnceWhenTwoReplicasRetryTheSame() {
        table.insert(aLetter().inQueue("both").times(2000));

        List<Integer> retried = AtOnce.run(replicas.both().stream().map(server -> (Callable<Integer>) () -> {
            int sum = 0;
            RetriedLetters done;
            long before = Long.MAX_VALUE;
            do {
                done = letters(server).retry(all("both"), before, 100, RetrySpread.AT_ONCE);
                sum += done.retried();
                before = done.next() == null ? 0 : done.next();
            } while (done.next() != null);
            return sum;
        }).toList());

        assertThat(retried.stream().mapToInt(n -> n).sum()).isEqualTo(2000);
        assertThat(table.count("job where queue = 'both'")).isEqualTo(2000);
        assertThat(table.count("dead_job where queue = 'both'")).isZero();
    }

    @Test
    void losesNoJobBetweenRetriesEnqueuesAndDeletes() {
        table.insert(aLetter().inQueue("mixed").withId("x").times(1000));
        table.execute("update dead_job set id = substr(id, 3) where queue = 'mixed'");
        List<Callable<Integer>> tasks = new ArrayList<>();
        tasks.add(() -> letters(replicas.one).retry(all("mixed"), Long.MAX_VALUE, 1000, RetrySpread.AT_ONCE).retried());
        newJobs("mixed", 1000).forEach(job -> tasks.add(() -> switch (replicas.two.bean(JobService.class)
                .enqueue(List.of(job), ConflictMode.UNIQUE)) {
            case EnqueueOutcome.Enqueued e -> 1;
            case EnqueueOutcome.AlreadyExists e -> 0;
        }));

        int live = AtOnce.run(tasks).stream().mapToInt(n -> n).sum();

        assertThat(live).isEqualTo(1000);
        assertThat(table.count("job where queue = 'mixed'")).isEqualTo(1000);
        int retried = table.count("dead_job where queue = 'mixed'");
        assertThat(table.count("(select id from job where queue = 'mixed' except "
                + "select id from dead_job where queue = 'mixed') as revived")).isEqualTo(1000 - retried);
    }

    @Test
    void staysDeadWhenTheSameIdIsEnqueuedAndCommittedInTheMeantime() throws Exception {
        table.insert(aLetter().inQueue("meantime").withId("a"));
        long seq = ((Number) table.row("select dead_seq from dead_job where queue = 'meantime'").get("dead_seq"))
                .longValue();
        try (Connection other = replicas.database.open(); Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("""
                    insert into job (queue, id, timeout, rank, payload, run_at, state, created_at, updated_at)
                    values ('meantime', 'a', 1, 0, '{}', now(), 'READY', now(), now())""");
            CompletableFuture<RetryOutcome> retry = CompletableFuture
                    .supplyAsync(() -> letters(replicas.one).retry("meantime", seq, null));
            await().until(() -> table.count(
                    "pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()") > 0);
            other.commit();

            assertThat(retry.join()).isEqualTo(new RetryOutcome.AlreadyLive(new JobKey("meantime", "a")));
        }
        assertThat(table.count("dead_job where queue = 'meantime'")).isEqualTo(1);
    }

    @Test
    void wakesAClaimThatWaitsOnAnotherReplica() {
        table.insert(aLetter().inQueue("awaited").withId("a"));
        replicas.countStatements();
        CompletableFuture<List<Job>> claim = CompletableFuture.supplyAsync(() -> replicas.two.bean(WaitingClaims.class)
                .claim(List.of("awaited"), 1, Duration.ofSeconds(50), () -> false));
        await().until(() -> replicas.claims() > 0);

        letters(replicas.one).retry(all("awaited"), Long.MAX_VALUE, 10, RetrySpread.AT_ONCE);

        assertThat(claim.join()).extracting(job -> job.key().id()).containsExactly("a");
    }

    private static DeadLetterService letters(RelayServer server) {
        return server.bean(DeadLetterService.class);
    }

    private static DeadLetterFilter all(String queue) {
        return new DeadLetterFilter(queue, null, null, null, null, null, DeadLetterFilter.EVER, DeadLetterFilter.NEVER);
    }
}
