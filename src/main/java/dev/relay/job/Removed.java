package dev.relay.job;

import org.jspecify.annotations.Nullable;

/**
 * A job that a remove took out.
 *
 * @param n which of the given keys it was, counted from 1
 * @param runSeconds how long its run had lasted, in seconds; null when no run held it
 * @param awaited whether somebody waits for its end
 */
record Removed(long n, @Nullable Double runSeconds, boolean awaited) {

    /** Returns which of the given keys it was, counted from 0. */
    int index() {
        return (int) n - 1;
    }

    Ending ending() {
        return runSeconds == null ? Ending.DELETED : Ending.COMPLETED;
    }
}
