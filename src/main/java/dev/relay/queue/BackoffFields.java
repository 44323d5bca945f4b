package dev.relay.queue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The fields of a backoff that is being read; remembers which were asked for, so that the others can be refused. */
final class BackoffFields {

    private static final JsonMapper JSON = new JsonMapper();
    private static final String DURATION = "must be a duration with its unit, such as 5s or PT5S, from 0 to 3650d";
    private static final int MOST_DELAYS = 100;

    private final JsonNode object;
    private final Set<String> known = new HashSet<>();

    private BackoffFields(JsonNode object) {
        this.object = object;
    }

    static BackoffFields of(String json) {
        JsonNode node;
        try {
            node = JSON.readTree(json);
        } catch (JacksonException e) {
            throw new InvalidBackoffException("", "must be well-formed JSON");
        }
        if (!node.isObject()) {
            throw new InvalidBackoffException("", "must be an object with a type");
        }
        return new BackoffFields(node);
    }

    String type() {
        JsonNode type = required("type");
        return type.isString() ? type.asString() : "";
    }

    Duration duration(String field) {
        return duration(field, required(field));
    }

    Duration max() {
        JsonNode max = get("max");
        return max == null ? Backoff.MOST : duration("max", max);
    }

    List<Duration> durations(String field) {
        JsonNode array = required(field);
        if (!array.isArray() || array.isEmpty() || array.size() > MOST_DELAYS) {
            throw new InvalidBackoffException(field, "must be an array of 1 to " + MOST_DELAYS + " durations");
        }
        List<Duration> durations = new ArrayList<>();
        array.forEach(node -> durations.add(duration(field + "[" + durations.size() + "]", node)));
        return durations;
    }

    double number(String field, int least, int most) {
        JsonNode node = required(field);
        double value = node.isNumber() ? node.doubleValue() : Double.NaN;
        if (!(value >= least && value <= most)) {
            throw new InvalidBackoffException(field, "must be a number from " + least + " to " + most);
        }
        return value;
    }

    boolean jitter() {
        JsonNode jitter = get("jitter");
        if (jitter != null && !jitter.isBoolean()) {
            throw new InvalidBackoffException("jitter", "must be true or false");
        }
        return jitter != null && jitter.booleanValue();
    }

    void requireNoOther() {
        for (String name : object.propertyNames()) {
            if (!known.contains(name)) {
                throw new InvalidBackoffException(name, "is not a field of this type of backoff");
            }
        }
    }

    private static Duration duration(String field, JsonNode node) {
        Duration duration = node.isString() ? DurationText.read(node.asString()) : null;
        if (duration == null || duration.compareTo(Backoff.MOST) > 0) {
            throw new InvalidBackoffException(field, DURATION);
        }
        return duration;
    }

    private JsonNode required(String field) {
        JsonNode node = get(field);
        if (node == null) {
            throw new InvalidBackoffException(field, "is required");
        }
        return node;
    }

    /** Returns a field's value, null when it is absent or null. */
    private @Nullable JsonNode get(String field) {
        known.add(field);
        JsonNode node = object.get(field);
        return node == null || node.isNull() ? null : node;
    }
}
