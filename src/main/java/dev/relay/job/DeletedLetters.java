package dev.relay.job;

import org.jspecify.annotations.Nullable;

/**
 * What a delete of many dead letters did.
 *
 * @param next where to go on: give it as {@code before}; null when nothing is left to look at
 */
public record DeletedLetters(int deleted, @Nullable Long next) {}
