package dev.relay.job;

import org.jspecify.annotations.Nullable;

/** How an enqueue ended. */
public sealed interface EnqueueOutcome {

    /** The jobs are committed (those in conflict as the {@link ConflictMode} says). */
    record Enqueued() implements EnqueueOutcome {}

    /**
     * Nothing was kept, because a live job has a key that had to be free.
     *
     * @param key that job
     * @param uniqueKey the unique key that it has; null when it is the id that is taken
     */
    record AlreadyExists(JobKey key, @Nullable String uniqueKey) implements EnqueueOutcome {}
}
