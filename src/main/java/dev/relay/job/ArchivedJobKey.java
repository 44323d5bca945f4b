package dev.relay.job;

import java.io.Serializable;
import java.time.Instant;

/** What tells one archived job from all others. */
record ArchivedJobKey(String queue, String id, Instant completedAt) implements Serializable {}
