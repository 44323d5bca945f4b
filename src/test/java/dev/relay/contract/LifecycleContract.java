package dev.relay.contract;

import static dev.relay.contract.JobSpec.aJob;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.relay.contract.Door.Ability;
import dev.relay.testing.SharedServer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The life of a job, as every door must let it be lived. */
abstract class LifecycleContract {

    private final String queue = SharedServer.newQueue();

    abstract Door door();

    @Test
    void handsOutAJobAsItWasEnqueued() {
        Instant due = Instant.now().minusSeconds(60).truncatedTo(ChronoUnit.MICROS);
        door().enqueue(new JobSpec(queue, "a", 7, 3, "{\"to\": 1.0}", "[1]", due));

        assertThat(door().claim(queue, 10)).singleElement().usingRecursiveComparison().ignoringFields("runId")
                .isEqualTo(new SeenJob(queue, "a", 7, 3, "{\"to\": 1.0}", "[1]", due, null));
    }

    @Test
    void showsUnlimitedRetries() {
        door().enqueue(aJob(queue, "a").withUnlimitedRetries());

        assertThat(claimOne().maxRetries()).isNull();
    }

    @Test
    void hasNothingInAQueueThatNobodyEnqueuedTo() {
        assertThat(door().claim(queue, 10)).isEmpty();
    }

    @Test
    void handsOutOnlyJobsOfTheQueueThatIsAskedFor() {
        door().enqueue(aJob(queue + "-other", "a"));

        assertThat(door().claim(queue, 10)).isEmpty();
    }

    @Test
    void refusesAnIdThatALiveJobOfTheQueueHas() {
        door().enqueue(aJob(queue, "a").withPayload("1"));

        assertThat(door().enqueue(aJob(queue, "a").withPayload("2"))).isFalse();
        assertThat(claimOne().payload()).isEqualTo("1");
    }

    @Test
    void takesTheSameIdInAnotherQueue() {
        door().enqueue(aJob(queue, "a"));

        assertThat(door().enqueue(aJob(queue + "-other", "a"))).isTrue();
    }

    @Test
    void skipsTakenIdsWhenManyAreEnqueued() {
        door().enqueue(aJob(queue, "b").withPayload("1"));
        door().enqueueMany(List.of(aJob(queue, "a"), aJob(queue, "b").withPayload("2"), aJob(queue, "c")));

        List<SeenJob> claimed = door().claim(queue, 10);
        assertThat(claimed).extracting(SeenJob::id).containsExactly("b", "a", "c");
        assertThat(claimed.getFirst().payload()).isEqualTo("1");
    }

    @Test
    void handsOutAtMostAsManyAsAreAskedForInTheOrderOfEnqueueing() {
        door().enqueueMany(List.of(aJob(queue, "c"), aJob(queue, "a"), aJob(queue, "b")));

        assertThat(door().claim(queue, 2)).extracting(SeenJob::id).containsExactly("c", "a");
        assertThat(door().claim(queue, 2)).extracting(SeenJob::id).containsExactly("b");
    }

    @Test
    void doesNotHandOutARunningJobTwice() {
        door().enqueue(aJob(queue, "a"));
        claimOne();

        assertThat(door().claim(queue, 10)).isEmpty();
        assertThat(door().enqueue(aJob(queue, "a"))).isFalse();
    }

    @Test
    void keepsAJobBackUntilItIsDue() {
        door().enqueue(aJob(queue, "a").runAt(Instant.now().plusSeconds(3600)));

        assertThat(door().claim(queue, 10)).isEmpty();
        SharedServer.promote(queue);
        assertThat(door().claim(queue, 10)).extracting(SeenJob::id).containsExactly("a");
    }

    @Test
    void endsAJobThatIsCompleted() {
        door().enqueue(aJob(queue, "a").withUnlimitedRetries());
        SeenJob run = claimOne();

        assertThat(door().complete(run)).isTrue();
        assertThat(door().complete(run)).isFalse();
        SharedServer.lapse(queue);
        assertThat(door().claim(queue, 10)).isEmpty();
    }

    @Test
    void takesTheIdOfACompletedJobAgain() {
        door().enqueue(aJob(queue, "a"));
        door().complete(claimOne());

        assertThat(door().enqueue(aJob(queue, "a"))).isTrue();
    }

    @Test
    void returnsALapsedJobToItsOldPlace() {
        door().enqueueMany(List.of(aJob(queue, "a").withRetries(1), aJob(queue, "b")));
        claimOne();
        SharedServer.lapse(queue);

        assertThat(door().claim(queue, 10)).extracting(SeenJob::id).containsExactly("a", "b");
    }

    @Test
    void endsALapsedJobThatHasNoRetriesLeft() {
        door().enqueue(aJob(queue, "a").withRetries(1));
        claimOne();
        SharedServer.lapse(queue);
        claimOne();
        SharedServer.lapse(queue);

        assertThat(door().claim(queue, 10)).isEmpty();
        assertThat(door().enqueue(aJob(queue, "a"))).isTrue();
    }

    @Test
    void retriesForEverWhenRetriesAreUnlimited() {
        door().enqueue(aJob(queue, "a").withUnlimitedRetries());
        for (int lapse = 0; lapse < 5; lapse++) {
            claimOne();
            SharedServer.lapse(queue);
        }

        assertThat(door().claim(queue, 10)).hasSize(1);
    }

    @Test
    void lapsesAtOnceWithATimeoutOfZero() {
        door().enqueue(aJob(queue, "a").withTimeout(0).withRetries(1));
        claimOne();
        SharedServer.reap(queue);

        assertThat(door().claim(queue, 10)).hasSize(1);
    }

    @Test
    void keepsTheLeaseOfAJobThatSendsHeartbeats() {
        SeenJob run = heartbeatingRun();
        SharedServer.change("update job set lease_expires_at = now() - interval '1 second' where queue = ?", queue);

        assertThat(door().heartbeat(run, null)).isTrue();
        SharedServer.reap(queue);
        assertThat(door().claim(queue, 10)).isEmpty();
    }

    @Test
    void savesTheStateOfAHeartbeatForTheNextRun() {
        SeenJob run = heartbeatingRun();
        door().heartbeat(run, "{\"at\": 50.0}");
        SharedServer.lapse(queue);

        assertThat(claimOne().state()).isEqualTo("{\"at\": 50.0}");
    }

    @Test
    void leavesTheStateAsItWasOnAHeartbeatWithoutOne() {
        SeenJob run = heartbeatingRun();
        door().heartbeat(run, "1");
        door().heartbeat(run, null);
        SharedServer.lapse(queue);

        assertThat(claimOne().state()).isEqualTo("1");
    }

    @Test
    void refusesTheHeartbeatOfAJobThatIsNotRunning() {
        SeenJob run = heartbeatingRun();
        SharedServer.lapse(queue);

        assertThat(door().heartbeat(run, "1")).isFalse();
        door().complete(claimOne());
        assertThat(door().heartbeat(run, "1")).isFalse();
    }

    @Test
    void putsARescheduledJobBackWithItsNewValues() {
        assumeTrue(door().can(Ability.RESCHEDULE));
        door().enqueue(aJob(queue, "a").withState("1"));

        assertThat(door().reschedule(claimOne(),
                aJob(queue, "a").withTimeout(9).withRetries(4).withPayload("[2]").withState("\"two\""))).isTrue();
        assertThat(claimOne()).extracting(SeenJob::timeout, SeenJob::maxRetries, SeenJob::payload, SeenJob::state)
                .containsExactly(9, 4, "[2]", "\"two\"");
    }

    @Test
    void clearsTheStateOnARescheduleWithoutOne() {
        assumeTrue(door().can(Ability.RESCHEDULE));
        door().enqueue(aJob(queue, "a").withState("1"));
        door().reschedule(claimOne(), aJob(queue, "a"));

        assertThat(claimOne().state()).isNull();
    }

    @Test
    void keepsARescheduledJobBackUntilItIsDue() {
        assumeTrue(door().can(Ability.RESCHEDULE));
        door().enqueue(aJob(queue, "a"));
        door().reschedule(claimOne(), aJob(queue, "a").runAt(Instant.now().plusSeconds(3600)));

        assertThat(door().claim(queue, 10)).isEmpty();
        SharedServer.promote(queue);
        assertThat(door().claim(queue, 10)).hasSize(1);
    }

    @Test
    void refusesToRescheduleAJobThatIsNotRunning() {
        assumeTrue(door().can(Ability.RESCHEDULE));
        door().enqueue(aJob(queue, "a").withRetries(1).withPayload("1"));
        SeenJob run = claimOne();
        SharedServer.lapse(queue);

        assertThat(door().reschedule(run, aJob(queue, "a").withPayload("2"))).isFalse();
        assertThat(claimOne().payload()).isEqualTo("1");
    }

    @Test
    void removesAJobWhateverItsState() {
        assumeTrue(door().can(Ability.DELETE));
        door().enqueueMany(List.of(aJob(queue, "running"), aJob(queue, "ready"),
                aJob(queue, "scheduled").runAt(Instant.now().plusSeconds(3600))));
        claimOne();
        List.of("running", "ready", "scheduled", "absent").forEach(id -> door().delete(queue, id));

        assertThat(SharedServer.ask("select count(*) from job where queue = ?", queue)).isEqualTo("0");
    }

    @Test
    void showsALiveJobWhateverItsState() {
        assumeTrue(door().can(Ability.LOOK));
        door().enqueue(aJob(queue, "a").withPayload("1").runAt(Instant.now().plusSeconds(3600)));

        assertThat(door().exists(queue, "a")).isTrue();
        assertThat(door().get(queue, "a").orElseThrow().payload()).isEqualTo("1");
        SharedServer.promote(queue);
        SeenJob run = claimOne();
        assertThat(door().get(queue, "a")).contains(run);
    }

    @Test
    void doesNotShowAJobThatIsNotThere() {
        assumeTrue(door().can(Ability.LOOK));
        door().enqueue(aJob(queue, "a"));
        door().complete(claimOne());

        assertThat(door().exists(queue, "a")).isFalse();
        assertThat(door().get(queue, "a")).isEmpty();
    }

    @Test
    void changesNothingForARunThatNoLongerHoldsTheJob() {
        assumeTrue(door().can(Ability.NAME_RUNS));
        door().enqueue(aJob(queue, "a").withRetries(1).withState("1"));
        SeenJob lost = claimOne();
        SharedServer.lapse(queue);
        SeenJob holder = claimOne();

        assertThat(holder.runId()).isNotEqualTo(lost.runId());
        assertThat(door().heartbeat(lost, "2")).isFalse();
        assertThat(door().reschedule(lost, aJob(queue, "a").withState("2"))).isFalse();
        assertThat(door().complete(lost)).isFalse();
        assertThat(door().get(queue, "a")).contains(holder);
    }

    private SeenJob claimOne() {
        List<SeenJob> claimed = door().claim(queue, 1);
        assertThat(claimed).hasSize(1);
        return claimed.getFirst();
    }

    private SeenJob heartbeatingRun() {
        assumeTrue(door().can(Ability.HEARTBEAT));
        door().enqueue(aJob(queue, "a").withRetries(1));
        return claimOne();
    }
}
