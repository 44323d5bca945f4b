package dev.relay.job;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which dead letters of a queue are meant: those that have all of what is given. Null is any.
 *
 * @param diedAfter they died at this instant or later
 * @param diedBefore they died before this instant
 */
public record DeadLetterFilter(String queue, @Nullable Ending reason, @Nullable String id,
        @Nullable String fingerprint, @Nullable String uniqueKey, @Nullable String errorType, Instant diedAfter,
        Instant diedBefore) {

    /** Before anything that the store can hold, and after it: for a filter that does not ask. */
    public static final Instant EVER = Instant.parse("0001-01-01T00:00:00Z");
    public static final Instant NEVER = Instant.parse("9999-12-31T23:59:59.999999Z");

    @Nullable
    String reasonName() {
        return reason == null ? null : reason.name();
    }
}
