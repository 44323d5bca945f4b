package dev.relay.job;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What became of a job. */
public sealed interface JobOutcome {

    /** It lives: it waits, or runs. */
    record StillLive() implements JobOutcome {}

    /**
     * It has ended for good.
     *
     * @param result JSON text, what its runner said on completion; null when it said nothing, or it was not kept
     * @param error JSON text, the last error of a dead letter; null when there is none
     */
    record Ended(Ending ending, Instant endedAt, @Nullable String result, @Nullable String error)
            implements
                JobOutcome {}

    /** There is no such job, and nothing is kept of one. */
    record Unknown() implements JobOutcome {}
}
