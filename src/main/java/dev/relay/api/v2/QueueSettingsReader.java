package dev.relay.api.v2;

import dev.relay.api.JsonSource;
import dev.relay.api.ProblemException;
import dev.relay.api.RequestBytes;
import dev.relay.queue.Backoff;
import dev.relay.queue.BackoffJson;
import dev.relay.queue.InvalidBackoffException;
import dev.relay.queue.QueueSettings;
import dev.relay.queue.Rate;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonToken;

/**
 * Reads the settings of a queue from a request's body. What is absent or null is as it is in a queue without settings; a field
 * that is not known is a mistake, since a setting that takes no effect would go unnoticed.
 */
final class QueueSettingsReader {

    private final SettingFields fields;
    private final String queue;
    private boolean paused = QueueSettings.DEFAULT.paused();
    private @Nullable Integer maxRunning;
    private @Nullable Integer maxRunningPerKey;
    private @Nullable Rate rate;
    private Backoff backoff = QueueSettings.DEFAULT.backoff();
    private int maxLapses = QueueSettings.DEFAULT.maxLapses();
    private int maxReschedules = QueueSettings.DEFAULT.maxReschedules();
    private boolean archive = QueueSettings.DEFAULT.archive();
    private Duration archiveRetention = QueueSettings.DEFAULT.archiveRetention();
    private Duration deadLetterRetention = QueueSettings.DEFAULT.deadLetterRetention();

    private QueueSettingsReader(SettingFields fields, String queue) {
        this.fields = fields;
        this.queue = queue;
    }

    /** Reads the body of a call about this queue. */
    static QueueSettings read(RequestBytes body, String queue) {
        try (JsonSource json = JsonSource.of(body.bytes())) {
            SettingFields fields = new SettingFields(json, "");
            QueueSettingsReader reader = new QueueSettingsReader(fields, queue);
            fields.readBody("The body must be a JSON object, the settings of a queue", reader::readField);
            return reader.settings();
        }
    }

    private QueueSettings settings() {
        return new QueueSettings(paused, maxRunning, maxRunningPerKey, rate, backoff, maxLapses, maxReschedules,
                archive, archiveRetention, deadLetterRetention);
    }

    private void readField(String name, JsonToken token) {
        QueueSettings byDefault = QueueSettings.DEFAULT;
        boolean isNull = token == JsonToken.VALUE_NULL;
        switch (name) {
            case "paused" -> paused = isNull ? byDefault.paused() : fields.bool(name, token);
            case "max_running" -> maxRunning = isNull ? null : fields.integer(name, token, 0);
            case "max_running_per_key" ->
                maxRunningPerKey = isNull ? null : fields.integer(name, token, 0);
            case "rate" -> rate = isNull ? null : RateReader.read(fields, name, token);
            case "backoff" -> backoff = isNull ? byDefault.backoff() : backoff(name);
            case "max_lapses" -> maxLapses = isNull ? byDefault.maxLapses() : fields.integer(name, token, 1);
            case "max_reschedules" ->
                maxReschedules = isNull ? byDefault.maxReschedules() : fields.integer(name, token, 0);
            case "archive" -> archive = isNull ? byDefault.archive() : fields.bool(name, token);
            case "archive_retention" -> archiveRetention = isNull
                    ? byDefault.archiveRetention()
                    : fields.duration(name, token, ChronoUnit.SECONDS, 0);
            case "dead_letter_retention" -> deadLetterRetention = isNull
                    ? byDefault.deadLetterRetention()
                    : fields.duration(name, token, ChronoUnit.SECONDS, 0);
            // So that what was answered can be changed and sent back.
            case "queue" -> requireThisQueue(name, token);
            case "counts" -> fields.skip();
            default -> throw fields.refused(name, "is not a setting of a queue");
        }
    }

    private Backoff backoff(String name) {
        try {
            return BackoffJson.read(fields.value());
        } catch (InvalidBackoffException e) {
            throw fields.refused(e.field(name), e.rule());
        }
    }

    private void requireThisQueue(String name, JsonToken token) {
        if (!fields.string(name, token).equals(queue)) {
            throw ProblemException.invalid(name, "must be the queue that the path names, or absent");
        }
    }
}
