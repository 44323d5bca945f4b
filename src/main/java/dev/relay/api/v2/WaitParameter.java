package dev.relay.api.v2;

import dev.relay.api.ProblemException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.convert.DurationStyle;

/** The parameter {@code wait}: how long a claim waits while there is nothing to claim. */
final class WaitParameter {

    private WaitParameter() {}

    /** Reads the parameter, such as {@code 20s}, {@code 500ms} or {@code PT20S}; absent is not at all. */
    static Duration read(@Nullable String wait, Duration most) {
        if (wait == null) {
            return Duration.ZERO;
        }
        try {
            Duration duration = DurationStyle.detectAndParse(wait);
            boolean hasUnit = !Character.isDigit(wait.charAt(wait.length() - 1));
            if (hasUnit && !duration.isNegative() && duration.compareTo(most) <= 0) {
                return duration;
            }
        } catch (IllegalArgumentException | ArithmeticException e) {
            // said below, for all ways of being wrong
        }
        throw ProblemException.invalid("wait",
                "must be a duration with its unit, such as 20s or PT20S, of at most " + most.toSeconds() + "s");
    }
}
