package dev.relay.notification;

import dev.relay.job.Ending;
import dev.relay.job.JobKey;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** One who waits for a job to end. */
final class OutcomeWaiter {

    final JobKey key;
    private final Thread thread = Thread.currentThread();
    private final AtomicReference<@Nullable Wake> wake = new AtomicReference<>();
    private volatile boolean idle;

    /** A reason to look; {@code told} is how the job is said to have ended, null when nobody said. */
    record Wake(@Nullable Ending told) {}

    OutcomeWaiter(JobKey key) {
        this.key = key;
    }

    void wake(@Nullable Ending told) {
        // Who only looks does not overwrite what was told.
        wake.updateAndGet(before -> before != null && told == null ? before : new Wake(told));
        LockSupport.unpark(thread);
    }

    /** Takes the wake-up, so that there can be a next; null when there is none. */
    @Nullable
    Wake takeWake() {
        return wake.getAndSet(null);
    }

    /** Tells that the job is marked and was seen alive. */
    void becomeIdle() {
        idle = true;
    }

    /** Returns whether all that is left to do is to wait. */
    boolean isIdle() {
        return idle && wake.get() == null;
    }

    /** Lets it look up from waiting, for another reason than the job. */
    void unpark() {
        LockSupport.unpark(thread);
    }

    /** Waits until woken, but not longer than {@code atMost}; returns false when the deadline (of nanoTime) has come. */
    boolean awaitWake(long deadline, Duration atMost) {
        long left = deadline - System.nanoTime();
        if (left > 0 && wake.get() == null) {
            LockSupport.parkNanos(this, Math.min(left, atMost.toNanos()));
        }
        return deadline - System.nanoTime() > 0 && !Thread.currentThread().isInterrupted();
    }
}
