package dev.relay.notification;

import dev.relay.job.Ending;
import dev.relay.job.JobEnded;
import dev.relay.job.JobKey;
import dev.relay.job.JobOutcome;
import dev.relay.job.JobOutcomes;
import dev.relay.job.StoreUnavailableException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.event.EventListener;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Those who wait for jobs to end. Each marks its job in the database, so that whoever ends it tells, on whatever replica; from
 * then on it costs a parked virtual thread and nothing in the database. What it is told is a hint: when woken, it looks.
 */
@Component
public class WaitingOutcomes implements SmartLifecycle {

    /** By the name of the job that messages between replicas have. */
    private final Map<UUID, List<OutcomeWaiter>> byName = new ConcurrentHashMap<>();
    private final JobOutcomes outcomes;
    private final NotificationSettings settings;
    private volatile boolean open;

    WaitingOutcomes(JobOutcomes outcomes, NotificationSettings settings) {
        this.outcomes = outcomes;
        this.settings = settings;
    }

    /** Returns the longest that one may wait. */
    public Duration maxWait() {
        return settings.maxWait();
    }

    /**
     * Returns what became of a job, and waits for up to {@code wait} while it lives.
     *
     * @param gone whether the client has hung up, in which case it need not be told
     * @return {@link JobOutcome.StillLive} when the time is over, the client gone, or the server about to stop
     * @throws StoreUnavailableException when the store is
     */
    public JobOutcome await(JobKey key, Duration wait, BooleanSupplier gone) {
        if (!open || wait.isZero()) {
            return outcomes.find(key);
        }
        long deadline = System.nanoTime() + wait.toNanos();
        // Before the mark: from then on the end of the job is told to those who stand here.
        OutcomeWaiter waiter = join(key);
        try {
            Optional<Instant> createdAt = outcomes.await(key);
            while (createdAt.isEmpty()) {
                JobOutcome outcome = outcomes.find(key);
                if (!(outcome instanceof JobOutcome.StillLive)) {
                    return outcome;
                }
                // It was enqueued between the two looks.
                createdAt = outcomes.await(key);
            }
            return await(waiter, createdAt.get(), deadline, gone);
        } finally {
            leave(waiter);
        }
    }

    private JobOutcome await(OutcomeWaiter waiter, Instant createdAt, long deadline, BooleanSupplier gone) {
        waiter.becomeIdle();
        while (open && waiter.awaitWake(deadline, settings.recheckInterval()) && !gone.getAsBoolean()) {
            OutcomeWaiter.Wake wake = waiter.takeWake();
            if (wake != null) {
                JobOutcome outcome = outcomes.find(waiter.key, createdAt, wake.told());
                if (!(outcome instanceof JobOutcome.StillLive)) {
                    return outcome;
                }
            }
        }
        return new JobOutcome.StillLive();
    }

    private OutcomeWaiter join(JobKey key) {
        OutcomeWaiter waiter = new OutcomeWaiter(key);
        byName.merge(nameOf(key), List.of(waiter), WaitingOutcomes::concat);
        return waiter;
    }

    private void leave(OutcomeWaiter waiter) {
        byName.computeIfPresent(nameOf(waiter.key), (name, waiters) -> {
            List<OutcomeWaiter> left = waiters.stream().filter(other -> other != waiter).toList();
            return left.isEmpty() ? null : left;
        });
    }

    /** Returns the name of a job in messages: short, however long its key, and different from those of all others. */
    static UUID nameOf(JobKey key) {
        return UUID.nameUUIDFromBytes((key.queue() + '\0' + key.id()).getBytes(StandardCharsets.UTF_8));
    }

    @EventListener
    void on(JobEnded event) {
        if (!byName.isEmpty()) {
            wake(nameOf(event.key()), event.ending());
        }
    }

    /** Wakes those who wait for a job; {@code told} is how it is said to have ended, null when nobody said. */
    void wake(UUID name, @Nullable Ending told) {
        byName.getOrDefault(name, List.of()).forEach(waiter -> waiter.wake(told));
    }

    /** Wakes those whose jobs have ended, whether or not anybody told of it. */
    @Scheduled(fixedDelayString = "${relay.waiting.recheck-interval}")
    void recheck() {
        Set<JobKey> awaited = byName.values().stream().flatMap(List::stream).map(waiter -> waiter.key)
                .collect(Collectors.toSet());
        if (!awaited.isEmpty()) {
            outcomes.ended(awaited).forEach(key -> wake(nameOf(key), null));
        }
    }

    @Override
    public void start() {
        open = true;
    }

    /** Sends everybody home with nothing; runs before the web server waits for its requests to end. */
    @Override
    public void stop() {
        open = false;
        byName.values().forEach(waiters -> waiters.forEach(OutcomeWaiter::unpark));
    }

    @Override
    public boolean isRunning() {
        return open;
    }

    private static List<OutcomeWaiter> concat(List<OutcomeWaiter> some, List<OutcomeWaiter> others) {
        return Stream.concat(some.stream(), others.stream()).toList();
    }
}
