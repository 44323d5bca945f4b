package dev.relay.job;

/** Where a live job stands. A job that has ended has no state: it has left the table. */
public enum JobState {
    /** Not before its {@code run_at}; the promoter makes it READY once that instant has come. */
    SCHEDULED,
    /** In line; a claim makes it RUNNING. */
    READY,
    /** Held under a lease; complete ends it, reschedule and the reaper (when the lease lapses) put it back. */
    RUNNING
}
