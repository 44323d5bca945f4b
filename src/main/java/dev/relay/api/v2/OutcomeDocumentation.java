package dev.relay.api.v2;

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

/** What the OpenAPI document says about how runs end. */
final class OutcomeDocumentation {

    static final String OUTCOMES = "v2, outcomes";

    static final String COMPLETE = """
            Ends the run, and with it the job, as the shorter `DELETE` of the run does. A queue that keeps an archive keeps the \
            job there with its `result`; elsewhere the result is dropped. Repeating it does no harm.""";
    static final String FAIL = """
            Ends the run. What becomes of the job depends on `outcome`:

            | `outcome` | the job |
            |---|---|
            | `failed` | is tried again, which costs a retry, after its backoff (its own, else the queue's, else five seconds) \
            and not before `retry_at`; with no retry left it becomes a dead letter, reason `RETRIES_SPENT` |
            | `unprocessable` | becomes a dead letter at once: no runner can process it |
            | `fatal` | becomes a dead letter at once: no retry may follow |
            | `cancelled` | becomes a dead letter at once, as cancelled |

            `error` is kept with the job among its last ten attempts. A job that was asked to stop is not tried again: it \
            becomes a dead letter, reason `CANCELLED`.""";
    static final String RESCHEDULE = """
            Ends the run and puts the job back, not to be claimed before `run_at`. It costs no retry, but is counted: a job \
            that is put back more often than its queue allows (`max_reschedules`, 100) becomes a dead letter, reason \
            `POISON`.""";
    static final String RELEASE = """
            Ends the run and puts the job back to its place in line, as if it had never been claimed: for a runner that has no \
            room for it after all. Nothing is counted.""";
    static final String MANY = """
            Ends many runs of many jobs in one transaction; each element is what the call for one run has in its path and body. \
            All are checked first: a mistake in one of them is 400, and nothing has changed. A run that no longer holds its job \
            changes nothing and is answered `lost`, the others take effect all the same. Of two elements for one run the first \
            counts. An empty array is legal.""";

    static final String RESULT = """
            {"result": {"pages": 12}}""";
    static final String FAILURE = """
            {"error": {"type": "SmtpTimeout", "message": "no answer within 30 s", "detail": "mx1.example.org:25"}}""";
    static final String FAILURE_UNTIL = """
            {"error": {"type": "RateLimited", "message": "429"}, "retry_at": "2030-01-31T12:00:00Z"}""";
    static final String FATAL = """
            {"outcome": "unprocessable", "error": {"type": "NoHandler", "message": "nothing here processes such jobs"}}""";
    static final String LATER = """
            {"run_at": "2030-01-31T12:00:00Z", "state": {"page": 2}}""";
    static final String MANY_OUTCOMES = """
            [{"queue": "reports", "id": "monthly-7", "run_id": "9f3c1c1e-7a44-8d0b-9f53-000000000001", "outcome": "completed",
              "result": {"pages": 12}},
             {"queue": "mail", "id": "welcome-42", "run_id": "9f3c1c1e-7a44-8d0b-9f53-000000000002", "outcome": "failed",
              "error": {"type": "SmtpTimeout", "message": "no answer within 30 s"}},
             {"queue": "mail", "id": "digest-7", "run_id": "9f3c1c1e-7a44-8d0b-9f53-000000000003", "outcome": "rescheduled",
              "run_at": "2030-01-31T12:00:00Z"}]""";
    static final String ENDED_RUNS = """
            [{"queue": "reports", "id": "monthly-7", "run_id": "9f3c1c1e-7a44-8d0b-9f53-000000000001", "lease": "held"},
             {"queue": "mail", "id": "welcome-42", "run_id": "9f3c1c1e-7a44-8d0b-9f53-000000000002", "lease": "held"},
             {"queue": "mail", "id": "digest-7", "run_id": "9f3c1c1e-7a44-8d0b-9f53-000000000003", "lease": "lost"}]""";

    private OutcomeDocumentation() {}

    @ApiResponse(responseCode = "200", description = "`held`: it is done. `lost`: nothing has changed.", headers = @Header(name = V2Documentation.LEASE_HEADER, required = true, description = V2Documentation.LEASE, schema = @Schema(types = {
            "string"}, allowableValues = {"held", "lost"})))
    @Target(ElementType.METHOD)
    @Retention(RetentionPolicy.RUNTIME)
    @interface Ended {
    }

    @RequestBody(description = "What came of the work. No body is no result.", content = @Content(mediaType = "application/json", schema = @Schema(implementation = V2Completion.class), examples = @ExampleObject(name = "A result", value = RESULT)))
    @Target(ElementType.METHOD)
    @Retention(RetentionPolicy.RUNTIME)
    @interface CompletionBody {
    }

    @RequestBody(description = "What went wrong. No body is a failure without a word.", content = @Content(mediaType = "application/json", schema = @Schema(implementation = V2Failure.class), examples = {
            @ExampleObject(name = "An error", value = FAILURE),
            @ExampleObject(name = "Not before", value = FAILURE_UNTIL),
            @ExampleObject(name = "No retry", value = FATAL)}))
    @Target(ElementType.METHOD)
    @Retention(RetentionPolicy.RUNTIME)
    @interface FailureBody {
    }

    @RequestBody(required = true, description = "When to run it again.", content = @Content(mediaType = "application/json", schema = @Schema(implementation = V2Reschedule.class), examples = @ExampleObject(name = "Later, with what is done so far", value = LATER)))
    @Target(ElementType.METHOD)
    @Retention(RetentionPolicy.RUNTIME)
    @interface RescheduleBody {
    }

    @RequestBody(required = true, description = "The outcomes, at most `relay.limits.max-jobs-per-request` (10 000).", content = @Content(mediaType = "application/json", array = @ArraySchema(schema = @Schema(implementation = V2Outcome.class), maxItems = 10_000), examples = @ExampleObject(name = "Three runs", value = MANY_OUTCOMES)))
    @Target(ElementType.METHOD)
    @Retention(RetentionPolicy.RUNTIME)
    @interface OutcomesBody {
    }
}
