package dev.relay.api;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import tools.jackson.core.io.JsonStringEncoder;

/** A JSON document that is being written; values that are JSON text already go out as they came in. */
final class JsonText {

    private final StringBuilder out = new StringBuilder();

    JsonText begin() {
        out.append('{');
        return this;
    }

    JsonText end() {
        out.append('}');
        return this;
    }

    JsonText string(String name, @Nullable String value) {
        name(name);
        if (value == null) {
            out.append("null");
        } else {
            out.append('"');
            JsonStringEncoder.getInstance().quoteAsString(value, out);
            out.append('"');
        }
        return this;
    }

    JsonText instant(String name, Instant value) {
        return string(name, Rfc3339.format(value));
    }

    JsonText number(String name, @Nullable Number value) {
        name(name);
        out.append(value);
        return this;
    }

    /** Writes a value that is JSON text; null is {@code null}. */
    JsonText raw(String name, @Nullable String json) {
        name(name);
        out.append(json);
        return this;
    }

    <T> JsonText array(String name, List<T> elements, BiConsumer<T, JsonText> write) {
        name(name);
        out.append('[');
        for (T element : elements) {
            if (out.charAt(out.length() - 1) != '[') {
                out.append(',');
            }
            write.accept(element, this);
        }
        out.append(']');
        return this;
    }

    private void name(String name) {
        if (out.charAt(out.length() - 1) != '{') {
            out.append(',');
        }
        out.append('"').append(name).append("\":");
    }

    ResponseEntity<byte[]> ok() {
        return ResponseEntity.ok().contentType(MediaType.APPLICATION_JSON)
                .body(out.toString().getBytes(StandardCharsets.UTF_8));
    }
}
