package dev.relay.queue;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.convert.DurationStyle;

/** Durations as text with their unit: {@code 5s}, {@code 500ms}, {@code 2h}, or as ISO 8601 has it, {@code PT5S}. */
final class DurationText {

    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final int NANOS_IN_A_MILLI = 1_000_000;

    private DurationText() {}

    /** Returns the duration; null when it is none, is negative, or has no unit. */
    static @Nullable Duration read(String text) {
        if (text.isEmpty() || Character.isDigit(text.charAt(text.length() - 1))) {
            return null;
        }
        try {
            Duration duration = DurationStyle.detectAndParse(text);
            return duration.isNegative() ? null : duration;
        } catch (IllegalArgumentException | ArithmeticException e) {
            return null;
        }
    }

    /** Writes a duration in the largest unit that leaves it whole. */
    static String write(Duration duration) {
        if (duration.getNano() % NANOS_IN_A_MILLI != 0) {
            return duration.toString();
        }
        if (duration.getNano() != 0 || duration.isZero()) {
            return duration.isZero() ? "0s" : duration.toMillis() + "ms";
        }
        if (isWhole(duration, DAY)) {
            return duration.toDays() + "d";
        }
        if (isWhole(duration, HOUR)) {
            return duration.toHours() + "h";
        }
        return isWhole(duration, MINUTE) ? duration.toMinutes() + "m" : duration.toSeconds() + "s";
    }

    private static boolean isWhole(Duration duration, Duration unit) {
        return duration.toSeconds() % unit.toSeconds() == 0;
    }
}
