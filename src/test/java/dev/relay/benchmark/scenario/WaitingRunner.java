package dev.relay.benchmark.scenario;

import dev.relay.benchmark.load.Asking;
import dev.relay.benchmark.load.Enqueueing;
import dev.relay.benchmark.load.HttpSocket;
import dev.relay.benchmark.load.LoadResult;
import dev.relay.benchmark.load.Operation;
import dev.relay.benchmark.load.Running;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/** A runner on a connection of its own that waits for a job, completes it, and waits again. */
final class WaitingRunner implements AutoCloseable {

    private static final Duration LONGEST_PICKUP = Duration.ofSeconds(25);

    private final BlockingQueue<Long> claimedAt = new LinkedBlockingQueue<>();
    private final HttpSocket socket;
    private final Thread thread;

    WaitingRunner(URI server, String queue) {
        socket = new HttpSocket(server);
        Running running = Running.waiting(queue, claimedAt::add);
        thread = Thread.ofPlatform().daemon().name("waiting-runner").start(() -> run(running));
    }

    private void run(Running running) {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                socket.exchange(running);
            }
        } catch (UncheckedIOException e) {
            // The socket was closed under it: the end.
        }
    }

    LoadResult measure(URI enqueueAt, String queue, Duration duration) {
        return measure(enqueueAt, queue, duration, claimedAt);
    }

    /** Enqueues the next job as soon as the one before is picked up: the same as what is measured, without its pauses. */
    void warmUp(URI enqueueAt, String queue, Duration duration) {
        Enqueueing enqueueing = Enqueueing.singles(queue);
        long start = System.nanoTime();
        try (HttpSocket socket = new HttpSocket(enqueueAt)) {
            while (System.nanoTime() - start < duration.toNanos()) {
                claimedAt.clear();
                socket.exchange(enqueueing);
                take(claimedAt);
            }
        }
    }

    /**
     * Enqueues now and then, and measures from the answer to that until somebody has the job, which they tell. Who has it
     * before the answer is there has waited for no time at all.
     */
    static LoadResult measure(URI enqueueAt, String queue, Duration duration, BlockingQueue<Long> claimedAt) {
        LoadResult result = new LoadResult();
        Enqueueing enqueueing = Enqueueing.singles(queue);
        long start = System.nanoTime();
        try (HttpSocket socket = new HttpSocket(enqueueAt)) {
            while (System.nanoTime() - start < duration.toNanos()) {
                // Long enough for the runner to wait again, and never in step with anything.
                BenchmarkRun.sleep(Duration.ofMillis(ThreadLocalRandom.current().nextInt(4, 12)));
                claimedAt.clear();
                long asked = System.nanoTime();
                socket.exchange(enqueueing);
                long answered = System.nanoTime();
                result.answered(Operation.ENQUEUE, answered - asked);
                result.answered(Operation.PICKUP, take(claimedAt) - answered);
                result.done(1);
            }
        }
        result.took(System.nanoTime() - start);
        return result;
    }

    private static long take(BlockingQueue<Long> claimedAt) {
        try {
            Long instant = claimedAt.poll(LONGEST_PICKUP.toSeconds(), TimeUnit.SECONDS);
            if (instant == null) {
                throw new IllegalStateException("A job was not picked up within " + LONGEST_PICKUP);
            }
            return instant;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Returns whether claims wait here: one of an empty queue is not answered at once. */
    static boolean claimsWait(URI server) {
        long start = System.nanoTime();
        try (HttpSocket socket = new HttpSocket(server)) {
            socket.exchange(new Asking("/v2/queues/nothing-here/jobs?wait=1s"));
        }
        return System.nanoTime() - start > TimeUnit.MILLISECONDS.toNanos(500);
    }

    @Override
    public void close() {
        thread.interrupt();
        socket.close();
    }
}
