package dev.relay.api.v2;

import dev.relay.api.ProblemException;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import org.springframework.boot.convert.DurationStyle;

/** Durations of settings: a number with its unit, such as {@code 30d}, or as ISO 8601 has them. */
final class WireDuration {

    /** Far beyond any use, and within what the store can subtract from a timestamp. */
    static final Duration MOST = Duration.ofDays(36_500);

    private WireDuration() {}

    /**
     * Reads a duration.
     *
     * @param unit what it must be a whole number of, and at least {@code least} times
     */
    static Duration read(String field, String text, ChronoUnit unit, long least) {
        try {
            Duration duration = DurationStyle.detectAndParse(text);
            boolean hasUnit = !Character.isDigit(text.charAt(text.length() - 1));
            if (hasUnit && duration.compareTo(Duration.of(least, unit)) >= 0 && duration.compareTo(MOST) <= 0
                    && duration.equals(duration.truncatedTo(unit))) {
                return duration;
            }
        } catch (IllegalArgumentException | ArithmeticException e) {
            // said below, for all ways of being wrong
        }
        throw ProblemException.invalid(field, rule(unit, least));
    }

    /** Returns what a duration must be, to be read after the name of the field. */
    static String rule(ChronoUnit unit, long least) {
        String atLeast = unit == ChronoUnit.MILLIS ? least + "ms" : least + "s";
        return "must be a duration with its unit, such as 90s, 12h, 30d or PT20S, of whole "
                + (unit == ChronoUnit.MILLIS ? "milliseconds" : "seconds") + ", from " + atLeast + " to "
                + MOST.toDays() + "d";
    }

    /** Writes a duration of whole milliseconds, in the largest unit of which it is a whole number. */
    static String write(Duration duration) {
        long millis = duration.toMillis();
        if (millis == 0) {
            return "0s";
        }
        if (millis % 86_400_000 == 0) {
            return millis / 86_400_000 + "d";
        }
        if (millis % 3_600_000 == 0) {
            return millis / 3_600_000 + "h";
        }
        if (millis % 60_000 == 0) {
            return millis / 60_000 + "m";
        }
        return millis % 1000 == 0 ? millis / 1000 + "s" : millis + "ms";
    }
}
