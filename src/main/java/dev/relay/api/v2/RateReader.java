package dev.relay.api.v2;

import dev.relay.queue.Rate;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonToken;

/** Reads a rate: {@code {"limit": 100, "period": "1s"}}, both required. */
final class RateReader {

    private final SettingFields fields;
    private @Nullable Integer limit;
    private @Nullable Duration period;

    private RateReader(SettingFields fields) {
        this.fields = fields;
    }

    static Rate read(SettingFields settings, String name, JsonToken token) {
        if (token != JsonToken.START_OBJECT) {
            throw settings.invalid(name, "must be an object such as {\"limit\": 100, \"period\": \"1s\"}, or null");
        }
        RateReader reader = new RateReader(settings.within(name));
        reader.fields.readFields(reader::readField);
        return reader.rate();
    }

    private void readField(String name, JsonToken token) {
        switch (name) {
            case "limit" -> limit = fields.integer(name, token, 1);
            case "period" -> period = fields.duration(name, token, ChronoUnit.MILLIS, 1);
            default -> throw fields.refused(name, "is not a part of a rate");
        }
    }

    private Rate rate() {
        if (limit == null) {
            throw fields.invalid("limit", "is required");
        }
        if (period == null) {
            throw fields.invalid("period", "is required");
        }
        return new Rate(limit, period);
    }
}
