package dev.relay.notification;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** A claim that waits, with its place in line. */
final class Waiter {

    final List<String> queues;
    /** Smaller came earlier. */
    final long place;
    private final Thread thread = Thread.currentThread();
    /** The queue that it was woken for and has not looked at yet. */
    private final AtomicReference<@Nullable String> wokenFor = new AtomicReference<>();
    private volatile boolean idle;

    Waiter(List<String> queues, long place) {
        this.queues = queues;
        this.place = place;
    }

    /** Wakes it for a job of a queue. Returns false when it is woken already, so that the job goes to the next in line. */
    boolean wake(String queue) {
        boolean first = wokenFor.compareAndSet(null, queue);
        if (first) {
            LockSupport.unpark(thread);
        }
        return first;
    }

    /**
     * Returns whether it is known that nothing was ready at some time since it took its place: what became ready after that
     * would have woken it.
     */
    boolean isIdle() {
        return idle;
    }

    /** Tells that nothing was ready. */
    void becomeIdle() {
        idle = true;
    }

    /** Wakes it for another reason than a job. */
    void unpark() {
        LockSupport.unpark(thread);
    }

    /** Takes the wake-up, so that there can be a next; returns the queue that it was for, null when there is none. */
    @Nullable
    String takeWake() {
        String queue = wokenFor.getAndSet(null);
        if (queue != null) {
            idle = false;
        }
        return queue;
    }

    /** Waits until woken, but not longer than {@code atMost}; returns false when the deadline (of nanoTime) has come. */
    boolean awaitWake(long deadline, Duration atMost) {
        long left = deadline - System.nanoTime();
        if (left > 0 && wokenFor.get() == null) {
            LockSupport.parkNanos(this, Math.min(left, atMost.toNanos()));
        }
        return deadline - System.nanoTime() > 0 && !Thread.currentThread().isInterrupted();
    }
}
