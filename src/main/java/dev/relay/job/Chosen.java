package dev.relay.job;

/** A job that is to be cancelled, locked until the end of the transaction. */
record Chosen(String id, boolean running, boolean cancelRequested, boolean awaited) {}
