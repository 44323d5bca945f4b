package dev.relay.job;

import org.jspecify.annotations.Nullable;

/**
 * A dead letter that a search came by.
 *
 * @param hit whether it is one of those that were looked for; one that is not shows how far the search came
 * @param n which of those that were looked at it was, counted from 1
 */
record FoundLetter(long deadSeq, String id, @Nullable String uniqueKey, boolean hit, long n) {}
