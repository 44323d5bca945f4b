package dev.relay.benchmark.scenario;

import static dev.relay.benchmark.report.Target.atLeast;
import static dev.relay.benchmark.report.Target.atMost;

import dev.relay.benchmark.load.Enqueueing;
import dev.relay.benchmark.load.Operation;
import dev.relay.benchmark.raw.RawLoad;
import dev.relay.benchmark.raw.Statements;
import dev.relay.benchmark.raw.Work;
import dev.relay.benchmark.report.Sample;

/** Single jobs over HTTP, against single-row statements without it. */
final class Enqueue implements Scenario {

    @Override
    public String name() {
        return "enqueue";
    }

    @Override
    public void measure(BenchmarkRun run) {
        String queue = run.newQueue();
        run.warmUp("enqueue", i -> Enqueueing.singles(queue));
        run.repeat(() -> {
            run.database().empty();
            Sample rawAlone = raw(run, "INSERT", 1, Statements.insert(queue, 1));
            Sample alone = http(run, queue, 1);
            run.check("enqueue, 1 connection, p50 over the raw single INSERT's", atMost(2),
                    alone.p50(Operation.ENQUEUE) / rawAlone.p50(Operation.STATEMENT));
            raw(run, "INSERT", 8, Statements.insert(queue, 1));
            raw(run, "INSERT … VALUES", 16, Statements.insertValues(queue));
            Sample at64 = http(run, queue, 64);
            Sample limit = raw(run, "INSERT", 16, Statements.insert(queue, 1));
            Sample at256 = http(run, queue, 256);
            run.check("enqueue, 64 connections, over the raw single-row INSERT at 16", atLeast(1.5),
                    at64.jobsPerSecond() / limit.jobsPerSecond());
            run.check("enqueue, 256 connections, over the raw single-row INSERT at 16", atLeast(1.5),
                    at256.jobsPerSecond() / limit.jobsPerSecond());
        });
    }

    private static Sample raw(BenchmarkRun run, String statement, int connections, Work.Preparation work) {
        return run.measure("raw " + statement + ", " + connectionCount(connections),
                () -> RawLoad.run(run.database(), connections, run.settings().measured(), work));
    }

    private static Sample http(BenchmarkRun run, String queue, int connections) {
        return run.measureHttp("POST /enqueue, " + connectionCount(connections), connections,
                i -> Enqueueing.singles(queue));
    }

    private static String connectionCount(int connections) {
        return connections == 1 ? "1 connection" : connections + " connections";
    }
}
