package dev.relay.notification;

import static org.awaitility.Awaitility.await;

import dev.relay.job.JobKey;
import dev.relay.job.JobOutcome;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** One who waits, on a thread of its own, for a job to end. */
record WaitingOutcome(Thread thread, CompletableFuture<JobOutcome> answer) {

    static WaitingOutcome begin(WaitingOutcomes outcomes, Duration wait, BooleanSupplier gone, JobKey key) {
        CompletableFuture<JobOutcome> answer = new CompletableFuture<>();
        Thread thread = Thread.ofVirtual().start(() -> {
            try {
                answer.complete(outcomes.await(key, wait, gone));
            } catch (Throwable e) {
                answer.completeExceptionally(e);
            }
        });
        return new WaitingOutcome(thread, answer);
    }

    /** Begins to wait, and returns when the job is marked. */
    static WaitingOutcome idle(WaitingOutcomes outcomes, JobKey key) {
        WaitingOutcome waiting = begin(outcomes, Waiting.LONG, () -> false, key);
        await().pollInterval(Duration.ofMillis(2)).until(waiting::waits);
        return waiting;
    }

    boolean waits() {
        return LockSupport.getBlocker(thread) instanceof OutcomeWaiter waiter && waiter.isIdle();
    }

    JobOutcome outcome() {
        try {
            return answer.get(10, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
