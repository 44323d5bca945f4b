package dev.relay.benchmark.scenario;

import static dev.relay.benchmark.report.Target.atLeast;
import static dev.relay.benchmark.report.Target.atMost;

import dev.relay.benchmark.load.LoadGenerator;
import dev.relay.benchmark.load.LoadResult;
import dev.relay.benchmark.load.Running;
import dev.relay.benchmark.report.Sample;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Jobs enqueued, claimed and completed for a long time at 70 % of what is possible, each begun at its instant whether or not
 * the one before is done. Is the last sixth as good as the first, and has the table stopped growing?
 */
final class Steady implements Scenario {

    private static final double SHARE = 0.7;
    private static final int CONNECTIONS = 64;
    private static final int SLICES = 30;
    private static final int SIXTH = SLICES / 6;
    private static final double MEGABYTE = 1024 * 1024;
    /** Autovacuum looks once a minute; before it has been there a few times nothing stops growing. */
    private static final Duration LONG_ENOUGH_FOR_SIZES = Duration.ofMinutes(10);

    @Override
    public String name() {
        return "steady";
    }

    @Override
    public void measure(BenchmarkRun run) {
        Cycle.warmUp(run);
        run.database().empty();
        String queue = run.newQueue();
        Sample most = run.measureHttp("the most: enqueue + claim + complete, 64 connections", CONNECTIONS,
                i -> Running.cycling(queue));
        Duration whole = run.settings().steady();
        List<Double> rates = new ArrayList<>();
        List<Double> sizes = new ArrayList<>();
        run.measure("70 % of it for " + whole, () -> {
            LoadResult sum = new LoadResult();
            try (LoadGenerator generator = new LoadGenerator(run.server().address(), CONNECTIONS,
                    i -> Running.cycling(queue))) {
                for (int i = 0; i < SLICES; i++) {
                    LoadResult slice = generator.open(most.jobsPerSecond() * SHARE, whole.dividedBy(SLICES));
                    sum.append(slice);
                    rates.add(slice.jobsPerSecond());
                    sizes.add((run.database().tableBytes() + run.database().indexBytes()) / MEGABYTE);
                }
            }
            run.figure("jobs that never began, as no connection was free", sum.unsent());
            return sum;
        });
        run.check("steady load for " + whole + ": throughput of the last sixth over the first", atLeast(0.95),
                sum(rates.subList(SLICES - SIXTH, SLICES)) / sum(rates.subList(0, SIXTH)));
        sizes(run, whole, sizes);
    }

    private static void sizes(BenchmarkRun run, Duration whole, List<Double> sizes) {
        for (int i = SIXTH - 1; i < SLICES; i += SIXTH) {
            run.figure("table and indexes after %d of 30, MB".formatted(i + 1), sizes.get(i));
        }
        if (whole.compareTo(LONG_ENOUGH_FOR_SIZES) < 0) {
            run.note("Too short to tell whether table and indexes stop growing; -Dbench.steady=30m is long enough.");
            return;
        }
        run.check("steady load for " + whole + ": table and indexes at the end over half-time", atMost(1.05),
                sizes.getLast() / sizes.get(SLICES / 2 - 1));
    }

    private static double sum(List<Double> numbers) {
        return numbers.stream().mapToDouble(Double::doubleValue).sum();
    }
}
