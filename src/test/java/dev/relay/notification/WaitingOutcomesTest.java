package dev.relay.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.relay.job.Cancellation;
import dev.relay.job.ConflictMode;
import dev.relay.job.EndedRun;
import dev.relay.job.Ending;
import dev.relay.job.Job;
import dev.relay.job.JobEnded;
import dev.relay.job.JobKey;
import dev.relay.job.JobOutcome;
import dev.relay.job.JobService;
import dev.relay.job.JobTraits;
import dev.relay.job.LeaseLapse;
import dev.relay.job.NewJob;
import dev.relay.job.RunError;
import dev.relay.job.RunOutcome;
import dev.relay.queue.QueueService;
import dev.relay.queue.QueueSettings;
import dev.relay.testing.RelayServer;
import dev.relay.testing.Replicas;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Nothing here looks by itself, so whoever gets an answer after it began to wait was told. */
@Timeout(60)
class WaitingOutcomesTest {

    private static Replicas replicas;
    private static WaitingOutcomes outcomes;
    private final String queue = UUID.randomUUID().toString();
    private final JobKey key = new JobKey(queue, "1");

    @BeforeAll
    static void start() {
        replicas = new Replicas();
        outcomes = replicas.one.bean(WaitingOutcomes.class);
        await().until(() -> replicas.both().stream()
                .allMatch(server -> server.bean(ReplicaNotifier.class).othersAreThere));
    }

    @AfterAll
    static void stop() {
        replicas.close();
    }

    @Test
    void learnsOfACancelOnThisReplica() {
        enqueue();
        WaitingOutcome waiting = WaitingOutcome.idle(outcomes, key);
        cancel(replicas.one, false);

        assertThat(ended(waiting).ending()).isEqualTo(Ending.CANCELLED);
    }

    @Test
    void learnsOfACancelOnAnotherReplica() {
        enqueue();
        replicas.two.bean(JobService.class).claim(queue, 1);
        WaitingOutcome waiting = WaitingOutcome.idle(outcomes, key);
        cancel(replicas.two, true);

        assertThat(ended(waiting).ending()).isEqualTo(Ending.CANCELLED);
    }

    @Test
    void learnsOfAReplacementByUniqueKeyOnAnotherReplica() {
        enqueue("1", "k");
        WaitingOutcome waiting = WaitingOutcome.idle(outcomes, key);
        replicas.two.bean(JobService.class).enqueue(List.of(job("2", "k")), ConflictMode.REPLACE);

        assertThat(ended(waiting).ending()).isEqualTo(Ending.DELETED);
    }

    @Test
    void learnsOfACompletionOnAnotherReplica() {
        enqueue();
        Job run = claimThere();
        WaitingOutcome waiting = WaitingOutcome.idle(outcomes, key);
        replicas.two.bean(JobService.class).complete(key, run.runId());

        assertThat(ended(waiting).ending()).isEqualTo(Ending.COMPLETED);
    }

    @Test
    void getsTheResultOfACompletionOnAnotherReplica() {
        replicas.two.bean(QueueService.class).put(queue, archived());
        enqueue();
        Job run = claimThere();
        WaitingOutcome waiting = WaitingOutcome.idle(outcomes, key);
        replicas.two.bean(JobService.class)
                .end(new EndedRun(key, run.runId(), new RunOutcome.Completed("{\"n\": 1.0}")));

        assertThat(ended(waiting).result()).isEqualTo("{\"n\": 1.0}");
    }

    @Test
    void getsTheErrorOfAFailureForGoodOnAnotherReplica() {
        enqueue();
        Job run = claimThere();
        WaitingOutcome waiting = WaitingOutcome.idle(outcomes, key);
        replicas.two.bean(JobService.class).end(new EndedRun(key, run.runId(),
                new RunOutcome.GivenUp(Ending.UNPROCESSABLE, new RunError("Boom", "so it is", null))));

        assertThat(ended(waiting).ending()).isEqualTo(Ending.UNPROCESSABLE);
        assertThat(ended(waiting).error()).contains("\"Boom\"", "\"so it is\"");
    }

    @Test
    void learnsOfALapseForGoodAndOfADeleteOnAnotherReplica() {
        replicas.one.bean(JobService.class).enqueue(
                List.of(new NewJob(key, 60, 0, 0, "{}", null, null, true), Replicas.job(queue, "2")),
                ConflictMode.UNIQUE);
        claimThere();
        WaitingOutcome lapse = WaitingOutcome.idle(outcomes, key);
        WaitingOutcome delete = WaitingOutcome.idle(outcomes, new JobKey(queue, "2"));
        replicas.sql("update job set lease_expires_at = now() - interval '1 s' where queue = '%s' and id = '1'"
                .formatted(queue));
        replicas.two.bean(LeaseLapse.class).reap(queue, 10);
        replicas.two.bean(JobService.class).delete(new JobKey(queue, "2"));

        assertThat(ended(lapse).ending()).isEqualTo(Ending.RETRIES_SPENT);
        assertThat(ended(delete).ending()).isEqualTo(Ending.DELETED);
    }

    @Test
    void waitsOnForAJobThatItsRunnerPutsBack() {
        enqueue();
        Job run = claimThere();
        WaitingOutcome waiting = WaitingOutcome.idle(outcomes, key);
        replicas.two.bean(JobService.class).requeue(key, run.runId(), List.of(Replicas.job(queue, "1")),
                ConflictMode.UNIQUE);
        assertThat(waiting.waits()).isTrue();
        Job again = claimThere();
        replicas.two.bean(JobService.class).complete(key, again.runId());

        assertThat(ended(waiting).ending()).isEqualTo(Ending.COMPLETED);
    }

    @Test
    void needsNoMoreThanTheEvent() {
        enqueue();
        List<WaitingOutcome> here = Stream.generate(() -> WaitingOutcome.idle(outcomes, key)).limit(5).toList();
        WaitingOutcome there = WaitingOutcome.idle(replicas.two.bean(WaitingOutcomes.class), key);
        Instant before = Instant.now();
        complete(replicas.two, null);

        assertThat(Stream.concat(here.stream(), Stream.of(there))).allSatisfy(waiting -> {
            assertThat(ended(waiting).ending()).isEqualTo(Ending.COMPLETED);
            assertThat(ended(waiting).endedAt()).isBetween(before, Instant.now());
            assertThat(ended(waiting).result()).isNull();
        });
    }

    @Test
    void getsTheResultFromTheArchive() {
        archive("0 days", "{\"n\": 1.0}");
        enqueue();
        WaitingOutcome waiting = WaitingOutcome.idle(outcomes, key);
        complete(replicas.two, "{\"n\": 2.0}");

        assertThat(ended(waiting).result()).isEqualTo("{\"n\": 2.0}");
    }

    @Test
    void takesNoResultOfAnEarlierJobWithTheSameId() {
        archive("1 day", "1");
        bury("1 day", "{\"type\": \"old\"}");
        enqueue();
        WaitingOutcome waiting = WaitingOutcome.idle(outcomes, key);
        complete(replicas.one, null);

        assertThat(ended(waiting).result()).isNull();
        assertThat(ended(waiting).ending()).isEqualTo(Ending.COMPLETED);
    }

    @Test
    void isNotFooledByTheEndOfAnEarlierJobWithTheSameId() {
        enqueue();
        WaitingOutcome waiting = WaitingOutcome.idle(outcomes, key);
        replicas.two.context().publishEvent(new JobEnded(key, Ending.COMPLETED));
        replicas.one.context().publishEvent(new JobEnded(key, Ending.COMPLETED));
        await().pollInterval(Duration.ofMillis(2)).until(waiting::waits);
        cancel(replicas.two, false);

        assertThat(ended(waiting).ending()).isEqualTo(Ending.CANCELLED);
    }

    @Test
    void tellsWhatTheArchiveAndTheDeadLettersKnowOfAJobThatIsGone() {
        assertThat(outcomes.await(key, Duration.ofSeconds(30), () -> false)).isInstanceOf(JobOutcome.Unknown.class);
        bury("2 days", "{\"type\": \"Boom\"}");
        assertThat(outcomes.await(key, Duration.ofSeconds(30), () -> false)).isInstanceOfSatisfying(
                JobOutcome.Ended.class, dead -> {
                    assertThat(dead.ending()).isEqualTo(Ending.FATAL);
                    assertThat(dead.error()).isEqualTo("{\"type\": \"Boom\"}");
                });
        archive("1 day", "7");
        assertThat(outcomes.await(key, Duration.ZERO, () -> false)).isInstanceOfSatisfying(JobOutcome.Ended.class,
                done -> assertThat(done.result()).isEqualTo("7"));
        enqueue();
        assertThat(outcomes.await(key, Duration.ZERO, () -> false)).isInstanceOf(JobOutcome.StillLive.class);
    }

    @Test
    void marksNothingForOneWhoDoesNotWait() {
        enqueue();
        outcomes.await(key, Duration.ZERO, () -> false);

        assertThat(replicas.sql("select count(*) from job where awaited and queue = '" + queue + "'")).isZero();
    }

    @Test
    void endsAtItsDeadlineOrWhenTheClientHasHungUp() {
        enqueue();
        WaitingOutcome late = WaitingOutcome.begin(outcomes, Duration.ofMillis(200), () -> false, key);
        AtomicBoolean gone = new AtomicBoolean();
        WaitingOutcome hungUp = WaitingOutcome.begin(outcomes, Waiting.LONG, gone::get, key);
        await().pollInterval(Duration.ofMillis(2)).until(hungUp::waits);
        assertThat(late.outcome()).isInstanceOf(JobOutcome.StillLive.class);
        gone.set(true);
        replicas.one.context().publishEvent(new JobEnded(key, Ending.COMPLETED));

        assertThat(hungUp.outcome()).isInstanceOf(JobOutcome.StillLive.class);
    }

    @Test
    void costsNoStatementWhileItWaits() {
        enqueue();
        WaitingOutcome waiting = WaitingOutcome.idle(outcomes, key);
        replicas.countStatements();
        WaitingOutcome another = WaitingOutcome.begin(replicas.two.bean(WaitingOutcomes.class),
                Duration.ofMillis(1500), () -> false, key);

        assertThat(another.outcome()).isInstanceOf(JobOutcome.StillLive.class);
        // What the other needs to find out that the job lives and is marked.
        assertThat(replicas.statements()).isEqualTo(2);
        waiting.thread().interrupt();
    }

    /** The claim comes while the row is locked for the mark, passes it over, and is woken when the mark is there. */
    @Test
    void wakesAClaimThatPassedTheJobOver() throws SQLException {
        enqueue();
        try (Connection connection = replicas.database.open(); Statement lock = connection.createStatement()) {
            connection.setAutoCommit(false);
            lock.execute("update job set awaited = false where queue = '" + queue + "'");
            WaitingOutcome waiting = WaitingOutcome.begin(outcomes, Waiting.LONG, () -> false, key);
            Waiting claim = Waiting.inLine(replicas.two.bean(WaitingClaims.class), queue);
            connection.rollback();

            assertThat(claim.id()).isEqualTo("1");
            waiting.thread().interrupt();
        }
    }

    @Test
    void leavesTheJobToItsRunner() {
        enqueue();
        WaitingOutcome waiting = WaitingOutcome.idle(outcomes, key);
        Job run = replicas.two.bean(JobService.class).claim(queue, 1).getFirst();

        assertThat(run.key()).isEqualTo(key);
        assertThat(waiting.waits()).isTrue();
        waiting.thread().interrupt();
    }

    private Job claimThere() {
        return replicas.two.bean(JobService.class).claim(queue, 1).getFirst();
    }

    private static QueueSettings archived() {
        QueueSettings d = QueueSettings.DEFAULT;
        return new QueueSettings(false, null, null, null, d.backoff(), d.maxLapses(), d.maxReschedules(), true,
                d.archiveRetention(), d.deadLetterRetention());
    }

    private void enqueue() {
        Replicas.enqueue(replicas.one, queue, "1");
    }

    private void enqueue(String id, String uniqueKey) {
        replicas.one.bean(JobService.class).enqueue(List.of(job(id, uniqueKey)), ConflictMode.UNIQUE);
    }

    private NewJob job(String id, String uniqueKey) {
        return new NewJob(new JobKey(queue, id), 60, null, 0, "{}", null, null, true,
                new JobTraits(uniqueKey, null, null, null));
    }

    private void cancel(RelayServer server, boolean force) {
        assertThat(server.bean(JobService.class).cancel(new Cancellation.ById(key), force).cancelled()).isOne();
    }

    /** Ends the job behind the server's back, archived if it has a result, and tells. */
    private void complete(RelayServer server, String result) {
        if (result != null) {
            archive("0 days", result);
        }
        replicas.sql("delete from job where queue = '" + queue + "'");
        server.context().publishEvent(new JobEnded(key, Ending.COMPLETED));
    }

    private void archive(String ago, String result) {
        replicas.sql(
                """
                        insert into archived_job (queue, id, completed_at, created_at, run_at, claimed_at, rank, failures, lapses,
                                                  reschedules, payload, result)
                        select '%s', '1', t, t, t, t, 0, 0, 0, 0, '1', '%s' from (select now() - interval '%s' as t) as ago
                        """
                        .formatted(queue, result, ago));
    }

    private void bury(String ago, String error) {
        replicas.sql("""
                insert into dead_job (queue, id, died_at, created_at, run_at, timeout, rank, payload, reason, attempts)
                select '%s', '1', t, t, t, 60, 0, '1', 'FATAL', '[{"error": null}, {"error": %s}]'
                from (select now() - interval '%s' as t) as ago
                """.formatted(queue, error, ago));
    }

    private static JobOutcome.Ended ended(WaitingOutcome waiting) {
        return (JobOutcome.Ended) waiting.outcome();
    }
}
