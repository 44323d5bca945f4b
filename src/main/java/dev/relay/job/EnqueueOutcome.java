package dev.relay.job;

/** How an enqueue ended. */
public sealed interface EnqueueOutcome {

    /** The jobs are committed (those in conflict as the {@link ConflictMode} says). */
    record Enqueued() implements EnqueueOutcome {}

    /** Nothing was kept, because a live job has this key. */
    record AlreadyExists(JobKey key) implements EnqueueOutcome {}
}
