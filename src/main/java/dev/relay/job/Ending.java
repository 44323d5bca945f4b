package dev.relay.job;

/** How a job ended, for good: it is live no longer. */
public enum Ending {
    /** Its run completed it; kept in the archive when its queue has one. */
    COMPLETED,
    /** Dead letter: its last run failed, or its lease lapsed, with no retry left. */
    RETRIES_SPENT,
    /** Dead letter: its runner cannot process it, now or later. */
    UNPROCESSABLE,
    /** Dead letter: its runner says that no retry may follow. */
    FATAL,
    /** Dead letter: a client, or its runner, cancelled it. */
    CANCELLED,
    /** Dead letter: its lease lapsed too often, or it was put back too often. */
    POISON,
    /** Removed by a client, and kept nowhere. */
    DELETED
}
