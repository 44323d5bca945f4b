package dev.relay.job;

import dev.relay.queue.Backoff;
import dev.relay.queue.BackoffJson;
import dev.relay.queue.QueueSettings;
import java.time.Instant;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** What becomes of a job whose run ended unfinished. Pure. */
sealed interface AfterRun {

    /**
     * It goes back in line.
     *
     * @param runAt not before this instant; null is its old place
     */
    record BackInLine(@Nullable Instant runAt) implements AfterRun {}

    /** It becomes a dead letter. */
    record Dead(Ending reason) implements AfterRun {}

    /** Decides; a job that was asked to stop does not go back in line. */
    static AfterRun of(HeldRun run, RunOutcome.Unfinished outcome, QueueSettings settings, RandomGenerator random) {
        AfterRun after = switch (outcome) {
            case RunOutcome.Failed failed -> afterFailure(run, failed, settings, random);
            case RunOutcome.GivenUp givenUp -> new Dead(givenUp.ending());
            case RunOutcome.Rescheduled rescheduled -> run.reschedules() >= settings.maxReschedules()
                    ? new Dead(Ending.POISON)
                    : new BackInLine(rescheduled.runAt().toInstant());
            case RunOutcome.Released released -> new BackInLine(null);
            case RunOutcome.Lapsed lapsed -> afterLapse(run, settings);
        };
        return after instanceof BackInLine && run.cancelRequested() ? new Dead(Ending.CANCELLED) : after;
    }

    private static AfterRun afterFailure(HeldRun run, RunOutcome.Failed failed, QueueSettings settings,
            RandomGenerator random) {
        if (!run.hasRetriesLeft()) {
            return new Dead(Ending.RETRIES_SPENT);
        }
        Backoff backoff = run.backoff() == null ? settings.backoff() : BackoffJson.read(run.backoff());
        Instant due = run.now().plus(backoff.delay(run.failures() + 1, random));
        Instant asked = failed.retryAt() == null ? due : failed.retryAt().toInstant();
        return new BackInLine(asked.isAfter(due) ? asked : due);
    }

    /** No backoff: the time until the lease lapsed was one. */
    private static AfterRun afterLapse(HeldRun run, QueueSettings settings) {
        if (run.lapses() + 1 >= settings.maxLapses()) {
            return new Dead(Ending.POISON);
        }
        return run.hasRetriesLeft() ? new BackInLine(null) : new Dead(Ending.RETRIES_SPENT);
    }
}
