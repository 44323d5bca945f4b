package dev.relay.job;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the row of a locked queue allows, by the database's clock.
 *
 * @param tokens how many are in the bucket now; null without a rate
 * @param at the instant of this now
 * @param clockSetBack whether the bucket was last filled at a later instant than now
 * @param running how many jobs of the queue run, counted no further than {@code maxRunning}; 0 without it
 */
record ClaimLimits(boolean paused, @Nullable Integer maxRunning, @Nullable Integer maxRunningPerKey,
        @Nullable Integer rateLimit, @Nullable Long ratePeriodMs, @Nullable Double tokens, Instant at,
        boolean clockSetBack, long running) {

    /** Of a queue without a row. */
    static final ClaimLimits NONE = new ClaimLimits(false, null, null, null, null, null, Instant.EPOCH, false, 0);

    /** Returns how many of its permits nobody has. */
    long permitsLeft() {
        return maxRunning == null ? Integer.MAX_VALUE : Math.max(0, maxRunning - running);
    }

    /** Returns how many jobs the rate lets be claimed now. */
    long wholeTokens() {
        // A token that fell short by a rounding error counts as one.
        return tokens == null ? Integer.MAX_VALUE : (long) Math.floor(tokens + 1e-9);
    }
}
