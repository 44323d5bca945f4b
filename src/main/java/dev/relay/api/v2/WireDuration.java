package dev.relay.api.v2;

import dev.relay.api.ProblemException;
import dev.relay.queue.DurationText;
import java.time.Duration;
import java.time.temporal.ChronoUnit;

/** The rule of durations in settings: a number with its unit, such as {@code 30d}, or as ISO 8601 has it; no finer than a unit. */
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
        Duration duration = DurationText.read(text);
        if (duration == null || duration.compareTo(Duration.of(least, unit)) < 0 || duration.compareTo(MOST) > 0
                || !duration.equals(duration.truncatedTo(unit))) {
            throw ProblemException.invalid(field, rule(unit, least));
        }
        return duration;
    }

    /** Returns what a duration must be, to be read after the name of the field. */
    static String rule(ChronoUnit unit, long least) {
        boolean fine = unit == ChronoUnit.MILLIS;
        return "must be a duration with its unit, such as 90s, 12h, 30d or PT20S, of whole "
                + (fine ? "milliseconds" : "seconds") + ", from " + least + (fine ? "ms" : "s") + " to " + MOST.toDays()
                + "d";
    }
}
