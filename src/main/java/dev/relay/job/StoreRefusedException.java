package dev.relay.job;

/** The store refuses this data for good; nothing was changed, and the same call will be refused again. */
public final class StoreRefusedException extends RuntimeException {

    StoreRefusedException(String message, Throwable cause) {
        super(message, cause);
    }
}
