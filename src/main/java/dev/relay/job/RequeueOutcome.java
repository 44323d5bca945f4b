package dev.relay.job;

import java.util.List;

/** How a requeue ended. */
public sealed interface RequeueOutcome {

    /** Committed in one transaction: the current job is gone, the jobs with these keys are there. */
    record Requeued(List<JobKey> keys) implements RequeueOutcome {}

    /** Nothing changed, because this run no longer holds the job. */
    record LeaseLost() implements RequeueOutcome {}

    /** Nothing changed, because another live job has this key. */
    record AlreadyExists(JobKey key) implements RequeueOutcome {}
}
