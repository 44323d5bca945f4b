package dev.relay.api.v2;

import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.headers.Header;
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

/** What the OpenAPI document says more than once about v2. */
final class V2Documentation {

    static final String JOBS = "v2, jobs";
    static final String RUNS = "v2, runs";

    static final String RUN_ID = "9f3c1c1e-7a44-8d0b-9f53-000000000001";
    static final String NEW_JOBS = """
            [{"id": "monthly-7", "queue": "reports", "timeout": 30, "max_retries": 3, "payload": {"month": "2026-01"}}]""";
    static final String REQUEUED_JOBS = """
            [{"id": "monthly-7", "queue": "reports", "timeout": 30, "payload": {"month": "2026-01"}, "state": {"page": 2},
              "run_at": "2030-01-31T12:00:00Z"}]""";
    static final String STATE = """
            {"page": 2}""";
    static final String ANSWERED_JOB = """
            {"id": "monthly-7", "queue": "reports", "timeout": 30, "max_retries": 3, "payload": {"month": "2026-01"},
             "state": null, "run_at": "2026-01-31T12:00:00.000000Z", "updated_at": "2026-01-31T12:00:05.250000Z",
             "retries_remaining": 3, "priority": 0, "run_id": "9f3c1c1e-7a44-8d0b-9f53-000000000001",
             "created_at": "2026-01-31T12:00:00.000000Z", "unique_key": null, "fingerprint": null, "permit_key": null}""";
    static final String ANSWERED_JOBS = "[" + ANSWERED_JOB + "]";

    static final String LEASE_HEADER = "Relay-Lease";
    static final String LEASE = "`held`: the run held the job until this call. `lost`: it no longer did, and nothing has changed.";

    static final String HEARTBEAT = """
            Extends the lease by the job's `timeout`, from now. The body becomes the job's `state`; without a body the state \
            stays as it was.""";
    static final String NEXT = """
            Hands out the first jobs of the queue's line (by priority, `run_at`, order of enqueueing), each to a run of its own \
            under a lease of its `timeout`: keep it with heartbeats, or end it by complete or requeue. A lease that lapses \
            costs the job a retry; without one left the job becomes a dead letter.

            A queue may be paused, or limited in how many of its jobs run at the same time or are claimed in a period: then jobs \
            wait although they are ready, and a claim answers fewer than it asked for, or none.

            With `wait` it answers as soon as there is a job, or with 204 when the time is over.""";
    static final String NEXT_OF_QUEUES = """
            As a claim of one queue, over several of them: jobs of the queue named first come first. Relay's own: relay has no \
            such call.""";
    static final String REQUEUE = """
            In one transaction the job goes and the new jobs come: the same job with other values, to put it back; others, to \
            go on with them.""";

    private V2Documentation() {}

    @Parameter(description = "The queue.", example = "reports", schema = @Schema(minLength = 1, maxLength = 1024, pattern = V2NewJob.KEY))
    @Target(ElementType.PARAMETER)
    @Retention(RetentionPolicy.RUNTIME)
    @interface QueueParameter {
    }

    @Parameter(description = "The id of the job, unique among its queue's live jobs.", example = "monthly-7", schema = @Schema(minLength = 1, maxLength = 1024, pattern = V2NewJob.KEY))
    @Target(ElementType.PARAMETER)
    @Retention(RetentionPolicy.RUNTIME)
    @interface IdParameter {
    }

    @Parameter(description = "The run: the `run_id` of the job that a claim answered.", example = RUN_ID, schema = @Schema(types = {
            "string"}, format = "uuid"))
    @Target(ElementType.PARAMETER)
    @Retention(RetentionPolicy.RUNTIME)
    @interface RunIdParameter {
    }

    @Parameter(description = "The most jobs to hand out, up to `relay.limits.max-jobs-per-claim` (10 000).", example = "1", schema = @Schema(types = {
            "integer"}, format = "int32", minimum = "1", maximum = "10000", defaultValue = "1"))
    @Target(ElementType.PARAMETER)
    @Retention(RetentionPolicy.RUNTIME)
    @interface NumJobsParameter {
    }

    @Parameter(description = "How long to wait while no job is ready, up to `relay.waiting.max-wait` (60 s): a number with "
            + "its unit. Absent is not at all. Relay's own: relay has no such parameter.", example = "2s", schema = @Schema(types = {
                    "string"}, pattern = "^((60|[1-5]?[0-9])s|(60000|[1-5]?[0-9]{1,4})ms|PT(60|[1-5]?[0-9])S)$"))
    @Target(ElementType.PARAMETER)
    @Retention(RetentionPolicy.RUNTIME)
    @interface WaitDescription {
    }

    @Parameter(description = "The queues, best first: given several times, or once with commas between them.", example = "[\"reports\"]", array = @ArraySchema(minItems = 1, maxItems = 100, schema = @Schema(minLength = 1, maxLength = 1024, pattern = "^[^\\u0000- ,]([^\\u0000,]*[^\\u0000- ,])?$")))
    @Target(ElementType.PARAMETER)
    @Retention(RetentionPolicy.RUNTIME)
    @interface QueuesParameter {
    }

    @Parameter(description = """
            What becomes of a job whose id, or `unique_key`, is taken in its queue. `unique`: 409, and nothing of the call is \
            kept. `ignore`: it is skipped, the others are kept. `replace`: the job that is there takes the new values and \
            leaves its run, whose `run_id` is void from then on; one that has only the `unique_key` goes.""", schema = @Schema(types = {
            "string"}, allowableValues = {
                    "unique", "ignore", "replace"}, defaultValue = "unique"))
    @Target(ElementType.PARAMETER)
    @Retention(RetentionPolicy.RUNTIME)
    @interface ModeDescription {
    }

    @RequestBody(required = true, description = "The jobs, at most `relay.limits.max-jobs-per-request` (10 000).", content = @Content(mediaType = "application/json", array = @ArraySchema(schema = @Schema(implementation = V2NewJob.class), maxItems = 10_000), examples = {
            @ExampleObject(name = "A job", value = NEW_JOBS),
            @ExampleObject(name = "A job with other names", value = IdentityDocumentation.NEW_JOBS)}))
    @Target(ElementType.METHOD)
    @Retention(RetentionPolicy.RUNTIME)
    @interface JobsBody {
    }

    @RequestBody(required = true, description = "The jobs that come in its place; none is legal and just completes it.", content = @Content(mediaType = "application/json", array = @ArraySchema(schema = @Schema(implementation = V2NewJob.class), maxItems = 10_000), examples = @ExampleObject(name = "The same job, later", value = REQUEUED_JOBS)))
    @Target(ElementType.METHOD)
    @Retention(RetentionPolicy.RUNTIME)
    @interface RequeuedJobsBody {
    }

    @RequestBody(description = "Any JSON value, kept to the byte: the state to save. Without a body the state stays.", content = @Content(mediaType = "application/json", schema = @Schema(types = {
            "object", "array", "string", "number", "boolean",
            "null"}, description = "Any JSON value."), examples = @ExampleObject(name = "Progress", value = STATE)))
    @Target(ElementType.METHOD)
    @Retention(RetentionPolicy.RUNTIME)
    @interface StateBody {
    }

    @ApiResponse(responseCode = "200", description = "The jobs, in their order; now run by the caller.", content = @Content(mediaType = "application/json", array = @ArraySchema(schema = @Schema(implementation = V2Job.class), minItems = 1), examples = @ExampleObject(ANSWERED_JOBS)))
    @ApiResponse(responseCode = "204", description = "No job is ready that may run now.", headers = @Header(name = LimitDocumentation.QUEUE_HEADER, description = LimitDocumentation.QUEUE_HEADER_TEXT, schema = @Schema(types = {
            "string"}, allowableValues = LimitDocumentation.PAUSED)), content = @Content)
    @Target(ElementType.METHOD)
    @Retention(RetentionPolicy.RUNTIME)
    @interface Claimed {
    }
}
