package dev.relay.api.v1;

import dev.relay.api.ProblemException;
import dev.relay.job.EnqueueOutcome;
import dev.relay.job.JobKey;

/** What v1 makes of an outcome that is not a success; both of its families of endpoints answer alike. */
final class V1Outcomes {

    private V1Outcomes() {}

    static void accept(EnqueueOutcome outcome) {
        switch (outcome) {
            case EnqueueOutcome.Enqueued enqueued -> {
            }
            case EnqueueOutcome.AlreadyExists exists -> throw ProblemException.jobExists(exists.key());
        }
    }

    static void requireRunning(JobKey key, boolean running) {
        if (!running) {
            throw ProblemException.jobNotFound(key, "No run holds a job with this id in this queue");
        }
    }
}
