package dev.relay.api;

import dev.relay.job.EndedRun;
import dev.relay.job.RunOutcome;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;
import tools.jackson.core.JsonToken;

/** Reads how runs ended from a request's body; a mistake names the field and the rule that it breaks. */
@Component
public class OutcomeReader {

    private static final RequestBytes NO_FIELDS = new RequestBytes("{}".getBytes(StandardCharsets.UTF_8));

    private final Keys keys;
    private final int maxOutcomes;

    OutcomeReader(Keys keys, Limits limits) {
        this.keys = keys;
        this.maxOutcomes = limits.maxJobsPerRequest();
    }

    /** Reads the body of a completion, which may be empty. */
    public RunOutcome readCompletion(RequestBytes body) {
        return readOptional(body, OutcomeFields.Call.COMPLETE).completed();
    }

    /** Reads the body of a failure, which may be empty. */
    public RunOutcome readFailure(RequestBytes body) {
        return readOptional(body, OutcomeFields.Call.FAIL).failed();
    }

    /** Reads the body of a reschedule. */
    public RunOutcome readReschedule(RequestBytes body) {
        return readOne(body, OutcomeFields.Call.RESCHEDULE).rescheduled();
    }

    /** Reads a body that is an array of outcomes; it may be empty. */
    public List<EndedRun> readMany(RequestBytes body) {
        try (JsonSource json = JsonSource.of(body.bytes())) {
            require(json.next() == JsonToken.START_ARRAY, "The body must be a JSON array of outcomes");
            List<EndedRun> runs = new ArrayList<>();
            for (JsonToken token = json.next(); token != JsonToken.END_ARRAY; token = json.next()) {
                String at = "[" + runs.size() + "]";
                require(runs.size() < maxOutcomes, "The array may have at most " + maxOutcomes + " outcomes");
                require(token == JsonToken.START_OBJECT, at + " must be a JSON object, an outcome");
                runs.add(new OutcomeFields(json, at + ".", OutcomeFields.Call.MANY).read().endedRun(keys));
            }
            json.end();
            return runs;
        }
    }

    private static OutcomeFields readOptional(RequestBytes body, OutcomeFields.Call call) {
        return readOne(body.bytes().length == 0 ? NO_FIELDS : body, call);
    }

    private static OutcomeFields readOne(RequestBytes body, OutcomeFields.Call call) {
        try (JsonSource json = JsonSource.of(body.bytes())) {
            require(json.next() == JsonToken.START_OBJECT, "The body must be a JSON object");
            OutcomeFields fields = new OutcomeFields(json, "", call).read();
            json.end();
            return fields;
        }
    }

    private static void require(boolean holds, String rule) {
        if (!holds) {
            throw ProblemException.malformed(rule);
        }
    }
}
