package dev.relay.queue;

/**
 * Settings were changed by this replica and are committed; others are yet to learn of it.
 *
 * @param queue the queue, or {@link QueueService#ALL} for the limit of all queues together
 */
public record QueueSettingsChanged(String queue) {}
