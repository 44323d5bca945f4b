package dev.relay.job;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Dead letters, newest first.
 *
 * @param next where the next page begins: give it as {@code before}; null when there is none. A page may have fewer letters than
 *     were asked for, and yet a next one: a search looks at a bounded number of them
 */
public record DeadLetterPage(List<DeadLetter> letters, @Nullable Long next) {}
