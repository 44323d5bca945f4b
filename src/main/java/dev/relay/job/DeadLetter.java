package dev.relay.job;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A job that ended without success, with all that it had.
 *
 * @param deadSeq what tells it from others: an id may die many times; later letters have larger ones
 * @param reason one of those that make a job a dead letter
 * @param errorType the type of its last error; null when no run reported one
 * @param attempts its last runs as a JSON array, oldest first; null when none is known
 * @param failures runs that failed
 * @param lapses leases that lapsed
 * @param reschedules how often a runner put it back
 * @param maxRetries null is unlimited
 * @param backoff JSON text; null is its queue's
 * @param payload JSON text, to the byte
 * @param state JSON text, to the byte; null when none was set
 */
public record DeadLetter(JobKey key, long deadSeq, Ending reason, Instant diedAt, @Nullable String errorType,
        @Nullable String attempts, int failures, int lapses, int reschedules, int timeout,
        @Nullable Integer maxRetries, int priority, @Nullable String uniqueKey, @Nullable String fingerprint,
        @Nullable String permitKey, @Nullable String backoff, String payload, @Nullable String state, Instant runAt,
        Instant createdAt) {}
