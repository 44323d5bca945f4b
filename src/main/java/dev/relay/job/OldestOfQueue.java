package dev.relay.job;

import java.time.Duration;

/**
 * How old the oldest row of a queue is that is kept for a while.
 *
 * @param age in seconds, by the database's clock
 */
record OldestOfQueue(String queue, double age) {

    /** Older than anything there is, and still within what PostgreSQL's timestamps hold. */
    private static final Duration MOST = Duration.ofDays(700_000);

    boolean isOlderThan(double seconds) {
        return age > seconds;
    }

    /** Returns a retention as statements take it. */
    static double seconds(Duration retention) {
        return retention.compareTo(MOST) > 0 ? MOST.toSeconds() : retention.toMillis() / 1000.0;
    }
}
