package dev.relay.job;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A run that holds its job, with what decides on the job's future when it ends.
 *
 * @param now the database's clock, when this was read
 * @param retriesRemaining null is unlimited
 * @param backoff the job's own, as JSON; null is the queue's
 */
record HeldRun(String queue, String id, UUID runId, Instant claimedAt, Instant now, int failures, int lapses,
        int reschedules, @Nullable Short retriesRemaining, boolean cancelRequested, @Nullable String backoff) {

    JobKey key() {
        return new JobKey(queue, id);
    }

    Lease lease() {
        return new Lease(key(), runId);
    }

    boolean hasRetriesLeft() {
        return retriesRemaining == null || retriesRemaining > 0;
    }
}
