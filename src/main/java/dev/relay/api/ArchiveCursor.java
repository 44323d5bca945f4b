package dev.relay.api;

import dev.relay.job.ArchivePosition;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Where a page of the archive ended: the {@code next} of an answer, and the {@code after} of the next call. */
final class ArchiveCursor {

    // Microseconds since 1970; 18 digits surely fit a long. An id has any characters but U+0000.
    private static final Pattern TEXT = Pattern.compile("([0-9]{1,18}) ([^\\x00]*)", Pattern.DOTALL);

    private ArchiveCursor() {}

    /** Reads the parameter; absent is before the newest. */
    static ArchivePosition read(@Nullable String after) {
        if (after == null) {
            return ArchivePosition.NEWEST;
        }
        Matcher m = TEXT.matcher(decoded(after));
        if (m.matches()) {
            Instant completedAt = Instant.EPOCH.plus(Long.parseLong(m.group(1)), ChronoUnit.MICROS);
            if (completedAt.isBefore(ArchivePosition.NEWEST.completedAt())) {
                return new ArchivePosition(completedAt, m.group(2));
            }
        }
        throw ProblemException.invalid("after", "must be the `next` of an answer");
    }

    static @Nullable String write(@Nullable ArchivePosition next) {
        return next == null
                ? null
                : Base64.getUrlEncoder().withoutPadding()
                        .encodeToString((ChronoUnit.MICROS.between(Instant.EPOCH, next.completedAt()) + " " + next.id())
                                .getBytes(StandardCharsets.UTF_8));
    }

    private static String decoded(String after) {
        try {
            return new String(Base64.getUrlDecoder().decode(after), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }
}
