package dev.relay.benchmark.scenario;

import dev.relay.benchmark.load.Running;
import dev.relay.benchmark.raw.RawLoad;
import dev.relay.benchmark.raw.Statements;
import dev.relay.benchmark.report.Sample;

/** Enqueue, claim and complete in turn: the backlog keeps its size however long it is measured. */
final class Cycle {

    static final int SMALL_BACKLOG = 10_000;

    private Cycle() {}

    static void warmUp(BenchmarkRun run) {
        String queue = run.newQueue();
        run.warmUp("cycle", i -> Running.cycling(queue));
    }

    /** Measures with one connection, so that what changes is the claim and not the queueing for it. */
    static Sample alone(BenchmarkRun run, String name, String... queues) {
        return run.measureHttp(name + ", 1 connection", 1, i -> Running.cycling(queues));
    }

    /** Shows the statement without the HTTP around it, which would hide a small change. Leaves its jobs claimed. */
    static void raw(BenchmarkRun run, String name, String queue) {
        run.measure("raw claim of one, " + name + ", 1 connection", () -> RawLoad.run(run.database(), 1,
                run.settings().measured().dividedBy(5), Statements.claim(queue, 1, true)));
    }

    /** Measures on a small backlog, which the others are compared with. */
    static Sample small(BenchmarkRun run) {
        String queue = run.newQueue();
        run.database().empty();
        run.database().fill(queue, SMALL_BACKLOG);
        run.database().fillScheduled(queue, SMALL_BACKLOG);
        run.database().vacuum();
        Sample sample = alone(run, "10 000 ready and 10 000 scheduled", queue);
        raw(run, "10 000 ready and 10 000 scheduled", queue);
        return sample;
    }
}
