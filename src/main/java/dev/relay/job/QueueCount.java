package dev.relay.job;

/** How many jobs of a queue were counted. */
record QueueCount(String queue, long jobs) {}
