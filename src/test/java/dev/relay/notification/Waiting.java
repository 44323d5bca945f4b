package dev.relay.notification;

import static org.awaitility.Awaitility.await;

import dev.relay.job.Job;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** A claim that waits on a thread of its own. */
record Waiting(Thread thread, CompletableFuture<List<Job>> answer) {

    static final Duration LONG = Duration.ofSeconds(40);

    /** Begins to claim one job; it may get one at once. */
    static Waiting begin(WaitingClaims claims, Duration wait, BooleanSupplier gone, String... queues) {
        CompletableFuture<List<Job>> answer = new CompletableFuture<>();
        Thread thread = Thread.ofVirtual().start(() -> {
            try {
                answer.complete(claims.claim(List.of(queues), 1, wait, gone));
            } catch (Throwable e) {
                answer.completeExceptionally(e);
            }
        });
        return new Waiting(thread, answer);
    }

    /** Begins to claim one job, and returns when it has found nothing and stands in line. */
    static Waiting inLine(WaitingClaims claims, String... queues) {
        return inLine(claims, () -> false, queues);
    }

    static Waiting inLine(WaitingClaims claims, BooleanSupplier gone, String... queues) {
        Waiting waiting = begin(claims, LONG, gone, queues);
        await().pollInterval(Duration.ofMillis(2)).until(waiting::stands);
        return waiting;
    }

    /** Returns whether it stands in line, with nothing left to look for. */
    boolean stands() {
        return LockSupport.getBlocker(thread) instanceof Waiter waiter && waiter.isIdle();
    }

    /** Returns the id of the job that it got, in good time. */
    String id() {
        try {
            List<Job> jobs = answer.get(10, TimeUnit.SECONDS);
            return jobs.isEmpty() ? "nothing" : jobs.getFirst().key().id();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
