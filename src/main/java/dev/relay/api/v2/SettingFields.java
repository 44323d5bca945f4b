package dev.relay.api.v2;

import dev.relay.api.JsonSource;
import dev.relay.api.ProblemException;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.function.BiConsumer;
import tools.jackson.core.JsonToken;

/** The fields of an object of settings; a mistake names the field and the rule. A name that stands twice counts as it stood last. */
final class SettingFields {

    private static final int MOST_SHOWN = 100;

    private final JsonSource json;
    private final String path;

    /** Reads from {@code json}; {@code path} stands before the names of fields, such as {@code "rate."}. */
    SettingFields(JsonSource json, String path) {
        this.json = json;
        this.path = path;
    }

    /** Returns the fields of an object within this one. */
    SettingFields within(String name) {
        return new SettingFields(json, path + name + ".");
    }

    /** Reads a body that is one object and nothing else. */
    void readBody(String rule, BiConsumer<String, JsonToken> readField) {
        if (json.next() != JsonToken.START_OBJECT) {
            throw ProblemException.malformed(rule);
        }
        readFields(readField);
        json.end();
    }

    /** Reads the fields of the object that has just begun, to its end. */
    void readFields(BiConsumer<String, JsonToken> readField) {
        while (json.next() != JsonToken.END_OBJECT) {
            String name = json.name();
            JsonToken token = json.next();
            readField.accept(name, token == null ? JsonToken.NOT_AVAILABLE : token);
        }
    }

    boolean bool(String name, JsonToken token) {
        if (token != JsonToken.VALUE_TRUE && token != JsonToken.VALUE_FALSE) {
            throw invalid(name, "must be true or false");
        }
        return token == JsonToken.VALUE_TRUE;
    }

    int integer(String name, JsonToken token, int least) {
        Long value = token.isNumeric() ? json.integer() : null;
        if (value == null || value < least || value > Integer.MAX_VALUE) {
            throw invalid(name, "must be an integer from " + least + " to " + Integer.MAX_VALUE);
        }
        return value.intValue();
    }

    String string(String name, JsonToken token) {
        if (token != JsonToken.VALUE_STRING) {
            throw invalid(name, "must be a string");
        }
        return json.string();
    }

    Duration duration(String name, JsonToken token, ChronoUnit unit, long least) {
        if (token != JsonToken.VALUE_STRING) {
            throw invalid(name, WireDuration.rule(unit, least));
        }
        return WireDuration.read(path + name, json.string(), unit, least);
    }

    /** Returns the JSON text of the value. */
    String value() {
        return json.value();
    }

    /** Passes over the value. */
    void skip() {
        json.skipValue();
    }

    /** Refuses a field whose name a client may have made up, as long as its body. */
    ProblemException refused(String name, String rule) {
        StringBuilder shown = new StringBuilder();
        name.codePoints().limit(MOST_SHOWN).forEach(shown::appendCodePoint);
        return invalid(shown.toString(), rule);
    }

    ProblemException invalid(String name, String rule) {
        return ProblemException.invalid(path + name, rule);
    }
}
