package dev.relay.job;

import java.time.Instant;

/**
 * A live job that somebody waits for, and its place in line.
 *
 * @param createdAt tells it from one of the same key that came before or after it
 * @param awaited whether whoever ends it will tell
 */
record LiveJob(String queue, String id, Instant createdAt, boolean awaited, boolean ready, int rank, Instant runAt,
        long seq) {

    JobKey key() {
        return new JobKey(queue, id);
    }

    LinePosition position() {
        return new LinePosition(rank, runAt, seq);
    }
}
