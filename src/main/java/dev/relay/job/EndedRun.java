package dev.relay.job;

import java.util.UUID;

/** A run that ends, and how; it takes effect only while that run holds the job. */
public record EndedRun(JobKey key, UUID runId, RunOutcome outcome) {

    Lease lease() {
        return new Lease(key, runId);
    }
}
