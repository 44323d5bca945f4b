package dev.relay.benchmark.scenario;

import static dev.relay.benchmark.report.Target.atMost;

import dev.relay.benchmark.load.Enqueueing;
import dev.relay.benchmark.load.Operation;
import dev.relay.benchmark.machine.ServerProcess;
import dev.relay.benchmark.report.Latency;
import dev.relay.benchmark.report.Sample;

/**
 * How soon a waiting runner has a job after its enqueue was answered, on a server with nothing else to do; against the round
 * trip of those same enqueues, one now and then on one connection. In a closed loop a round trip takes less than half of that,
 * because nothing falls asleep between two of them: the ratio to it is shown too.
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
        warmUp(run, run.server(), run.server());
        run.repeat(() -> {
            run.database().empty();
            Sample busy = enqueue(run);
            Sample same = pickup(run, "pickup, one replica", run.server(), run.server());
            check(run, "pickup on an idle server", same, busy);
        });
        warmUp(run, run.server(0), run.server(1));
        run.repeat(() -> {
            Sample busy = enqueue(run);
            Sample other = pickup(run, "pickup, two replicas", run.server(0), run.server(1));
            run.check("pickup across two replicas, p50 over the enqueue round trip", atMost(6),
                    other.p50(Operation.PICKUP) / other.p50(Operation.ENQUEUE));
            inAClosedLoop(run, "pickup across two replicas", other, busy);
        });
        run.stopOtherReplicas();
    }

    /** Holds a sample of pickups against the round trip of its own enqueues. */
    static void check(BenchmarkRun run, String name, Sample pickups, Sample busy) {
        double roundTrip = pickups.p50(Operation.ENQUEUE);
        Latency pickup = pickups.latencies().get(Operation.PICKUP);
        run.check(name + ", p50 over the enqueue round trip", atMost(1.5), pickup.p50() / roundTrip);
        run.check(name + ", p99 over the enqueue round trip", atMost(8), pickup.p99() / roundTrip);
        inAClosedLoop(run, name, pickups, busy);
    }

    private static void inAClosedLoop(BenchmarkRun run, String name, Sample pickups, Sample busy) {
        run.figure(name + ", p50 over the enqueue round trip in a closed loop",
                pickups.p50(Operation.PICKUP) / busy.p50(Operation.ENQUEUE));
    }

    static Sample enqueue(BenchmarkRun run) {
        String queue = run.newQueue();
        return run.measureHttp("POST /enqueue, 1 connection", 1, i -> Enqueueing.singles(queue));
    }

    /** So seldom as it is measured, the JIT compilers would take minutes to get to it. */
    static void warmUp(BenchmarkRun run, ServerProcess enqueueAt, ServerProcess claimAt) {
        String queue = run.newQueue();
        try (WaitingRunner runner = new WaitingRunner(claimAt.address(), queue)) {
            runner.warmUp(enqueueAt.address(), queue, run.settings().warmUp());
        }
    }

    private static Sample pickup(BenchmarkRun run, String name, ServerProcess enqueueAt, ServerProcess claimAt) {
        String queue = run.newQueue();
        try (WaitingRunner runner = new WaitingRunner(claimAt.address(), queue)) {
            return run.measure(name,
                    () -> runner.measure(enqueueAt.address(), queue, run.settings().measured()));
        }
    }
}
