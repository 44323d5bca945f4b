package dev.relay.api;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of a query of which all are known: one that is not is refused, because a filter that is misspelt would
 * otherwise mean all there is.
 */
final class QueryParameters {

    private static final Pattern DIGITS = Pattern.compile("[0-9]{1,9}");

    private final Map<String, List<String>> values;

    QueryParameters(Map<String, List<String>> values, Set<String> known) {
        this.values = values;
        values.forEach((name, given) -> {
            if (!known.contains(name)) {
                throw ProblemException.invalid(name, "is not a parameter here; these are: " + String.join(", ",
                        known.stream().sorted().toList()));
            }
            if (given.size() > 1) {
                throw ProblemException.invalid(name, "must be given only once");
            }
        });
    }

    @Nullable
    String text(String name) {
        List<String> given = values.get(name);
        return given == null ? null : given.getFirst();
    }

    Instant instant(String name, Instant absent) {
        String text = text(name);
        try {
            return text == null ? absent : Rfc3339.parse(text).toInstant();
        } catch (DateTimeException e) {
            throw ProblemException.invalid(name, "must be a timestamp as in RFC 3339, such as 2030-01-31T12:00:00Z");
        }
    }

    int integer(String name, int absent, int most) {
        String text = text(name);
        if (text == null) {
            return absent;
        }
        if (DIGITS.matcher(text).matches()) {
            int value = Integer.parseInt(text);
            if (value >= 1 && value <= most) {
                return value;
            }
        }
        throw ProblemException.invalid(name, "must be an integer from 1 to " + most);
    }
}
