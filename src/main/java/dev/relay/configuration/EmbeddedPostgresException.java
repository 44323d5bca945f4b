package dev.relay.configuration;

import org.jspecify.annotations.Nullable;

/** The embedded PostgreSQL cannot run; the message says why and the action how to go on, both for an operator. */
public final class EmbeddedPostgresException extends RuntimeException {

    private final String action;

    EmbeddedPostgresException(String message, String action) {
        this(message, action, null);
    }

    EmbeddedPostgresException(String message, String action, @Nullable Throwable cause) {
        super(message, cause);
        this.action = action;
    }

    String action() {
        return action;
    }
}
