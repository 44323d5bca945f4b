package dev.relay.job;

import java.time.Duration;
import java.time.Instant;

/**
 * When dead letters that are retried together may run.
 *
 * @param between from one to the next; zero is all at once
 * @param from the first, unless that has passed
 */
public record RetrySpread(Duration between, Instant from) {

    /** All of them, now. */
    public static final RetrySpread AT_ONCE = new RetrySpread(Duration.ZERO, Instant.EPOCH);

    double delay(int n) {
        return between.toNanos() / 1e9 * n;
    }
}
