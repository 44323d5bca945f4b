package dev.relay.benchmark.scenario;

import dev.relay.benchmark.load.LoadResult;
import dev.relay.benchmark.load.Running;
import dev.relay.benchmark.raw.RawLoad;
import dev.relay.benchmark.raw.Statements;
import dev.relay.benchmark.report.Sample;
import java.time.Duration;

/** A fresh queue with more jobs than can be claimed while it is measured. */
final class Preloaded {

    /** Jobs a second that nobody here reaches one by one. */
    private static final long SINGLES = 30_000;
    /** And not in sets either. */
    private static final long SETS = 120_000;

    private final BenchmarkRun run;

    Preloaded(BenchmarkRun run) {
        this.run = run;
    }

    private String queue(long jobsPerSecond, Duration duration) {
        String queue = run.newQueue();
        run.database().empty();
        run.database().fill(queue, jobsPerSecond * Math.max(1, duration.toSeconds()));
        run.database().vacuum();
        return queue;
    }

    Sample raw(String name, int connections, int claimSize, boolean thenDeletes) {
        String queue = queue(claimSize == 1 ? SINGLES : SETS, run.settings().measured());
        return run.measure(name, () -> RawLoad.run(run.database(), connections, run.settings().measured(),
                Statements.claim(queue, claimSize, thenDeletes)));
    }

    Sample http(String name, int connections, int claimSize) {
        String queue = queue(SINGLES, run.settings().measured());
        return run.measureHttp(name, connections, i -> Running.claiming(queue, claimSize));
    }

    LoadResult warmUp() {
        String queue = queue(SINGLES, run.settings().warmUp());
        return run.warmUp("claim", i -> Running.claiming(queue, 1));
    }
}
