package dev.relay.job;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * What went wrong in a run, in its runner's words, made fit to be kept: bounded, and without the characters that {@code jsonb}
 * cannot hold. What was cut off ends with {@link #CUT}.
 *
 * @param type a short name to search by, at most {@link #MOST_OF_TYPE} bytes; null when there is none
 */
public record RunError(@Nullable String type, @Nullable String message, @Nullable String detail) {

    /** Bytes of all three together, in UTF-8. */
    public static final int MOST = 8192;
    /** Bytes of the type: it stands in an index. */
    public static final int MOST_OF_TYPE = 256;
    /** Stands where something was cut off. */
    public static final String CUT = " [truncated]";

    private static final char REPLACEMENT = '\uFFFD';

    public RunError {
        type = bounded(type, MOST_OF_TYPE);
        // The message is worth more than the detail; each keeps room for the mark of what comes after it.
        message = bounded(message, MOST - bytes(type) - CUT.length());
        detail = bounded(detail, MOST - bytes(type) - bytes(message));
    }

    private static @Nullable String bounded(@Nullable String text, int most) {
        if (text == null) {
            return null;
        }
        // No character takes less than a byte: what lies beyond is cut off before anybody walks over it.
        String kept = storable(text.length() > most ? text.substring(0, most + 1) : text);
        return bytes(kept) <= most ? kept : cut(kept, most - CUT.length()) + CUT;
    }

    private static String cut(String text, int most) {
        int length = 0;
        int bytes = 0;
        while (length < text.length()) {
            int c = text.codePointAt(length);
            bytes += bytes(c);
            if (bytes > most) {
                break;
            }
            length += Character.charCount(c);
        }
        return text.substring(0, length);
    }

    private static String storable(String text) {
        return text.codePoints().map(c -> c == 0 || Character.getType(c) == Character.SURROGATE ? REPLACEMENT : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append).toString();
    }

    private static int bytes(@Nullable String text) {
        return text == null ? 0 : text.getBytes(StandardCharsets.UTF_8).length;
    }

    private static int bytes(int codePoint) {
        return codePoint < 0x80 ? 1 : codePoint < 0x800 ? 2 : codePoint < 0x10000 ? 3 : 4;
    }
}
