package dev.relay.benchmark.scenario;

import static dev.relay.benchmark.report.Target.atLeast;

import dev.relay.benchmark.report.Sample;

/** Jobs claimed a hundred at a time and completed one by one, against the raw claim of one alone. */
final class ClaimMany implements Scenario {

    @Override
    public String name() {
        return "claim-many";
    }

    @Override
    public void measure(BenchmarkRun run) {
        Preloaded preloaded = new Preloaded(run);
        preloaded.warmUp();
        run.repeat(() -> {
            Sample limit = preloaded.raw("raw claim of one, 8 connections", 8, 1, false);
            Sample http = preloaded.http("claim 100 + 100 completes, 64 connections", 64, 100);
            run.check("claim 100 + 100 completes, 64 connections, over the raw claim of one at 8", atLeast(1.5),
                    http.jobsPerSecond() / limit.jobsPerSecond());
            preloaded.raw("raw claim of 500 + delete of 500, 2 connections", 2, 500, true);
        });
    }
}
