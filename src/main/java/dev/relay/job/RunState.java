package dev.relay.job;

/** What a heartbeat tells its run. */
public enum RunState {
    /** The run no longer holds the job: stop working on it. */
    LOST,
    /** The lease is extended. */
    HELD,
    /** The lease is extended, and somebody has asked for the job to be cancelled: stop soon, and say so. */
    CANCEL_REQUESTED
}
