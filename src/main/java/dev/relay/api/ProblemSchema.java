package dev.relay.api;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springdoc.core.customizers.GlobalOpenApiCustomizer;
import org.springframework.stereotype.Component;

/** The problem document in the OpenAPI document: its schema, and an example for each status. */
@Component
class ProblemSchema implements GlobalOpenApiCustomizer {

    private static final String NAME = "Problem";
    private static final Map<String, Object> JOB = Map.of("queue", "mail", "id", "welcome-42");

    private static final Map<String, Map<String, Object>> EXAMPLES = Map.of(
            "400", example(ProblemType.INVALID_FIELD, 400, "timeout must be an integer from 0 to 2147483647",
                    Map.of("field", "timeout")),
            "404", example(ProblemType.JOB_NOT_FOUND, 404, "There is no job with this id in this queue", JOB),
            "409", example(ProblemType.JOB_EXISTS, 409, "A job with this id exists already in this queue", JOB),
            "413", example(ProblemType.BODY_TOO_LARGE, 413, "The body may have at most 33554432 bytes", Map.of()),
            "422", example(ProblemType.STORE_REFUSED, 422, "the store refuses this data", Map.of()),
            "429", example(ProblemType.TRY_AGAIN, 429, "The store is unreachable or overloaded", Map.of()),
            "503", example(ProblemType.TRY_AGAIN, 503, "The store is unreachable or overloaded", Map.of()));

    @Override
    public void customise(OpenAPI document) {
        if (document.getComponents() != null) {
            document.getComponents().addSchemas(NAME, schema());
        }
    }

    /** Returns what an answer with this error status carries. */
    static Content content(String status) {
        return new Content().addMediaType(org.springframework.http.MediaType.APPLICATION_PROBLEM_JSON_VALUE,
                new MediaType().schema(new Schema<>().$ref("#/components/schemas/" + NAME))
                        .example(EXAMPLES.get(status)));
    }

    private static Map<String, Object> example(ProblemType type, int status, String detail, Map<String, Object> named) {
        Map<String, Object> problem = new LinkedHashMap<>();
        problem.put("type", type.uri().toString());
        problem.put("title", type.title());
        problem.put("status", status);
        problem.put("detail", detail);
        problem.putAll(named);
        return problem;
    }

    private static Schema<?> schema() {
        Schema<Object> type = string("What kind of problem it is; these names stay. `internal` (status 500) is a "
                + "defect of Relay, `method-not-allowed` (405) and `not-found` (404) tell of a path unknown to Relay.");
        type.setEnum(Arrays.stream(ProblemType.values()).map(value -> (Object) value.uri().toString()).toList());
        return typed("object", "What was wrong, as RFC 9457 has it.").addProperty("type", type)
                .addProperty("title", string("The kind of problem in words, the same wherever its `type` is."))
                .addProperty("status", typed("integer", "The HTTP status of the answer.").format("int32"))
                .addProperty("detail", string("What was wrong this time; names the field or says what to do."))
                .addProperty("instance", string("The path of the request."))
                .addProperty("field", string("With `invalid-field`: the field or parameter that breaks a rule, in an "
                        + "array of jobs as in `[3].timeout`."))
                .addProperty("queue",
                        string("With `job-exists`, `job-not-found` and `dead-letter-not-found`: the queue "
                                + "of that job."))
                .addProperty("id", string("With `job-exists` and `job-not-found`: the id of that job."))
                .addProperty("dead_seq", string("With `dead-letter-not-found`: the number that was asked for."))
                .addProperty("unique_key",
                        string("With `job-exists`: the unique key that is taken, unless it is the id."))
                .required(List.of("type", "title", "status"));
    }

    private static Schema<Object> string(String description) {
        return typed("string", description);
    }

    private static Schema<Object> typed(String type, String description) {
        Schema<Object> schema = new Schema<>();
        schema.setType(type);
        schema.addType(type);
        schema.setDescription(description);
        return schema;
    }
}
