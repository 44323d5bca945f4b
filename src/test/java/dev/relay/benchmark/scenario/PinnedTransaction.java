package dev.relay.benchmark.scenario;

import static dev.relay.benchmark.report.Target.atMost;

import dev.relay.benchmark.load.LoadGenerator;
import dev.relay.benchmark.load.LoadResult;
import dev.relay.benchmark.load.Operation;
import dev.relay.benchmark.load.Running;
import dev.relay.benchmark.report.Sample;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/** A transaction that somebody forgot to end keeps every dead row alive, and claims must not have to walk over them. */
final class PinnedTransaction implements Scenario {

    /** Jobs for the two loops with one connection, which show the claim alone. */
    private static final int SPARE = 5_000;

    @Override
    public String name() {
        return "pinned-transaction";
    }

    @Override
    public void measure(BenchmarkRun run) {
        new Preloaded(run).warmUp();
        int cycles = run.settings().cycles();
        run.repeat(() -> {
            String queue = run.newQueue();
            run.database().empty();
            run.database().fill(queue, cycles + SPARE * Math.max(1, run.settings().measured().toSeconds()));
            run.database().vacuum();
            try (Connection pinned = run.database().open()) {
                pin(pinned);
                Sample start = alone(run, "claim 1 + complete at the start, 1 connection", queue);
                run.measure("claim 1 + complete, %d times, 64 connections".formatted(cycles),
                        () -> cycle(run, queue, cycles));
                Sample end = alone(run, "claim 1 + complete at the end, 1 connection", queue);
                run.check("a transaction open for " + cycles + " cycles: claim p50 at the end over the start",
                        atMost(2),
                        end.p50(Operation.CLAIM) / start.p50(Operation.CLAIM));
                pinned.rollback();
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    private static void pin(Connection connection) throws SQLException {
        connection.setAutoCommit(false);
        connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        try (Statement statement = connection.createStatement()) {
            statement.execute("select pg_current_xact_id()");
        }
    }

    private static Sample alone(BenchmarkRun run, String name, String queue) {
        return run.measureHttp(name, 1, i -> Running.claiming(queue, 1));
    }

    private static LoadResult cycle(BenchmarkRun run, String queue, int cycles) {
        LoadResult sum = new LoadResult();
        try (LoadGenerator generator = new LoadGenerator(run.server().address(), 64,
                i -> Running.claiming(queue, 1))) {
            while (sum.jobs() < cycles) {
                LoadResult second = generator.closed(Duration.ofSeconds(1));
                if (second.jobs() == 0) {
                    throw new IllegalStateException("The backlog is gone after " + sum.jobs());
                }
                sum.append(second);
            }
        }
        return sum;
    }
}
