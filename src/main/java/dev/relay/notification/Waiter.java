package dev.relay.notification;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

/** A claim that waits, with its place in line. */
final class Waiter {

    final List<String> queues;
    /** Smaller came earlier. */
    final long place;
    private final Thread thread = Thread.currentThread();
    private final AtomicBoolean woken = new AtomicBoolean();

    Waiter(List<String> queues, long place) {
        this.queues = queues;
        this.place = place;
    }

    /** Wakes it. Returns false when somebody else has, so that the job goes to the next in line. */
    boolean wake() {
        boolean first = woken.compareAndSet(false, true);
        if (first) {
            LockSupport.unpark(thread);
        }
        return first;
    }

    /** Wakes it for another reason than a job. */
    void unpark() {
        LockSupport.unpark(thread);
    }

    /** Takes the wake-up, if there is one, so that there can be a next. */
    boolean takeWake() {
        return woken.getAndSet(false);
    }

    /** Waits until woken, but not longer than {@code atMost}; returns false when the deadline (of nanoTime) has come. */
    boolean awaitWake(long deadline, Duration atMost) {
        long left = deadline - System.nanoTime();
        if (left > 0 && !woken.get()) {
            LockSupport.parkNanos(this, Math.min(left, atMost.toNanos()));
        }
        return deadline - System.nanoTime() > 0 && !Thread.currentThread().isInterrupted();
    }
}
