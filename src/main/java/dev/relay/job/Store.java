package dev.relay.job;

import java.sql.SQLException;
import java.sql.SQLTransientException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Runs statements, and says in words that callers can act on what became of one that failed: try again
 * ({@link StoreUnavailableException}), or never ({@link StoreRefusedException}). Anything else is a defect of ours and
 * passes through. The classes are those of PostgreSQL's appendix "Error Codes".
 */
final class Store {

    /** Deadlocks and serialisation failures are over once the other side has committed; more than this is overload. */
    private static final int ATTEMPTS = 5;
    /** The side that won is given this long to finish: at once, the two would meet in the same deadlock again. */
    private static final long PAUSE_MILLIS = 20;

    /** Somebody took a unique key between two statements of a transaction that had made it free: the next time it is seen. */
    private static final String KEY_TAKEN = "23505";

    private Store() {}

    static <T> T run(Supplier<T> statement) {
        for (int attempt = 1;; attempt++) {
            try {
                return statement.get();
            } catch (RuntimeException e) {
                SQLException cause = sqlException(e);
                if (cause == null || !lostARace(cause) || attempt == ATTEMPTS) {
                    throw translate(e, cause);
                }
                pause(attempt);
            }
        }
    }

    private static void pause(int attempt) {
        // Not the same for both sides.
        LockSupport.parkNanos(TimeUnit.MILLISECONDS
                .toNanos(ThreadLocalRandom.current().nextLong(PAUSE_MILLIS / 2, PAUSE_MILLIS * attempt)));
    }

    private static RuntimeException translate(RuntimeException e, @Nullable SQLException cause) {
        if (cause == null) {
            return e;
        }
        String state = cause.getSQLState();
        // The pool had no connection to give, and passes on the state of its last failure to open one, whatever that was; or
        // the connection that a transaction held has broken, and the pool says so without a state.
        if (cause instanceof SQLTransientException || state == null) {
            return unavailable(e);
        }
        return switch (state.substring(0, 2)) {
            // connection, read-only transaction, rollback, resources, lock, cancelled or shutting down, system error
            case "08", "25", "40", "53", "55", "57", "58" -> unavailable(e);
            // data exception, constraint, a program limit such as the size of an index entry
            case "22", "23", "54" -> new StoreRefusedException(reason(cause), e);
            default -> e;
        };
    }

    private static boolean lostARace(SQLException cause) {
        String state = cause.getSQLState();
        return state != null && (state.startsWith("40") || KEY_TAKEN.equals(state));
    }

    private static StoreUnavailableException unavailable(RuntimeException e) {
        return new StoreUnavailableException("The store is unreachable or overloaded", e);
    }

    private static String reason(SQLException cause) {
        return "54000".equals(cause.getSQLState())
                ? "queue and id together are too long for the store's index, which takes about 2600 bytes of them"
                : "the store refuses this data";
    }

    private static @Nullable SQLException sqlException(Throwable thrown) {
        for (Throwable t = thrown; t != null; t = t.getCause()) {
            if (t instanceof SQLException e) {
                return e;
            }
        }
        return null;
    }
}
