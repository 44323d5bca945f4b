package dev.relay.benchmark.scenario;

import static dev.relay.benchmark.report.Target.atMost;

import dev.relay.benchmark.load.Operation;
import dev.relay.benchmark.report.Sample;
import java.util.stream.IntStream;

/** Ten thousand queues, each with a few jobs, claimed from in turn. */
final class ManyQueues implements Scenario {

    private static final int JOBS_IN_EACH = 10;

    @Override
    public String name() {
        return "many-queues";
    }

    @Override
    public void measure(BenchmarkRun run) {
        Cycle.warmUp(run);
        int count = run.settings().queues();
        run.repeat(() -> {
            Sample one = Cycle.small(run);
            String prefix = run.newQueue() + "-";
            run.database().empty();
            run.database().fillInTurn(prefix, count, (long) count * JOBS_IN_EACH);
            run.database().vacuum();
            Sample many = Cycle.alone(run, count + " queues",
                    IntStream.range(0, count).mapToObj(i -> prefix + i).toArray(String[]::new));
            run.check("claim p50 with " + count + " queues over that with one", atMost(1.3),
                    many.p50(Operation.CLAIM) / one.p50(Operation.CLAIM));
        });
    }
}
