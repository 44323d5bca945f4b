package dev.relay.job;

import java.util.Map;

/**
 * Jobs became ready and are committed; a hint for whoever waits for them.
 *
 * @param countByQueue how many, by queue
 */
public record JobsReady(Map<String, Integer> countByQueue) {}
