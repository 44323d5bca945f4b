package dev.relay.api.v1;

import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** What the OpenAPI document says more than once about v1. Its examples, clicked from top to bottom, lead one job through its life. */
final class V1Documentation {

    static final String FLAT = "v1, flat";
    static final String RESOURCE = "v1, jobs as resources";

    static final String JOB = """
            {"id": "welcome-42", "queue": "mail", "timeout": 30, "max_retries": 3, "payload": {"to": "ada@example.org"}}""";
    static final String JOBS = """
            [{"id": "welcome-42", "queue": "mail", "timeout": 30, "max_retries": 3, "payload": {"to": "ada@example.org"}},
             {"id": "welcome-43", "queue": "mail", "timeout": 30, "max_retries": -1, "payload": {"to": "alan@example.org"}}]""";
    static final String RESCHEDULED_JOB = """
            {"id": "welcome-42", "queue": "mail", "timeout": 30, "max_retries": 3, "payload": {"to": "ada@example.org"},
             "state": {"page": 2}, "run_at": "2030-01-31T12:00:00Z"}""";
    static final String STATE = """
            {"page": 2}""";
    static final String ANSWERED_JOB = """
            {"id": "welcome-42", "queue": "mail", "timeout": 30, "max_retries": 3, "payload": {"to": "ada@example.org"},
             "state": null, "run_at": "2026-01-31T12:00:00.000000Z", "updated_at": "2026-01-31T12:00:05.250000Z"}""";
    static final String ANSWERED_JOBS = "[" + ANSWERED_JOB + "]";

    static final String NO_RUN = "No run holds a job with this id in this queue: it was never claimed, its lease has lapsed, "
            + "or it is gone.";
    static final String HEARTBEAT = """
            Extends the lease by the job's `timeout`, from now. The body becomes the job's `state`; without a body the state \
            stays as it was.""";
    static final String RESCHEDULE = """
            Ends the run and puts the job back, with all fields anew: a `state` that is absent is cleared, `max_retries` start \
            afresh. With a `run_at` it becomes ready then, without one at once.""";
    static final String NEXT = """
            Hands out the first jobs of the queue's line, in its order, each under a lease of its `timeout`: keep it with \
            heartbeats, or end it by complete or reschedule. A lease that lapses costs the job a retry; without one left \
            the job becomes a dead letter.""";

    private V1Documentation() {}

    @Parameter(description = "The queue.", example = "mail", schema = @Schema(minLength = 1, maxLength = 1024, pattern = V1NewJob.KEY))
    @Target(ElementType.PARAMETER)
    @Retention(RetentionPolicy.RUNTIME)
    @interface QueueParameter {
    }

    @Parameter(description = "The id of the job, unique among its queue's live jobs.", example = "welcome-42", schema = @Schema(minLength = 1, maxLength = 1024, pattern = V1NewJob.KEY))
    @Target(ElementType.PARAMETER)
    @Retention(RetentionPolicy.RUNTIME)
    @interface IdParameter {
    }

    @Parameter(description = "The most jobs to hand out, up to `relay.limits.max-jobs-per-claim` (10 000).", example = "1", schema = @Schema(types = {
            "integer"}, format = "int32", minimum = "1", maximum = "10000", defaultValue = "1"))
    @Target(ElementType.PARAMETER)
    @Retention(RetentionPolicy.RUNTIME)
    @interface NumJobsParameter {
    }

    @RequestBody(required = true, description = "The job.", content = @Content(mediaType = "application/json", schema = @Schema(implementation = V1NewJob.class), examples = @ExampleObject(name = "A job", value = JOB)))
    @Target(ElementType.METHOD)
    @Retention(RetentionPolicy.RUNTIME)
    @interface JobBody {
    }

    @RequestBody(required = true, description = "The job, with the values that it is to have from now on.", content = @Content(mediaType = "application/json", schema = @Schema(implementation = V1NewJob.class), examples = @ExampleObject(name = "A job", value = RESCHEDULED_JOB)))
    @Target(ElementType.METHOD)
    @Retention(RetentionPolicy.RUNTIME)
    @interface RescheduledJobBody {
    }

    @RequestBody(required = true, description = "The jobs, at most `relay.limits.max-jobs-per-request` (10 000).", content = @Content(mediaType = "application/json", array = @ArraySchema(schema = @Schema(implementation = V1NewJob.class), maxItems = 10_000), examples = @ExampleObject(name = "Two jobs", value = JOBS)))
    @Target(ElementType.METHOD)
    @Retention(RetentionPolicy.RUNTIME)
    @interface JobsBody {
    }

    @RequestBody(description = "Any JSON value, kept to the byte: the state to save. Without a body the state stays.", content = @Content(mediaType = "application/json", schema = @Schema(types = {
            "object", "array", "string", "number", "boolean",
            "null"}, description = "Any JSON value."), examples = @ExampleObject(name = "Progress", value = STATE)))
    @Target(ElementType.METHOD)
    @Retention(RetentionPolicy.RUNTIME)
    @interface StateBody {
    }

    @ApiResponse(responseCode = "200", description = "The jobs, in their order; now run by the caller.", content = @Content(mediaType = "application/json", array = @ArraySchema(schema = @Schema(implementation = V1Job.class), minItems = 1), examples = @ExampleObject(ANSWERED_JOBS)))
    @ApiResponse(responseCode = "204", description = "No job is ready.", content = @Content)
    @Target(ElementType.METHOD)
    @Retention(RetentionPolicy.RUNTIME)
    @interface Claimed {
    }
}
