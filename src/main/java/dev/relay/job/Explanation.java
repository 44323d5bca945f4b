package dev.relay.job;

import java.util.List;

/**
 * Why a live job is not running, or not free to run.
 *
 * @param obstacles what keeps it; none when the next claim of its queue takes it
 */
public record Explanation(JobState state, List<Obstacle> obstacles) {}
