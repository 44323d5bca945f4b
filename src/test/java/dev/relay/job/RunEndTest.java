package dev.relay.job;

import static dev.relay.testing.JobRow.aJob;
import static org.assertj.core.api.Assertions.assertThat;

import dev.relay.queue.Backoff;
import dev.relay.queue.QueueService;
import dev.relay.queue.QueueSettings;
import dev.relay.testing.AtOnce;
import dev.relay.testing.DatabaseConnection;
import dev.relay.testing.Http;
import dev.relay.testing.JobTable;
import dev.relay.testing.NewJobs;
import dev.relay.testing.RelayServer;
import dev.relay.testing.TestDatabase;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.context.PayloadApplicationEvent;

/** What ends of runs tell to whoever waits and counts, and what races between them decide. */
class RunEndTest {

    private static final DatabaseConnection DATABASE = TestDatabase.freshDatabase();
    private static final JobTable TABLE = new JobTable(DATABASE);
    private static final List<Object> EVENTS = new CopyOnWriteArrayList<>();
    private static final RunOutcome DONE = new RunOutcome.Completed(null);
    private static final RunOutcome FAILED = new RunOutcome.Failed(new RunError("E", null, null), null);
    private static final RunOutcome FATAL = new RunOutcome.GivenUp(Ending.FATAL, null);
    private static final RunOutcome RELEASED = new RunOutcome.Released();
    private static RelayServer server;
    private static JobService jobs;

    @BeforeAll
    static void startServer() {
        server = RelayServer.start(DATABASE, "relay.scheduling.reap-interval=1h",
                "relay.scheduling.promote-interval=1h");
        jobs = server.bean(JobService.class);
        server.context().addApplicationListener(event -> {
            if (event instanceof PayloadApplicationEvent<?> told) {
                EVENTS.add(told.getPayload());
            }
        });
    }

    @AfterAll
    static void stopServer() {
        server.close();
    }

    static Stream<RunOutcome> outcomes() {
        return Stream.of(DONE, FAILED, FATAL, RELEASED,
                new RunOutcome.Rescheduled(OffsetDateTime.parse("2099-01-01T00:00:00Z"), null));
    }

    @ParameterizedTest
    @MethodSource("outcomes")
    void aJobThatIsWaitedForTellsItsEndAndNothingElse(RunOutcome outcome) {
        Job awaited = running("waited-for-" + outcome.label());
        Job other = running("other-" + outcome.label());
        TABLE.execute("update job set awaited = true where queue = 'waited-for-" + outcome.label() + "'");

        assertThat(jobs.end(List.of(ended(awaited, outcome), ended(other, outcome)))).containsExactly(true, true);

        boolean over = outcome == DONE || outcome == FATAL;
        assertThat(ends()).filteredOn(end -> end.key().equals(other.key())).isEmpty();
        assertThat(ends()).filteredOn(end -> end.key().equals(awaited.key())).hasSize(over ? 1 : 0)
                .allMatch(end -> end.ending() == (outcome == DONE ? Ending.COMPLETED : Ending.FATAL));
        assertThat(TABLE.count("job where awaited and queue = 'waited-for-" + outcome.label() + "'"))
                .isEqualTo(over ? 0 : 1);
    }

    @Test
    void everyWayOutTellsTheEndOfAJobThatIsWaitedFor() {
        Map<String, Runnable> ways = Map.of("complete", () -> complete("complete"), "archive", () -> {
            server.bean(QueueService.class).put("archive", keepingAnArchive());
            complete("archive");
        }, "delete", () -> jobs.delete(new JobKey("delete", "job")), "requeue", () -> {
            Job job = server.bean(JobQueries.class).find(new JobKey("requeue", "job")).orElseThrow();
            jobs.requeue(job.key(), job.runId(), List.of(NewJobs.newJob("requeue", "next")), ConflictMode.UNIQUE);
        }, "lapse", () -> {
            TABLE.execute("update job set lease_expires_at = now(), max_retries = 0, retries_remaining = 0"
                    + " where queue = 'lapse'");
            server.bean(LeaseLapse.class).reap("lapse", 10);
        });
        ways.forEach((queue, way) -> {
            running(queue);
            TABLE.execute("update job set awaited = true where queue = '" + queue + "'");
            way.run();
        });

        assertThat(ends()).contains(new JobEnded(new JobKey("complete", "job"), Ending.COMPLETED),
                new JobEnded(new JobKey("archive", "job"), Ending.COMPLETED),
                new JobEnded(new JobKey("delete", "job"), Ending.COMPLETED),
                new JobEnded(new JobKey("requeue", "job"), Ending.COMPLETED),
                new JobEnded(new JobKey("lapse", "job"), Ending.RETRIES_SPENT));
    }

    @Test
    void aWaitingJobThatIsDeletedTellsThat() {
        TABLE.insert(aJob().inQueue("deleted"));
        TABLE.execute("update job set awaited = true where queue = 'deleted'");

        jobs.delete(new JobKey("deleted", "job"));

        assertThat(ends()).contains(new JobEnded(new JobKey("deleted", "job"), Ending.DELETED));
    }

    @Test
    void aJobThatARequeuePutsBackIsStillWaitedFor() {
        Job job = running("back-again");
        TABLE.execute("update job set awaited = true where queue = 'back-again'");

        jobs.requeue(job.key(), job.runId(), List.of(NewJobs.newJob("back-again", "job")), ConflictMode.UNIQUE);

        assertThat(ends()).filteredOn(end -> end.key().queue().equals("back-again")).isEmpty();
        assertThat(TABLE.count("job where queue = 'back-again' and awaited")).isEqualTo(1);
    }

    @ParameterizedTest
    @MethodSource("outcomes")
    void aRunOfALimitedQueueThatEndsLetsOthersKnow(RunOutcome outcome) {
        String queue = "limited-" + outcome.label();
        Job job = running(queue);
        server.bean(QueueService.class).put(queue, new QueueSettings(false, 1, null, null, Backoff.DEFAULT, 100, 100,
                false, Duration.ZERO, Duration.ZERO));
        EVENTS.clear();

        assertThat(jobs.end(ended(job, outcome))).isTrue();

        assertThat(EVENTS).contains(new JobsReady(Map.of(queue, 1)));
    }

    @Test
    void aCompletionInAnUnlimitedQueueTellsNobody() {
        Job job = running("plain");
        EVENTS.clear();

        assertThat(jobs.end(ended(job, DONE))).isTrue();

        assertThat(ends()).isEmpty();
        assertThat(EVENTS).doesNotContain(new JobsReady(Map.of("plain", 1)));
    }

    @Test
    void aFailureTellsWhenItsJobIsDueAgain() {
        Job job = running("due-again");
        EVENTS.clear();

        jobs.end(ended(job, FAILED));

        Timestamp due = (Timestamp) TABLE.row("select run_at from job where queue = 'due-again'").get("run_at");
        assertThat(EVENTS).contains(new JobsScheduled(due.toInstant()));
    }

    @RepeatedTest(20)
    void acceptsOneEndOfARun() {
        Job job = running("ends-" + UUID.randomUUID());
        List<RunOutcome> all = List.of(DONE, FAILED, FATAL, RELEASED);

        List<Boolean> accepted = AtOnce.run(IntStream.range(0, 16).mapToObj(n -> {
            EndedRun run = ended(job, all.get(n % 4));
            return (Callable<Boolean>) () -> n % 3 == 0 ? jobs.end(List.of(run)).getFirst() : jobs.end(run);
        }).toList());

        assertThat(Collections.frequency(accepted, true)).isEqualTo(1);
    }

    @RepeatedTest(5)
    void endsManyRunsOnceWhenTheyAreEndedTwiceTheOtherWayRound() {
        String queue = "both-ways-" + UUID.randomUUID();
        TABLE.insert(aJob().inQueue(queue).times(300));
        List<Job> claimed = jobs.claim(queue, 300);
        List<RunOutcome> all = List.of(DONE, FAILED, FATAL, RELEASED);
        List<EndedRun> there = IntStream.range(0, 300).mapToObj(n -> ended(claimed.get(n), all.get(n % 4))).toList();
        List<EndedRun> back = there.reversed();

        List<List<Boolean>> held = AtOnce.run(List.of(() -> jobs.end(there), () -> jobs.end(back)));

        assertThat(IntStream.range(0, 300).filter(n -> held.get(0).get(n) == held.get(1).get(299 - n))).isEmpty();
        assertThat(TABLE.count("job where queue = '" + queue + "' and state <> 'RUNNING'")).isEqualTo(150);
        assertThat(TABLE.count("dead_job where queue = '" + queue + "'")).isEqualTo(75);
    }

    @Test
    void countsRunsByHowTheyEnded() {
        for (RunOutcome outcome : outcomes().toList()) {
            jobs.end(ended(running("counted", outcome.label()), outcome));
        }
        TABLE.insert(aJob().inQueue("counted").withId("lapsed").leaseLapsed().withRetries(1, 0));
        server.bean(LeaseLapse.class).reap("counted", 10);

        String scrape = new Http(server.address()).get("/actuator/prometheus").body();

        assertThat(Stream.of("completed", "failed", "fatal", "released", "rescheduled", "lapsed")).allSatisfy(
                outcome -> assertThat(scrape).contains(
                        "relay_jobs_outcomes_total{outcome=\"" + outcome + "\",queue=\"counted\"} 1.0"));
        assertThat(scrape).contains("relay_jobs_retried_total{queue=\"counted\"} 1.0",
                "relay_jobs_rescheduled_total{queue=\"counted\"} 1.0", "relay_jobs_lapsed_total{queue=\"counted\"} 1.0",
                "relay_jobs_completed_total{queue=\"counted\"} 1.0",
                "relay_jobs_dead_lettered_total{queue=\"counted\",reason=\"fatal\"} 1.0",
                "relay_jobs_dead_lettered_total{queue=\"counted\",reason=\"retries_spent\"} 1.0");
    }

    @Test
    void aJobThatCannotBeADeadLetterHoldsUpNobody() {
        // As large as fits the key of the hot table, and with eight bytes more not the dead letters' index of it.
        String wide = new Random(7).ints(893, 0x4e00, 0x9fff)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append).toString();
        TABLE.insert(aJob().inQueue("wide").withId(wide).leasedFor(Duration.ofHours(-1)).withRetries(0, 0));
        TABLE.insert(aJob().inQueue("wide").withId("dead").leaseLapsed().withRetries(0, 0).times(3));
        TABLE.insert(aJob().inQueue("wide").withId("back").leaseLapsed().withRetries(1, 1).times(3));

        assertThat(server.bean(LeaseLapse.class).reap("wide", 5)).extracting(Reaped::sum).isEqualTo(4);
        assertThat(server.bean(LeaseLapse.class).reap("wide", 5)).extracting(Reaped::sum).isEqualTo(2);

        assertThat(TABLE.count("dead_job where queue = 'wide'")).isEqualTo(3);
        assertThat(TABLE.count("job where queue = 'wide' and state = 'READY'")).isEqualTo(3);
        assertThat(jobs.delete(new JobKey("wide", wide))).isTrue();
    }

    @Test
    void aTypeOfErrorThatDoesNotFitTheIndexBesideItsQueueIsKeptAmongTheAttemptsOnly() {
        String queue = new Random(8).ints(850, 0x4e00, 0x9fff)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append).toString();
        Job job = running(queue);

        jobs.end(ended(job, new RunOutcome.GivenUp(Ending.FATAL, new RunError("E".repeat(256), null, null))));

        assertThat(TABLE.row("select error_type is null as none, attempts #>> '{0,error,type}' as kept from dead_job"
                + " where queue = '" + queue + "'")).containsEntry("none", true).containsEntry("kept", "E".repeat(256));
    }

    private static QueueSettings keepingAnArchive() {
        return new QueueSettings(false, null, null, null, Backoff.DEFAULT, 100, 100, true, Duration.ofDays(1),
                Duration.ofDays(1));
    }

    private static void complete(String queue) {
        Job job = server.bean(JobQueries.class).find(new JobKey(queue, "job")).orElseThrow();
        assertThat(jobs.complete(job.key(), job.runId())).isTrue();
    }

    private static List<JobEnded> ends() {
        return EVENTS.stream().filter(JobEnded.class::isInstance).map(JobEnded.class::cast).toList();
    }

    private static EndedRun ended(Job job, RunOutcome outcome) {
        return new EndedRun(job.key(), job.runId(), outcome);
    }

    private static Job running(String queue) {
        return running(queue, "job");
    }

    private static Job running(String queue, String id) {
        jobs.enqueue(List.of(NewJobs.newJob(queue, id)), ConflictMode.UNIQUE);
        return jobs.claim(queue, 1).getFirst();
    }
}
