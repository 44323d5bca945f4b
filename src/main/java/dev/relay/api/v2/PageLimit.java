package dev.relay.api.v2;

import dev.relay.api.ProblemException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The parameter {@code limit}: how many queues a page shows. */
final class PageLimit {

    private static final int DEFAULT = 20;
    /** Each is counted, which reads up to some thirty thousand index entries. */
    static final int MOST = 100;
    private static final Pattern DIGITS = Pattern.compile("[0-9]{1,3}");

    private PageLimit() {}

    /** Reads the parameter; absent is 20. */
    static int read(@Nullable String limit) {
        if (limit == null) {
            return DEFAULT;
        }
        if (DIGITS.matcher(limit).matches()) {
            int size = Integer.parseInt(limit);
            if (size >= 1 && size <= MOST) {
                return size;
            }
        }
        throw ProblemException.invalid("limit", "must be an integer from 1 to " + MOST);
    }
}
