package dev.relay.api;

import dev.relay.job.JobKey;
import dev.relay.job.JobTraits;
import dev.relay.job.NewJob;
import dev.relay.queue.Backoff;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.JsonToken;

/** Reads jobs from a request's body; a mistake names the field and the rule that it breaks. */
@Component
public class JobReader {

    private static final int MAX_RETRIES = Short.MAX_VALUE;
    private static final String ABSENT_PAYLOAD = "null";

    private final Keys keys;
    private final int maxJobs;

    JobReader(Keys keys, Limits limits) {
        this.keys = keys;
        this.maxJobs = limits.maxJobsPerRequest();
    }

    /** Reads a body that is one job. */
    public NewJob readOne(RequestBytes body, WireVersion version) {
        try (JsonSource json = JsonSource.of(body.bytes())) {
            require(json.next() == JsonToken.START_OBJECT, "The body must be a JSON object, a job");
            NewJob job = new JobFields(json, "", version).read();
            json.end();
            return job;
        }
    }

    /** Reads a body that is an array of jobs; it may be empty. */
    public List<NewJob> readMany(RequestBytes body, WireVersion version) {
        try (JsonSource json = JsonSource.of(body.bytes())) {
            require(json.next() == JsonToken.START_ARRAY, "The body must be a JSON array of jobs");
            List<NewJob> jobs = new ArrayList<>();
            for (JsonToken token = json.next(); token != JsonToken.END_ARRAY; token = json.next()) {
                String at = "[" + jobs.size() + "]";
                require(jobs.size() < maxJobs, "The array may have at most " + maxJobs + " jobs");
                require(token == JsonToken.START_OBJECT, at + " must be a JSON object, a job");
                jobs.add(new JobFields(json, at + ".", version).read());
            }
            json.end();
            return jobs;
        }
    }

    /** Reads a body that is any JSON value; null when there is no body. */
    public @Nullable String readState(RequestBytes body) {
        if (body.bytes().length == 0) {
            return null;
        }
        try (JsonSource json = JsonSource.of(body.bytes())) {
            require(json.next() != null, "The body must be a JSON value, or empty");
            String value = json.value();
            json.end();
            return value;
        }
    }

    private static void require(boolean holds, String rule) {
        if (!holds) {
            throw ProblemException.malformed(rule);
        }
    }

    /** The fields of the job that is being read; a name that stands twice counts as it stood last. */
    private final class JobFields {

        private final JsonSource json;
        private final String path;
        private final WireVersion version;
        private @Nullable String id;
        private @Nullable String queue;
        private @Nullable Integer timeout;
        private @Nullable Integer maxRetries;
        private int priority;
        private String payload = ABSENT_PAYLOAD;
        private @Nullable String state;
        private @Nullable OffsetDateTime runAt;
        private boolean durable = true;
        private @Nullable String uniqueKey;
        private @Nullable String fingerprint;
        private @Nullable String permitKey;
        private @Nullable Backoff backoff;

        JobFields(JsonSource json, String path, WireVersion version) {
            this.json = json;
            this.path = path;
            this.version = version;
            this.maxRetries = version.defaultMaxRetries();
        }

        NewJob read() {
            while (json.next() != JsonToken.END_OBJECT) {
                String name = json.name();
                JsonToken token = json.next();
                readField(name, token == null ? JsonToken.NOT_AVAILABLE : token);
            }
            if (timeout == null) {
                throw invalid("timeout", "is required");
            }
            JobKey key = new JobKey(keys.checked(path + "queue", queue), keys.checked(path + "id", id));
            return new NewJob(key, timeout, maxRetries, priority, payload, state, runAt, durable, traits(key.queue()));
        }

        private JobTraits traits(String ofQueue) {
            if (uniqueKey == null && fingerprint == null && permitKey == null && backoff == null) {
                return JobTraits.NONE;
            }
            return new JobTraits(name("unique_key", uniqueKey, ofQueue), name("fingerprint", fingerprint, ofQueue),
                    name("permit_key", permitKey, ofQueue), backoff);
        }

        private @Nullable String name(String field, @Nullable String name, String ofQueue) {
            return name == null ? null : keys.name(path + field, name, ofQueue);
        }

        private void readField(String name, JsonToken token) {
            boolean isNull = token == JsonToken.VALUE_NULL;
            switch (name) {
                case "id" -> id = isNull ? null : string(name, token);
                case "queue" -> queue = isNull ? null : string(name, token);
                case "timeout" -> timeout = isNull ? null : integer(name, token, 0, Integer.MAX_VALUE);
                case "max_retries" -> maxRetries = isNull ? version.defaultMaxRetries() : maxRetries(token);
                case "payload" -> payload = json.value();
                case "state" -> state = isNull ? null : json.value();
                case "run_at" -> runAt = isNull ? null : timestamp(name, token);
                case "persist_data" -> durable = isNull || version == WireVersion.V2 || bool(name, token);
                case "priority" -> priority = isNull || version == WireVersion.V1
                        ? 0
                        : integer(name, token, Short.MIN_VALUE, Short.MAX_VALUE);
                default -> {
                    if (version == WireVersion.V2) {
                        readTrait(name, token);
                    }
                }
            }
            // What was not read above is passed over; on a scalar, or a value already read, this does nothing.
            json.skipValue();
        }

        private void readTrait(String name, JsonToken token) {
            boolean isNull = token == JsonToken.VALUE_NULL;
            switch (name) {
                case "unique_key" -> uniqueKey = isNull ? null : string(name, token);
                case "fingerprint" -> fingerprint = isNull ? null : string(name, token);
                case "permit_key" -> permitKey = isNull ? null : string(name, token);
                case "backoff" -> backoff = isNull ? null : BackoffReader.read(path + name, json.value());
                default -> {
                }
            }
        }

        private @Nullable Integer maxRetries(JsonToken token) {
            return switch (version) {
                case V1 -> {
                    int retries = integer("max_retries", token, Integer.MIN_VALUE, MAX_RETRIES);
                    yield retries < 0 ? null : (Integer) retries;
                }
                case V2 -> integer("max_retries", token, 0, MAX_RETRIES);
            };
        }

        private String string(String name, JsonToken token) {
            if (token != JsonToken.VALUE_STRING) {
                throw invalid(name, "must be a string");
            }
            return json.string();
        }

        private int integer(String name, JsonToken token, int least, int most) {
            Long value = token.isNumeric() ? json.integer() : null;
            if (value == null || value < least || value > most) {
                throw invalid(name, "must be an integer from " + least + " to " + most);
            }
            return value.intValue();
        }

        private boolean bool(String name, JsonToken token) {
            if (token != JsonToken.VALUE_TRUE && token != JsonToken.VALUE_FALSE) {
                throw invalid(name, "must be true or false");
            }
            return token == JsonToken.VALUE_TRUE;
        }

        private OffsetDateTime timestamp(String name, JsonToken token) {
            try {
                return Rfc3339.parse(string(name, token));
            } catch (DateTimeException e) {
                throw invalid(name, "must be a timestamp as in RFC 3339, such as 2030-01-31T12:00:00Z");
            }
        }

        private ProblemException invalid(String name, String rule) {
            return ProblemException.invalid(path + name, rule);
        }
    }
}
