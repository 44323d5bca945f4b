package dev.relay.queue;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** How long a job that failed waits for its next attempt. Pure: the same attempt and the same random numbers give the same delay. */
public sealed interface Backoff {

    /** Five seconds after each failure. */
    Backoff DEFAULT = new Fixed(Duration.ofSeconds(5));

    /**
     * Returns the delay before the next attempt.
     *
     * @param failures how often the job has failed, the last time included; at least 1
     */
    Duration delay(int failures, RandomGenerator random);

    /** The same delay each time. */
    record Fixed(Duration delay) implements Backoff {

        @Override
        public Duration delay(int failures, RandomGenerator random) {
            return delay;
        }
    }
}
