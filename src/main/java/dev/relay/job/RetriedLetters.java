package dev.relay.job;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a retry of many dead letters did.
 *
 * @param retried dead letters that are live jobs again
 * @param conflicts those that stayed dead because a live job has their id or unique key
 * @param next where to go on: give it as {@code before}; null when nothing is left to look at
 * @param from when the next of them may run, to keep up the rate
 */
public record RetriedLetters(int retried, int conflicts, @Nullable Long next, Instant from) {}
