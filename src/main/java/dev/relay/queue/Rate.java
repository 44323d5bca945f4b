package dev.relay.queue;

import java.time.Duration;

/**
 * How many jobs may be claimed in how long: a bucket of tokens that fills evenly and holds one period's worth, so that after a
 * pause no more than that come at once.
 *
 * @param limit claims in each period, at least 1
 * @param period at least a millisecond
 */
public record Rate(int limit, Duration period) {}
