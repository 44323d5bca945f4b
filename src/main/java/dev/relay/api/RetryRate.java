package dev.relay.api;

import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The parameter {@code rate}: how many dead letters may become ready in how long. */
final class RetryRate {

    private static final Pattern RATE = Pattern.compile("([1-9][0-9]{0,5})/([smh])");
    private static final Map<String, Duration> UNITS = Map.of("s", Duration.ofSeconds(1), "m", Duration.ofMinutes(1),
            "h", Duration.ofHours(1));

    private RetryRate() {}

    /** Returns the time from one to the next; absent is all at once. */
    static Duration between(@Nullable String rate) {
        if (rate == null) {
            return Duration.ZERO;
        }
        Matcher m = RATE.matcher(rate);
        if (m.matches()) {
            return UNITS.getOrDefault(m.group(2), Duration.ZERO).dividedBy(Long.parseLong(m.group(1)));
        }
        throw ProblemException.invalid("rate", "must be a number of at most 999999 and a unit of time, such as 100/s, "
                + "30/m or 5/h");
    }
}
