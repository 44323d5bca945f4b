package dev.relay.benchmark.scenario;

import java.util.List;

/** All scenarios, in the order in which they run. */
public final class Scenarios {

    private static final List<Scenario> ALL = List.of(
            new NoOp(),
            new Enqueue(),
            new EnqueueBatch(),
            new ClaimAndComplete(),
            new Pickup(),
            new Outcome(),
            new WaitingClaims(),
            new PinnedTransaction(),
            new ManyQueues(),
            new Backlog(),
            new Steady(),
            new Overload(),
            new StartUp());

    private Scenarios() {}

    /** Runs those that the settings select; one that fails is reported and does not keep the others from running. */
    public static void runAll(BenchmarkRun run) {
        ALL.stream().filter(scenario -> run.settings().select(scenario.name())).forEach(run::measure);
    }
}
