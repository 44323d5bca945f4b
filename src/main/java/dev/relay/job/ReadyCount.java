package dev.relay.job;

import org.jspecify.annotations.Nullable;

/**
 * How many READY jobs were counted, and for how many seconds the oldest of them has been due.
 *
 * @param oldestAge null when there is none
 */
record ReadyCount(long jobs, @Nullable Double oldestAge) {}
