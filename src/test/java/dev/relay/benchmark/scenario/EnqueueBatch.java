package dev.relay.benchmark.scenario;

import static dev.relay.benchmark.report.Target.atLeast;

import dev.relay.benchmark.load.Enqueueing;
import dev.relay.benchmark.raw.RawLoad;
import dev.relay.benchmark.raw.Statements;
import dev.relay.benchmark.report.Sample;

/** A thousand jobs in a request, against a thousand rows in a statement, from as many connections. */
final class EnqueueBatch implements Scenario {

    private static final int SIZE = 1000;
    private static final int CONNECTIONS = 4;

    @Override
    public String name() {
        return "batch";
    }

    @Override
    public void measure(BenchmarkRun run) {
        String queue = run.newQueue();
        run.warmUp("batch", i -> Enqueueing.batches(queue, SIZE));
        run.repeat(() -> {
            run.database().empty();
            Sample raw = run.measure("raw INSERT of 1 000 rows, 4 connections", () -> RawLoad.run(run.database(),
                    CONNECTIONS, run.settings().measured(), Statements.insert(queue, SIZE)));
            run.database().empty();
            Sample http = run.measureHttp("POST /enqueue/batch of 1 000, 4 connections", CONNECTIONS,
                    i -> Enqueueing.batches(queue, SIZE));
            run.check("POST /enqueue/batch of 1 000, over the raw 1 000-row statement", atLeast(0.7),
                    http.jobsPerSecond() / raw.jobsPerSecond());
        });
    }
}
