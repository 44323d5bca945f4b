package dev.relay.benchmark.scenario;

import static dev.relay.benchmark.report.Target.atMost;

import dev.relay.benchmark.load.Enqueueing;
import dev.relay.benchmark.load.Operation;
import dev.relay.benchmark.machine.ServerProcess;
import dev.relay.benchmark.report.Latency;
import dev.relay.benchmark.report.Sample;

/**
 * How soon a waiting runner has a job after its enqueue was answered, on a server with nothing else to do; against the round
 * trip of an enqueue in a closed loop, which is shorter than that of one which comes now and then.
 */
final class Pickup implements Scenario {

    @Override
    public String name() {
        return "pickup";
    }

    @Override
    public void measure(BenchmarkRun run) {
        if (!WaitingRunner.claimsWait(run.server().address())) {
            run.note("Not measured: claims do not wait on this server.");
            return;
        }
        run.warmUp("enqueue", i -> Enqueueing.singles("warm-up"));
        pickup(run, "warm-up: pickup, one replica", run.server(), run.server());
        run.repeat(() -> {
            run.database().empty();
            Sample enqueue = enqueue(run);
            Latency same = pickup(run, "pickup, one replica", run.server(), run.server());
            run.check("pickup on an idle server, p50 over the enqueue round trip", atMost(1.5),
                    same.p50() / enqueue.p50(Operation.ENQUEUE));
            run.check("pickup on an idle server, p99 over the enqueue round trip", atMost(8),
                    same.p99() / enqueue.p50(Operation.ENQUEUE));
        });
        pickup(run, "warm-up: pickup, two replicas", run.server(0), run.server(1));
        run.repeat(() -> {
            Sample enqueue = enqueue(run);
            Latency other = pickup(run, "pickup, two replicas", run.server(0), run.server(1));
            run.check("pickup across two replicas, p50 over the enqueue round trip", atMost(6),
                    other.p50() / enqueue.p50(Operation.ENQUEUE));
        });
        run.stopOtherReplicas();
    }

    static Sample enqueue(BenchmarkRun run) {
        String queue = run.newQueue();
        return run.measureHttp("POST /enqueue, 1 connection", 1, i -> Enqueueing.singles(queue));
    }

    private static Latency pickup(BenchmarkRun run, String name, ServerProcess enqueueAt, ServerProcess claimAt) {
        String queue = run.newQueue();
        try (WaitingRunner runner = new WaitingRunner(claimAt.address(), queue)) {
            Sample sample = run.measure(name,
                    () -> runner.measure(enqueueAt.address(), queue, run.settings().measured()));
            return sample.latencies().get(Operation.PICKUP);
        }
    }
}
