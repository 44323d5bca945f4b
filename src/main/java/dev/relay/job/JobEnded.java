package dev.relay.job;

/** A job that somebody waits for has ended, and that is committed; a hint for whoever waits. */
public record JobEnded(JobKey key, Ending ending) {}
