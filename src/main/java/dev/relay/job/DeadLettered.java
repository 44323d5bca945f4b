package dev.relay.job;

/** A job that became a dead letter; {@code awaited}: somebody waits for that. */
record DeadLettered(String queue, String id, boolean awaited) {

    JobKey key() {
        return new JobKey(queue, id);
    }
}
