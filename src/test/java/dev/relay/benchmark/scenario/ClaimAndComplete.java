package dev.relay.benchmark.scenario;

import static dev.relay.benchmark.report.Target.atLeast;

import dev.relay.benchmark.report.Sample;

/** Jobs claimed one by one, or by the hundred, and completed one by one; against the raw claim of one alone. */
final class ClaimAndComplete implements Scenario {

    @Override
    public String name() {
        return "claim";
    }

    @Override
    public void measure(BenchmarkRun run) {
        Preloaded preloaded = new Preloaded(run);
        preloaded.warmUp();
        run.repeat(() -> {
            Sample at64 = preloaded.http("claim 1 + complete, 64 connections", 64, 1);
            Sample hundreds = preloaded.http("claim 100 + 100 completes, 64 connections", 64, 100);
            Sample limit = preloaded.raw("raw claim of one, 8 connections", 8, 1, false);
            Sample at256 = preloaded.http("claim 1 + complete, 256 connections", 256, 1);
            run.check("claim 1 + complete, 64 connections, over the raw claim of one at 8", atLeast(1.4),
                    at64.jobsPerSecond() / limit.jobsPerSecond());
            run.check("claim 1 + complete, 256 connections, over the raw claim of one at 8", atLeast(1.7),
                    at256.jobsPerSecond() / limit.jobsPerSecond());
            run.check("claim 100 + 100 completes, 64 connections, over the raw claim of one at 8", atLeast(1.5),
                    hundreds.jobsPerSecond() / limit.jobsPerSecond());
            preloaded.raw("raw claim of 500 + delete of 500, 2 connections", 2, 500, true);
        });
    }
}
