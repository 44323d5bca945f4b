package dev.relay.job;

import java.time.OffsetDateTime;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How a run ended. */
public sealed interface RunOutcome {

    /** Returns the name under which the outcome is counted, kept and known on the wire. */
    String label();

    /**
     * The work is done, and the job with it.
     *
     * @param result JSON text, kept to the byte when the queue has an archive; null when there is none
     */
    record Completed(@Nullable String result) implements RunOutcome {

        @Override
        public String label() {
            return "completed";
        }
    }

    /** The work is not done: the job goes back in line, or to the dead letters. */
    sealed interface Unfinished extends RunOutcome {}

    /**
     * An attempt failed: it costs a retry.
     *
     * @param retryAt not before this instant, nor before the backoff; null is the backoff alone
     */
    record Failed(@Nullable RunError error, @Nullable OffsetDateTime retryAt) implements Unfinished {

        @Override
        public String label() {
            return "failed";
        }
    }

    /**
     * No retry may follow, whatever is left of them.
     *
     * @param ending UNPROCESSABLE, FATAL or CANCELLED
     */
    record GivenUp(Ending ending, @Nullable RunError error) implements Unfinished {

        @Override
        public String label() {
            return ending.name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * Its runner puts the job back for later: it costs no retry, and is counted.
     *
     * @param runAt not before this instant
     * @param state JSON text to keep; null leaves what there is
     */
    record Rescheduled(OffsetDateTime runAt, @Nullable String state) implements Unfinished {

        @Override
        public String label() {
            return "rescheduled";
        }
    }

    /** Its runner puts the job back to its place in line, untouched. */
    record Released() implements Unfinished {

        @Override
        public String label() {
            return "released";
        }
    }

    /** Its runner fell silent: the lease lapsed. */
    record Lapsed() implements Unfinished {

        @Override
        public String label() {
            return "lapsed";
        }
    }
}
