package dev.relay.benchmark.scenario;

import static dev.relay.benchmark.report.Target.atMost;

import dev.relay.benchmark.load.Operation;
import dev.relay.benchmark.report.Sample;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** Ten million jobs ready and ten million scheduled, in one queue. It is loaded once, as that takes minutes. */
final class Backlog implements Scenario {

    @Override
    public String name() {
        return "backlog";
    }

    @Override
    public void measure(BenchmarkRun run) {
        Cycle.warmUp(run);
        List<Sample> small = new ArrayList<>();
        run.repeat(() -> small.add(Cycle.small(run)));
        long jobs = run.settings().backlog();
        String queue = load(run, jobs);
        String name = jobs + " ready and as many scheduled";
        Iterator<Sample> before = small.iterator();
        run.repeat(() -> {
            Sample large = Cycle.alone(run, name, queue);
            run.check("claim p50 with " + name + " over that with 10 000", atMost(1.3),
                    large.p50(Operation.CLAIM) / before.next().p50(Operation.CLAIM));
            Cycle.raw(run, name, queue);
        });
        run.database().empty();
    }

    private static String load(BenchmarkRun run, long jobs) {
        String queue = run.newQueue();
        run.database().empty();
        run.database().fill(queue, jobs);
        run.database().fillScheduled(queue, jobs);
        run.database().vacuum();
        return queue;
    }
}
