package dev.relay.job;

import org.jspecify.annotations.Nullable;

/**
 * The store cannot be reached or has no room right now; the same call may succeed later. When the connection broke while
 * the statement was under way, whether it took effect is not known: a repeated enqueue then finds its own job.
 */
public final class StoreUnavailableException extends RuntimeException {

    StoreUnavailableException(String message, @Nullable Throwable cause) {
        // Without a cause it tells of overload, at the rate of the requests: no stack trace, which would cost more than the work.
        super(message, cause, true, cause != null);
    }
}
