package dev.relay.benchmark.scenario;

import static dev.relay.benchmark.report.Target.atMost;

import dev.relay.benchmark.load.Operation;
import dev.relay.benchmark.machine.ServerProcess;
import dev.relay.benchmark.report.Sample;
import java.time.Duration;

/**
 * How soon one who waits for a job to end knows of it after its completion was answered, on servers with nothing else to do;
 * against the round trip of an enqueue that comes as seldom.
 */
final class Outcome implements Scenario {

    private static final Duration SHORT_PAUSE = Duration.ofMillis(1);
    /** Long enough for it to wait. */
    private static final Duration PAUSE = Duration.ofMillis(8);

    @Override
    public String name() {
        return "outcome";
    }

    @Override
    public void measure(BenchmarkRun run) {
        warmUp(run, run.server(), run.server());
        run.repeat(() -> outcome(run, "outcome, one replica", run.server(), run.server()));
        warmUp(run, run.server(0), run.server(1));
        run.repeat(() -> {
            Sample other = outcome(run, "outcome, two replicas", run.server(0), run.server(1));
            run.check("outcome across two replicas, p50 over the enqueue round trip", atMost(6),
                    other.p50(Operation.OUTCOME) / other.p50(Operation.ENQUEUE));
        });
        run.stopOtherReplicas();
    }

    private static void warmUp(BenchmarkRun run, ServerProcess waitAt, ServerProcess completeAt) {
        try (WaitingProducer producer = new WaitingProducer(waitAt.address(), run.newQueue())) {
            producer.measure(completeAt.address(), run.settings().warmUp(), SHORT_PAUSE);
        }
    }

    private static Sample outcome(BenchmarkRun run, String name, ServerProcess waitAt, ServerProcess completeAt) {
        try (WaitingProducer producer = new WaitingProducer(waitAt.address(), run.newQueue())) {
            return run.measure(name,
                    () -> producer.measure(completeAt.address(), run.settings().measured(), PAUSE));
        }
    }
}
