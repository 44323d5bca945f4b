package dev.relay.job;

/**
 * A lease that a heartbeat extended.
 *
 * @param n which of the given heartbeats it was, counted from 1
 */
record Extended(long n, boolean cancelRequested) {}
