package dev.relay.benchmark.scenario;

import static dev.relay.benchmark.report.Target.atLeast;
import static dev.relay.benchmark.report.Target.atMost;

import dev.relay.benchmark.load.Enqueueing;
import dev.relay.benchmark.load.HttpSocket;
import dev.relay.benchmark.load.LoadGenerator;
import dev.relay.benchmark.load.LoadResult;
import dev.relay.benchmark.machine.ServerProcess;
import dev.relay.benchmark.report.Sample;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.HdrHistogram.Histogram;

/** Three times as many enqueues as are possible: what is accepted, what is refused, and how soon all is well again. */
final class Overload implements Scenario {

    private static final int FACTOR = 3;
    /** More than the server lets at work at once, and more than a group commit has room for. */
    private static final int CONNECTIONS = 6_000;
    private static final double MEGABYTE = 1024 * 1024;
    private static final Duration WINDOW = Duration.ofMillis(500);
    private static final Duration RECOVERY_LIMIT = Duration.ofSeconds(60);
    /** Recovered is who answers as fast as before, give or take this. */
    private static final double AS_BEFORE = 2;

    @Override
    public String name() {
        return "overload";
    }

    @Override
    public void measure(BenchmarkRun run) {
        String queue = run.newQueue();
        run.warmUp("enqueue", i -> Enqueueing.singles(queue));
        run.database().empty();
        Probe probe = new Probe(run.server());
        double calm = probe.window().getValueAtPercentile(50);
        Sample most = run.measureHttp("the most: POST /enqueue, 256 connections", 256, i -> Enqueueing.singles(queue));
        run.figure("heap in use before, MB", run.server().heapBytesInUse() / MEGABYTE);
        double offered = FACTOR * most.jobsPerSecond();
        Duration duration = run.settings().overload();
        long[] drain = {0};
        Sample overload = run.measure("three times as many, %d connections".formatted(CONNECTIONS), () -> {
            LoadResult result = offer(run, queue, offered, duration);
            run.figure("offered, requests/s", offered);
            run.figure("refused, requests/s", result.refused() / result.seconds());
            run.figure("never sent as no connection was free, requests/s", result.unsent() / result.seconds());
            drain[0] = (long) (result.seconds() * 1e9) - duration.toNanos();
            return result;
        });
        run.check("offered three times the most: accepted over the most", atLeast(0.9),
                overload.jobsPerSecond() / most.jobsPerSecond());
        run.check("offered three times the most: answers other than accepted and \"try again\"", atMost(0, ""),
                overload.unexpected().values().stream().mapToLong(Long::longValue).sum());
        run.check("offered three times the most: recovery", atMost(5, "s"), (drain[0] + probe.recovery(calm)) / 1e9);
        run.figure("heap in use afterwards, MB", run.server().heapBytesInUse() / MEGABYTE);
    }

    private static LoadResult offer(BenchmarkRun run, String queue, double rate, Duration duration) {
        AtomicBoolean over = new AtomicBoolean();
        Thread heap = Thread.ofPlatform().daemon().start(() -> watchHeap(run, over));
        LoadResult result = LoadGenerator.open(run.server().address(), CONNECTIONS, rate, duration,
                i -> Enqueueing.singles(queue));
        over.set(true);
        try {
            heap.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return result;
    }

    private static void watchHeap(BenchmarkRun run, AtomicBoolean over) {
        long most = 0;
        while (!over.get()) {
            most = Math.max(most, run.server().heapBytes());
            BenchmarkRun.sleep(Duration.ofSeconds(1));
        }
        run.figure("most heap used meanwhile, garbage and all, MB", most / MEGABYTE);
        run.figure("largest size the heap may take, MB", run.server().heapBytesMost() / MEGABYTE);
    }

    /** Enqueues now and then, as an unsuspecting client would. */
    private static final class Probe {

        private final ServerProcess server;
        private final Enqueueing enqueueing = Enqueueing.singles("probe");

        Probe(ServerProcess server) {
            this.server = server;
        }

        /** Returns the latencies of half a second; a refusal counts as one of a minute. */
        Histogram window() {
            Histogram latencies = new Histogram(RECOVERY_LIMIT.toNanos() * 2, 3);
            long start = System.nanoTime();
            try (HttpSocket socket = new HttpSocket(server.address())) {
                while (System.nanoTime() - start < WINDOW.toNanos()) {
                    long asked = System.nanoTime();
                    boolean accepted = socket.exchange(enqueueing).status() == 202;
                    latencies.recordValue(accepted ? System.nanoTime() - asked : RECOVERY_LIMIT.toNanos());
                    BenchmarkRun.sleep(Duration.ofMillis(5));
                }
            }
            return latencies;
        }

        /** Returns the nanoseconds until a window begins in which nothing is refused and the median is as before. */
        long recovery(double calm) {
            long start = System.nanoTime();
            while (System.nanoTime() - start < RECOVERY_LIMIT.toNanos()) {
                long begin = System.nanoTime();
                Histogram window = window();
                boolean refuses = window.getMaxValue() >= RECOVERY_LIMIT.toNanos();
                if (!refuses && window.getValueAtPercentile(50) <= AS_BEFORE * calm) {
                    return begin - start;
                }
            }
            return RECOVERY_LIMIT.toNanos();
        }
    }
}
