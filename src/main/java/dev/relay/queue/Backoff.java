package dev.relay.queue;

import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * How long a job that failed waits for its next attempt. Pure: the same number of failures and the same random numbers give
 * the same delay, which is never negative and never longer than {@link #MOST}.
 */
public sealed interface Backoff {

    /** The longest delay: whatever a formula says, a job waits no longer. */
    Duration MOST = Duration.ofDays(3650);

    /** Five seconds after each failure. */
    Backoff DEFAULT = new Fixed(Duration.ofSeconds(5));

    /**
     * Returns the delay before the next attempt.
     *
     * @param failures how often the job has failed, the last time included; at least 1
     */
    Duration delay(int failures, RandomGenerator random);

    /** The same delay each time: what simple-queue calls linear. */
    record Fixed(Duration delay) implements Backoff {

        @Override
        public Duration delay(int failures, RandomGenerator random) {
            return Delays.atMost(delay, MOST);
        }
    }

    /** {@code delay · n}, the arithmetic series. */
    record Linear(Duration delay, Duration max) implements Backoff {

        @Override
        public Duration delay(int failures, RandomGenerator random) {
            return Delays.ofSeconds(Delays.seconds(delay) * failures, max);
        }
    }

    /** {@code base · factor^(n-1)}, as "Exponential Backoff And Jitter" (AWS Architecture Blog, 2015) has it. */
    record Exponential(Duration base, double factor, Duration max) implements Backoff {

        @Override
        public Duration delay(int failures, RandomGenerator random) {
            // Nothing times infinity is no number.
            return base.isZero()
                    ? Duration.ZERO
                    : Delays.ofSeconds(Delays.seconds(base) * Math.pow(factor, failures - 1.0), max);
        }
    }

    /** {@code n^exponent} seconds: what simple-queue calls exponential, attempt^factor. */
    record Polynomial(double exponent, Duration max) implements Backoff {

        @Override
        public Duration delay(int failures, RandomGenerator random) {
            return Delays.ofSeconds(Math.pow(failures, exponent), max);
        }
    }

    /** {@code 15 + n⁴ + random(30) · (n + 1)} seconds, as lakh publishes it; the formula is Sidekiq's. */
    record Lakh() implements Backoff {

        @Override
        public Duration delay(int failures, RandomGenerator random) {
            double n = failures;
            return Delays.ofSeconds(15 + n * n * n * n + random.nextInt(30) * (n + 1), MOST);
        }
    }

    /** Each failure's own delay; the last one repeats. */
    record Listed(List<Duration> delays) implements Backoff {

        public Listed {
            delays = List.copyOf(delays);
            if (delays.isEmpty()) {
                throw new IllegalArgumentException("A list of delays has at least one");
            }
        }

        @Override
        public Duration delay(int failures, RandomGenerator random) {
            return Delays.atMost(delays.get(Math.min(failures, delays.size()) - 1), MOST);
        }
    }

    /**
     * Anything from no delay to that of another backoff, each as likely: the full jitter of "Exponential Backoff And Jitter",
     * which spreads jobs that failed together.
     */
    record Jittered(Backoff of) implements Backoff {

        @Override
        public Duration delay(int failures, RandomGenerator random) {
            return Duration.ofNanos(random.nextLong(of.delay(failures, random).toNanos() + 1));
        }
    }
}
