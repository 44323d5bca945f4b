package dev.relay.contract;

import java.time.Instant;

/**
 * A job as a door shows it. Null retries are unlimited; {@code payload} and {@code state} are JSON text, state null when
 * none is set; {@code runId} is null where the door has none or no run holds the job.
 */
record SeenJob(String queue, String id, int timeout, Integer maxRetries, String payload, String state, Instant runAt,
        String runId) {}
