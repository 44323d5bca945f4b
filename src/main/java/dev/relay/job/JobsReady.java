package dev.relay.job;

import java.util.Map;

/**
 * Jobs became ready and are committed; a hint for whoever waits for them.
 *
 * @param countByQueue how many, by queue; under the name of all queues together, how many more jobs may run in total
 */
public record JobsReady(Map<String, Integer> countByQueue) {}
