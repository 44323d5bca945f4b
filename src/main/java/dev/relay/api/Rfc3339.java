package dev.relay.api;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Timestamps of the wire: any offset is read, UTC with microseconds is written (RFC 3339, 5.6). */
public final class Rfc3339 {

    // Java's own formatters accept what RFC 3339 does not (no seconds, years beyond 9999) and refuse what it has (a space
    // for the T, offsets up to 23:59).
    private static final Pattern TIMESTAMP = Pattern
            .compile("(\\d{4}-\\d\\d-\\d\\d)[Tt ](\\d\\d:\\d\\d):(\\d\\d)(\\.\\d+)?(?:[Zz]|([+-])(\\d\\d):(\\d\\d))");
    private static final DateTimeFormatter MICROSECONDS = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'")
            .withZone(ZoneOffset.UTC);
    private static final int LEAP_SECOND = 60;

    private Rfc3339() {}

    /**
     * Reads a timestamp; what is finer than a microsecond is cut off, as PostgreSQL would round it up into another
     * second; a leap second counts as the one after it.
     *
     * @throws DateTimeException when it is none, or in UTC not within the years 1 to 9999: PostgreSQL has no year 0 and
     *     RFC 3339 no year 10000
     */
    static OffsetDateTime parse(String text) {
        Matcher m = TIMESTAMP.matcher(text);
        if (!m.matches()) {
            throw new DateTimeException("not RFC 3339");
        }
        int second = Integer.parseInt(m.group(3));
        LocalDateTime minute = LocalDateTime.parse(m.group(1) + "T" + m.group(2));
        if (second > LEAP_SECOND) {
            throw new DateTimeException("no such second");
        }
        LocalDateTime utc = minute.plusSeconds(second - offsetSeconds(m)).plusNanos(nanos(m.group(4)));
        if (utc.getYear() < 1 || utc.getYear() > 9999) {
            throw new DateTimeException("out of range");
        }
        return utc.atOffset(ZoneOffset.UTC);
    }

    /** Writes a timestamp in UTC, with microseconds. */
    public static String format(Instant instant) {
        return MICROSECONDS.format(instant);
    }

    private static long offsetSeconds(Matcher m) {
        if (m.group(5) == null) {
            return 0;
        }
        int hours = Integer.parseInt(m.group(6));
        int minutes = Integer.parseInt(m.group(7));
        if (hours > 23 || minutes > 59) {
            throw new DateTimeException("no such offset");
        }
        long seconds = hours * 3600L + minutes * 60L;
        return "-".equals(m.group(5)) ? -seconds : seconds;
    }

    private static long nanos(@Nullable String fraction) {
        return fraction == null ? 0 : 1000 * Long.parseLong((fraction.substring(1) + "00000").substring(0, 6));
    }
}
