package dev.relay.job;

import org.jspecify.annotations.Nullable;

/**
 * A key that had to be free, and the live job that has it.
 *
 * @param uniqueKey the unique key; null when it is the id
 */
record TakenKey(JobKey holder, @Nullable String uniqueKey) {}
