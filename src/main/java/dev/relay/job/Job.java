package dev.relay.job;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A live job as it was read; what the parameters of {@link NewJob} say holds here too.
 *
 * @param retriesRemaining retries left; null is unlimited
 * @param runId the run that holds the lease; null while none does
 * @param uniqueKey what {@link JobTraits} say of it, as of the two that follow
 * @param updatedAt last enqueue, claim, heartbeat or reschedule
 */
public record Job(JobKey key, int timeout, @Nullable Integer maxRetries, @Nullable Integer retriesRemaining,
        int priority, String payload, @Nullable String state, Instant runAt, Instant createdAt, Instant updatedAt,
        @Nullable UUID runId, @Nullable String uniqueKey, @Nullable String fingerprint, @Nullable String permitKey) {}
