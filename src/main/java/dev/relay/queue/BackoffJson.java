package dev.relay.queue;

import java.time.Duration;
import java.util.stream.Collectors;

/**
 * Backoffs as JSON, the same on the wire and in the store: {@code {"type": "fixed", "delay": "5s"}}, {@code {"type": "linear",
 * "delay": "5s", "max": "1h"}}, {@code {"type": "exponential", "base": "1s", "factor": 2.0, "max": "1h"}}, {@code {"type":
 * "polynomial", "exponent": 2.0, "max": "1h"}}, {@code {"type": "lakh"}}, {@code {"type": "list", "delays": ["1s", "1m"]}}; any
 * of them with {@code "jitter": true}. Without {@code max} the longest delay is {@link Backoff#MOST}.
 */
public final class BackoffJson {

    private BackoffJson() {}

    /**
     * Reads a backoff.
     *
     * @throws InvalidBackoffException when it breaks a rule, names a field that its type does not have, or is no JSON
     */
    public static Backoff read(String json) {
        BackoffFields fields = BackoffFields.of(json);
        Backoff backoff = switch (fields.type()) {
            case "fixed" -> new Backoff.Fixed(fields.duration("delay"));
            case "linear" -> new Backoff.Linear(fields.duration("delay"), fields.max());
            case "exponential" ->
                new Backoff.Exponential(fields.duration("base"), fields.number("factor", 1, 1000), fields.max());
            case "polynomial" -> new Backoff.Polynomial(fields.number("exponent", 0, 100), fields.max());
            case "lakh" -> new Backoff.Lakh();
            case "list" -> new Backoff.Listed(fields.durations("delays"));
            default -> throw new InvalidBackoffException("type",
                    "must be fixed, linear, exponential, polynomial, lakh or list");
        };
        boolean jitter = fields.jitter();
        fields.requireNoOther();
        return jitter ? new Backoff.Jittered(backoff) : backoff;
    }

    /** Writes a backoff. */
    public static String write(Backoff backoff) {
        return backoff instanceof Backoff.Jittered jittered
                ? "{" + members(jittered.of()) + ", \"jitter\": true}"
                : "{" + members(backoff) + "}";
    }

    private static String members(Backoff backoff) {
        return switch (backoff) {
            case Backoff.Fixed b -> "\"type\": \"fixed\", \"delay\": " + text(b.delay());
            case Backoff.Linear b -> "\"type\": \"linear\", \"delay\": " + text(b.delay()) + max(b.max());
            case Backoff.Exponential b -> "\"type\": \"exponential\", \"base\": " + text(b.base()) + ", \"factor\": "
                    + b.factor() + max(b.max());
            case Backoff.Polynomial b -> "\"type\": \"polynomial\", \"exponent\": " + b.exponent() + max(b.max());
            case Backoff.Lakh b -> "\"type\": \"lakh\"";
            case Backoff.Listed b -> "\"type\": \"list\", \"delays\": "
                    + b.delays().stream().map(BackoffJson::text).collect(Collectors.joining(", ", "[", "]"));
            case Backoff.Jittered b -> members(b.of());
        };
    }

    private static String max(Duration max) {
        return max.compareTo(Backoff.MOST) < 0 ? ", \"max\": " + text(max) : "";
    }

    private static String text(Duration duration) {
        return '"' + DurationText.write(duration) + '"';
    }
}
