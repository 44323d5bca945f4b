package dev.relay.job;

import dev.relay.queue.Backoff;
import org.jspecify.annotations.Nullable;

/**
 * Who else a job is known as, and what it has of its own; most jobs have none of it.
 *
 * @param uniqueKey unique among the live jobs of its queue, beside the id; null is none
 * @param fingerprint shared by all jobs that are to be cancelled together; null is none
 * @param permitKey whose permits its runs count against; null is nobody's
 * @param backoff how long it waits after a failure; null is as its queue says
 */
public record JobTraits(@Nullable String uniqueKey, @Nullable String fingerprint, @Nullable String permitKey,
        @Nullable Backoff backoff) {

    /** Those of a job that has none. */
    public static final JobTraits NONE = new JobTraits(null, null, null, null);

    boolean isNone() {
        return equals(NONE);
    }
}
