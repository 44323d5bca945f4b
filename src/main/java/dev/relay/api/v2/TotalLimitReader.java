package dev.relay.api.v2;

import dev.relay.api.JsonSource;
import dev.relay.api.RequestBytes;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonToken;

/** Reads the limit of all queues together: {@code {"max_running": 500}}; absent or null is unlimited. */
final class TotalLimitReader {

    private final SettingFields fields;
    private @Nullable Integer maxRunning;

    private TotalLimitReader(SettingFields fields) {
        this.fields = fields;
    }

    static @Nullable Integer read(RequestBytes body) {
        try (JsonSource json = JsonSource.of(body.bytes())) {
            TotalLimitReader reader = new TotalLimitReader(new SettingFields(json, ""));
            reader.fields.readBody("The body must be a JSON object, the limits of all queues together",
                    reader::readField);
            return reader.maxRunning;
        }
    }

    private void readField(String name, JsonToken token) {
        if (!name.equals("max_running")) {
            throw fields.refused(name, "is not a limit of all queues together");
        }
        maxRunning = token == JsonToken.VALUE_NULL ? null : fields.integer(name, token, 0);
    }
}
