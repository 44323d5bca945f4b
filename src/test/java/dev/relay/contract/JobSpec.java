package dev.relay.contract;

import java.time.Instant;

/** A job to enqueue, in words of no wire. Null retries are unlimited; {@code payload} and {@code state} are JSON text. */
record JobSpec(String queue, String id, int timeout, Integer maxRetries, String payload, String state, Instant runAt) {

    static JobSpec aJob(String queue, String id) {
        return new JobSpec(queue, id, 60, 0, "{\"n\":1}", null, null);
    }

    JobSpec withTimeout(int seconds) {
        return new JobSpec(queue, id, seconds, maxRetries, payload, state, runAt);
    }

    JobSpec withRetries(int retries) {
        return new JobSpec(queue, id, timeout, retries, payload, state, runAt);
    }

    JobSpec withUnlimitedRetries() {
        return new JobSpec(queue, id, timeout, null, payload, state, runAt);
    }

    JobSpec withPayload(String json) {
        return new JobSpec(queue, id, timeout, maxRetries, json, state, runAt);
    }

    JobSpec withState(String json) {
        return new JobSpec(queue, id, timeout, maxRetries, payload, json, runAt);
    }

    JobSpec runAt(Instant instant) {
        return new JobSpec(queue, id, timeout, maxRetries, payload, state, instant);
    }
}
