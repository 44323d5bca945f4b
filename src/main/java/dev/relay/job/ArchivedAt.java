package dev.relay.job;

import java.time.Instant;

/** Which of a queue's archived jobs it is. */
record ArchivedAt(String id, Instant completedAt) {}
