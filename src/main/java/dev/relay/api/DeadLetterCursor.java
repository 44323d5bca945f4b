package dev.relay.api;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where a page or a portion of dead letters ended: the {@code next} of an answer, and the {@code after} of the next call.
 *
 * @param deadSeq only letters with a smaller number follow
 * @param from when the next of a retry with a rate may run; the beginning of time when that does not matter
 */
record DeadLetterCursor(long deadSeq, Instant from) {

    static final DeadLetterCursor START = new DeadLetterCursor(Long.MAX_VALUE, Instant.EPOCH);

    // 18 digits surely fit a long; as microseconds they reach beyond the year 33000, hence a bound of its own.
    private static final Pattern TEXT = Pattern.compile("([0-9]{1,18})(?:-([0-9]{1,18}))?");
    private static final Instant LATEST = Instant.parse("9000-01-01T00:00:00Z");

    /** Reads the parameter; absent is the start. */
    static DeadLetterCursor read(@Nullable String after) {
        if (after == null) {
            return START;
        }
        Matcher m = TEXT.matcher(after);
        if (m.matches()) {
            Instant from = m.group(2) == null
                    ? Instant.EPOCH
                    : Instant.EPOCH.plus(Long.parseLong(m.group(2)), ChronoUnit.MICROS);
            if (from.isBefore(LATEST)) {
                return new DeadLetterCursor(Long.parseLong(m.group(1)), from);
            }
        }
        throw ProblemException.invalid("after", "must be the `next` of an answer");
    }

    /** Writes the next one; with an instant only where a rate is to be kept up. */
    static String write(long deadSeq, Instant from) {
        return from.equals(Instant.EPOCH)
                ? Long.toString(deadSeq)
                : deadSeq + "-" + ChronoUnit.MICROS.between(Instant.EPOCH, from);
    }
}
