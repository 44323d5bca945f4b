package dev.relay.job;

/**
 * What was counted of a queue, each with its bound.
 *
 * @param live jobs in any state
 * @param scheduledOfAll jobs of all queues that were looked at to find the scheduled ones of this
 * @param runningOfAll jobs of all queues that were looked at to find the running ones of this
 */
record CountedQueue(long live, long ready, long scheduled, long scheduledOfAll, long running, long runningOfAll,
        long deadLetters) {}
