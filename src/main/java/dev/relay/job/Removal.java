package dev.relay.job;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A job to take out.
 *
 * @param runId the run that must hold it; null stands for whatever its state
 * @param result JSON text to keep in the archive; null when there is none
 */
record Removal(JobKey key, @Nullable String runId, @Nullable String result) {

    /** Returns the lease that it names, when it names a run. */
    @Nullable
    Lease lease() {
        return runId == null ? null : new Lease(key, UUID.fromString(runId));
    }
}
