package dev.relay.job;

/** How a requeue ended. */
public sealed interface RequeueOutcome {

    /** The current job is gone and the new ones are committed, in one transaction. */
    record Requeued() implements RequeueOutcome {}

    /** Nothing changed, because this run no longer holds the job. */
    record LeaseLost() implements RequeueOutcome {}

    /** Nothing changed, because another live job has this key. */
    record AlreadyExists(JobKey key) implements RequeueOutcome {}
}
