package dev.relay.queue;

import java.time.Duration;

/** Arithmetic of delays that cannot overflow: what is too large, or no number at all, is the longest. */
final class Delays {

    private static final double NANOS = 1e9;

    private Delays() {}

    static double seconds(Duration duration) {
        return duration.toNanos() / NANOS;
    }

    static Duration ofSeconds(double seconds, Duration max) {
        Duration most = atMost(max, Backoff.MOST);
        // Not the other way round: NaN is not less than anything.
        return seconds < seconds(most) ? atMost(Duration.ofNanos(Math.round(seconds * NANOS)), most) : most;
    }

    static Duration atMost(Duration duration, Duration most) {
        return duration.compareTo(most) > 0 ? most : duration;
    }
}
