package dev.relay.job;

/** Which jobs of a queue to cancel. */
public sealed interface Cancellation {

    /** The queue that they are in. */
    String queue();

    /** The job with this key. */
    record ById(JobKey key) implements Cancellation {

        @Override
        public String queue() {
            return key.queue();
        }
    }

    /** The job that has this unique key. */
    record ByUniqueKey(String queue, String uniqueKey) implements Cancellation {}

    /** All jobs that have this fingerprint. */
    record ByFingerprint(String queue, String fingerprint) implements Cancellation {}
}
