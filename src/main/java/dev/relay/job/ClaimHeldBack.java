package dev.relay.job;

import java.time.Duration;

/**
 * A limit kept a claim from looking to the end of the line of a queue: jobs may be ready that those who wait here can have
 * later, without anybody telling that they became ready.
 *
 * @param byRate whether tokens are missing, and not permits
 * @param nextLook when to look again
 * @param count how many of those who wait should
 */
public record ClaimHeldBack(String queue, boolean byRate, Duration nextLook, int count) {}
