package dev.relay.job;

import java.util.UUID;

/** A job in the hands of a run; no two runs ever have the same. */
record Lease(JobKey key, UUID runId) {}
