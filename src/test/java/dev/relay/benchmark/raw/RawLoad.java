package dev.relay.benchmark.raw;

import dev.relay.benchmark.load.LoadResult;
import dev.relay.benchmark.load.Operation;
import dev.relay.benchmark.machine.Database;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Works on several connections to PostgreSQL at once, in a closed loop, a thread for each. */
public final class RawLoad {

    private RawLoad() {}

    public static LoadResult run(Database database, int connections, Duration duration, Work.Preparation preparation) {
        List<Connection> open = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(connections)) {
            List<Callable<LoadResult>> loops = new ArrayList<>();
            for (int i = 0; i < connections; i++) {
                open.add(database.open());
                Work work = preparation.on(open.getLast());
                loops.add(() -> loop(work, duration));
            }
            LoadResult sum = new LoadResult();
            for (Future<LoadResult> result : threads.invokeAll(loops)) {
                sum.add(result.get());
            }
            return sum;
        } catch (SQLException | ExecutionException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } finally {
            close(open);
        }
    }

    private static LoadResult loop(Work work, Duration duration) throws SQLException {
        LoadResult result = new LoadResult();
        long start = System.nanoTime();
        long now = start;
        while (now - start < duration.toNanos()) {
            int jobs = work.once();
            long end = System.nanoTime();
            result.answered(Operation.STATEMENT, end - now);
            result.done(jobs);
            now = end;
        }
        result.took(now - start);
        return result;
    }

    private static void close(List<Connection> connections) {
        for (Connection connection : connections) {
            try {
                connection.close();
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
