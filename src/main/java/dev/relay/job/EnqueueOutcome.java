package dev.relay.job;

import java.util.List;

/** How an enqueue ended. */
public sealed interface EnqueueOutcome {

    /** Committed: the jobs with these keys; the others of the call were skipped, as the {@link ConflictMode} says. */
    record Enqueued(List<JobKey> keys) implements EnqueueOutcome {}

    /** Nothing was kept, because a live job has this key. */
    record AlreadyExists(JobKey key) implements EnqueueOutcome {}
}
