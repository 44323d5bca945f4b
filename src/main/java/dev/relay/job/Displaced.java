package dev.relay.job;

/** A job that went because another took its unique key, {@code running} or not. */
record Displaced(String queue, String id, boolean running, boolean awaited) {

    JobKey key() {
        return new JobKey(queue, id);
    }
}
