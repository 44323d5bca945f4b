package dev.relay.job;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A job that an enqueue or a reschedule put in its place.
 *
 * @param readyAt the {@code run_at} under which it stands in line; null when it is SCHEDULED
 */
record Placed(String queue, String id, @Nullable Instant readyAt) {

    JobKey key() {
        return new JobKey(queue, id);
    }
}
