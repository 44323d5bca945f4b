package dev.relay.job;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Where a live job stands.
 *
 * @param secondsToGo until it is due, by the database's clock; not positive when it is
 */
record Standing(JobState state, LinePosition position, double secondsToGo, @Nullable String permitKey,
        @Nullable UUID runId, @Nullable Instant claimedAt, @Nullable Instant leaseExpiresAt, boolean cancelRequested) {

    /** As the store answers it. */
    Standing(String state, Integer rank, Instant runAt, Long seq, Double secondsToGo, @Nullable String permitKey,
            @Nullable UUID runId, @Nullable Instant claimedAt, @Nullable Instant leaseExpiresAt,
            Boolean cancelRequested) {
        this(JobState.valueOf(state), new LinePosition(rank, runAt, seq), secondsToGo, permitKey, runId, claimedAt,
                leaseExpiresAt, cancelRequested);
    }

    boolean isDue() {
        return secondsToGo <= 0;
    }
}
