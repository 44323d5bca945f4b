package dev.relay.job;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Where a job is found: live, archived or dead.
 *
 * @param ending the name of an {@link Ending}; null while it lives
 * @param endedAt null while it lives
 */
record Trace(@Nullable String ending, Instant createdAt, @Nullable Instant endedAt, @Nullable String result,
        @Nullable String error) {

    boolean isLive() {
        return ending == null;
    }
}
