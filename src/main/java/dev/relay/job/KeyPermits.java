package dev.relay.job;

/**
 * A permit key that has READY jobs.
 *
 * @param left how many more of its jobs may run; below zero when the limit was lowered
 */
record KeyPermits(String key, long left) {}
