package dev.relay.job;

import org.jspecify.annotations.Nullable;

/** How a requeue ended. */
public sealed interface RequeueOutcome {

    /** The current job is gone and the new ones are committed, in one transaction. */
    record Requeued() implements RequeueOutcome {}

    /** Nothing changed, because this run no longer holds the job. */
    record LeaseLost() implements RequeueOutcome {}

    /**
     * Nothing changed, because another live job has a key that had to be free.
     *
     * @param key that job
     * @param uniqueKey the unique key that it has; null when it is the id that is taken
     */
    record AlreadyExists(JobKey key, @Nullable String uniqueKey) implements RequeueOutcome {}
}
