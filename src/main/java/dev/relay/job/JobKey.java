package dev.relay.job;

import java.io.Serializable;
import java.nio.charset.StandardCharsets;

/**
 * What tells one live job from all others.
 *
 * @param queue the queue, 1 to 1024 characters
 * @param id the id, unique among its queue's live jobs, 1 to 1024 characters
 */
public record JobKey(String queue, String id) implements Serializable, Comparable<JobKey> {

    /** Returns how many bytes the two take in the store's indexes. */
    int bytes() {
        return queue.getBytes(StandardCharsets.UTF_8).length + id.getBytes(StandardCharsets.UTF_8).length;
    }

    @Override
    public int compareTo(JobKey other) {
        int byQueue = queue.compareTo(other.queue);
        return byQueue != 0 ? byQueue : id.compareTo(other.id);
    }

    @Override
    public String toString() {
        return queue + "/" + id;
    }
}
