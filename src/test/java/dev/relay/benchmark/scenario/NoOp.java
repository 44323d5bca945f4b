package dev.relay.benchmark.scenario;

import static dev.relay.benchmark.report.Target.atLeast;

import dev.relay.benchmark.load.Asking;
import dev.relay.benchmark.load.LoadGenerator;
import dev.relay.benchmark.machine.ServerProcess;
import dev.relay.benchmark.report.Sample;

/** HTTP that does nothing, on Relay and on Spring MVC as it comes. */
final class NoOp implements Scenario {

    private static final String PATH = "/benchmark/no-op";
    private static final int CONNECTIONS = 64;

    @Override
    public String name() {
        return "no-op";
    }

    @Override
    public void measure(BenchmarkRun run) {
        try (ServerProcess stock = ServerProcess.stock(run.directory())) {
            run.warmUp("no-op", i -> new Asking(PATH));
            run.warmUp("stock no-op", stock, i -> new Asking(PATH));
            run.note("CPU of the stock server is not counted.");
            run.repeat(() -> {
                Sample plain = run.measure("no-op on stock Spring MVC, 64 connections", () -> LoadGenerator
                        .closed(stock.address(), CONNECTIONS, run.settings().measured(), i -> new Asking(PATH)));
                Sample relay = run.measureHttp("no-op on Relay, 64 connections", CONNECTIONS, i -> new Asking(PATH));
                run.check("no-op, 64 connections, over stock Spring MVC", atLeast(1.4),
                        relay.jobsPerSecond() / plain.jobsPerSecond());
            });
        }
    }
}
