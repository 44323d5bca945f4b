package dev.relay.benchmark.scenario;

import dev.relay.benchmark.load.Asking;
import dev.relay.benchmark.load.HttpSocket;
import dev.relay.benchmark.load.LoadResult;
import dev.relay.benchmark.load.Operation;
import dev.relay.benchmark.load.Running;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One on a connection of its own who waits for a job to end that somebody else completes, and for the next. */
final class WaitingProducer implements AutoCloseable {

    private static final Pattern ID = Pattern.compile("\"id\":\"([0-9]+)\"");
    private static final int OK = 200;
    private static final int NOT_FOUND = 404;
    /** Asked only when the job had ended, of which this queue keeps nothing. */
    private static final long TOO_LATE = Long.MIN_VALUE;

    private final ExecutorService thread = Executors.newSingleThreadExecutor();
    private final HttpSocket socket;
    private final String queue;

    WaitingProducer(URI server, String queue) {
        this.socket = new HttpSocket(server);
        this.queue = queue;
    }

    /**
     * Runs jobs one after the other, and measures from the answer to each completion until the one who waits knows of it.
     *
     * @param pause how long each runs at least, and up to twice that: never in step with anything
     */
    LoadResult measure(URI completeAt, Duration duration, Duration pause) {
        LoadResult result = new LoadResult();
        Running running = Running.cycling(queue);
        long start = System.nanoTime();
        try (HttpSocket runner = new HttpSocket(completeAt)) {
            while (System.nanoTime() - start < duration.toNanos()) {
                long asked = System.nanoTime();
                runner.exchange(running);
                result.answered(Operation.ENQUEUE, System.nanoTime() - asked);
                String id = id(runner.exchange(running).body());
                CompletableFuture<Long> known = CompletableFuture.supplyAsync(() -> awaitEnd(id), thread);
                BenchmarkRun.sleep(pause.plusMillis(ThreadLocalRandom.current().nextLong(pause.toMillis() + 1)));
                runner.exchange(running);
                long completed = System.nanoTime();
                long knownAt = known.join();
                if (knownAt != TOO_LATE) {
                    result.answered(Operation.OUTCOME, knownAt - completed);
                    result.done(1);
                }
            }
        }
        result.took(System.nanoTime() - start);
        return result;
    }

    private long awaitEnd(String id) {
        int status = socket.exchange(new Asking("/v2/queues/" + queue + "/jobs/" + id + "/outcome?wait=20s")).status();
        if (status == NOT_FOUND) {
            return TOO_LATE;
        }
        if (status != OK) {
            throw new IllegalStateException("The end of a job was answered with " + status);
        }
        return System.nanoTime();
    }

    private static String id(String claimed) {
        Matcher matcher = ID.matcher(claimed);
        if (!matcher.find()) {
            throw new IllegalStateException("There is no job in " + claimed);
        }
        return matcher.group(1);
    }

    @Override
    public void close() {
        thread.shutdownNow();
        socket.close();
    }
}
