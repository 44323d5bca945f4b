package dev.relay.job;

import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/**
 * A job as a producer hands it in.
 *
 * @param timeout seconds that a run may go without a heartbeat before its lease lapses; 0 lapses at once
 * @param maxRetries retries after the first run, 0 to 32 767; null is unlimited
 * @param priority -32 768 to 32 767; higher is claimed first
 * @param payload JSON text, kept to the byte
 * @param state JSON text, kept to the byte; null when none is set
 * @param runAt not before this instant; null is now
 * @param durable whether the answer waits for the commit to be on disk; false gives that up for speed
 * @param traits who else it is known as; {@link JobTraits#NONE} for most
 */
public record NewJob(JobKey key, int timeout, @Nullable Integer maxRetries, int priority, String payload,
        @Nullable String state, @Nullable OffsetDateTime runAt, boolean durable, JobTraits traits) {

    /** A job without traits. */
    public NewJob(JobKey key, int timeout, @Nullable Integer maxRetries, int priority, String payload,
            @Nullable String state, @Nullable OffsetDateTime runAt, boolean durable) {
        this(key, timeout, maxRetries, priority, payload, state, runAt, durable, JobTraits.NONE);
    }

    /** Minus the priority: the smallest is claimed first. */
    int rank() {
        return -priority;
    }
}
