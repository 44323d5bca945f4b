package dev.relay.job;

import java.time.Instant;

/**
 * Jobs of the future were committed; a hint for whoever promotes them.
 *
 * @param earliest the soonest instant at which one of them is due
 */
public record JobsScheduled(Instant earliest) {}
