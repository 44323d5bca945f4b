package dev.relay.api;

import dev.relay.job.Ending;
import dev.relay.job.EndedRun;
import dev.relay.job.JobKey;
import dev.relay.job.RunError;
import dev.relay.job.RunOutcome;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonToken;

/**
 * The fields of an outcome that is being read. A name that stands twice counts as it stood last; one that the call does not
 * have is passed over.
 */
final class OutcomeFields {

    /** A call, and the fields that it has. */
    enum Call {

        COMPLETE("result"), FAIL("error", "retry_at", "outcome"), RESCHEDULE("run_at", "state"), MANY("queue", "id",
                "run_id", "outcome", "result", "error", "retry_at", "run_at", "state");

        private final Set<String> fields;

        Call(String... fields) {
            this.fields = Set.of(fields);
        }
    }

    private final JsonSource json;
    private final String path;
    private final Call call;
    private @Nullable String queue;
    private @Nullable String id;
    private @Nullable String runId;
    private @Nullable String outcome;
    private @Nullable String result;
    private @Nullable String state;
    private @Nullable RunError error;
    private @Nullable OffsetDateTime retryAt;
    private @Nullable OffsetDateTime runAt;

    /** Before its first field; {@code path} stands before the names of fields in what is said of them. */
    OutcomeFields(JsonSource json, String path, Call call) {
        this.json = json;
        this.path = path;
        this.call = call;
    }

    OutcomeFields read() {
        while (json.next() != JsonToken.END_OBJECT) {
            String name = json.name();
            JsonToken token = json.next();
            if (call.fields.contains(name)) {
                readField(name, token == null ? JsonToken.NOT_AVAILABLE : token);
            }
            // What was not read is passed over; on a scalar, or a value already read, this does nothing.
            json.skipValue();
        }
        return this;
    }

    private void readField(String name, JsonToken token) {
        boolean isNull = token == JsonToken.VALUE_NULL;
        switch (name) {
            case "queue" -> queue = isNull ? null : string(name, token);
            case "id" -> id = isNull ? null : string(name, token);
            case "run_id" -> runId = isNull ? null : string(name, token);
            case "outcome" -> outcome = isNull ? null : string(name, token);
            case "result" -> result = isNull ? null : json.value();
            case "state" -> state = json.value();
            case "error" -> error = isNull ? null : error(token);
            case "retry_at" -> retryAt = isNull ? null : timestamp(name, token);
            case "run_at" -> runAt = isNull ? null : timestamp(name, token);
            default -> {
            }
        }
    }

    RunOutcome completed() {
        return new RunOutcome.Completed(result);
    }

    RunOutcome failed() {
        return switch (outcome) {
            case null -> new RunOutcome.Failed(error, retryAt);
            case "failed" -> new RunOutcome.Failed(error, retryAt);
            case "unprocessable" -> new RunOutcome.GivenUp(Ending.UNPROCESSABLE, error);
            case "fatal" -> new RunOutcome.GivenUp(Ending.FATAL, error);
            case "cancelled" -> new RunOutcome.GivenUp(Ending.CANCELLED, error);
            default -> throw invalid("outcome", "must be failed, unprocessable, fatal or cancelled");
        };
    }

    RunOutcome rescheduled() {
        if (runAt == null) {
            throw invalid("run_at", "is required");
        }
        return new RunOutcome.Rescheduled(runAt, state);
    }

    EndedRun endedRun(Keys keys) {
        JobKey key = new JobKey(keys.checked(path + "queue", queue), keys.checked(path + "id", id));
        if (runId == null) {
            throw invalid("run_id", "is required");
        }
        UUID run = keys.runId(path + "run_id", runId);
        return new EndedRun(key, run, switch (outcome) {
            case null -> throw invalid("outcome", "is required");
            case "completed" -> completed();
            case "failed", "unprocessable", "fatal", "cancelled" -> failed();
            case "rescheduled" -> rescheduled();
            case "released" -> new RunOutcome.Released();
            default -> throw invalid("outcome",
                    "must be completed, failed, unprocessable, fatal, cancelled, rescheduled or released");
        });
    }

    private RunError error(JsonToken token) {
        if (token != JsonToken.START_OBJECT) {
            throw invalid("error", "must be an object of type, message and detail");
        }
        String type = null;
        String message = null;
        String detail = null;
        while (json.next() != JsonToken.END_OBJECT) {
            String name = json.name();
            JsonToken value = json.next();
            switch (name) {
                case "type" -> type = errorText(name, value);
                case "message" -> message = errorText(name, value);
                case "detail" -> detail = errorText(name, value);
                default -> json.skipValue();
            }
        }
        return new RunError(type, message, detail);
    }

    private @Nullable String errorText(String name, @Nullable JsonToken token) {
        return token == null || token == JsonToken.VALUE_NULL ? null : string("error." + name, token);
    }

    private String string(String name, JsonToken token) {
        if (token != JsonToken.VALUE_STRING) {
            throw invalid(name, "must be a string");
        }
        return json.string();
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
