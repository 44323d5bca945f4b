package dev.relay.job;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A job that completed, of a queue that keeps an archive.
 *
 * @param claimedAt when the run began that completed it
 * @param failures runs that failed before
 * @param lapses leases that lapsed before
 * @param reschedules how often a runner put it back before
 * @param payload JSON text, to the byte
 * @param state JSON text, to the byte; null when none was set
 * @param result JSON text, what its runner said on completion; null when it said nothing
 */
public record ArchivedJob(JobKey key, Instant completedAt, Instant createdAt, Instant runAt, Instant claimedAt,
        int priority, int failures, int lapses, int reschedules, @Nullable String uniqueKey,
        @Nullable String fingerprint, String payload, @Nullable String state, @Nullable String result) {

    ArchivePosition position() {
        return new ArchivePosition(completedAt, key.id());
    }
}
