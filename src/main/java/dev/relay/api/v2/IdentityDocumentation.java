package dev.relay.api.v2;

import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** What the OpenAPI document says of other names of jobs, of cancelling and of waiting for the end. */
final class IdentityDocumentation {

    static final String CANCEL_HEADER = "Relay-Cancel";
    static final String CANCEL_REQUESTED = "`requested`: somebody has asked for this job to be cancelled. Stop working on it, and end the run. Absent: nobody has.";

    static final String NEW_JOBS = """
            [{"id": "yearly-7", "queue": "reports", "timeout": 30, "payload": {"year": 2026}, "unique_key": "report-of-ada",
              "fingerprint": "reports-of-2026", "permit_key": "tenant-7",
              "backoff": {"type": "exponential", "base": "1s", "factor": 2.0, "max": "1h"}}]""";
    static final String CANCELLED = """
            {"cancelled": 1, "requested": 0}""";
    static final String ENDED = """
            {"outcome": "completed", "ended_at": "2026-01-31T12:00:07.500000Z", "result": {"pages": 12}, "error": null}""";

    static final String CANCEL = """
            A job that waits becomes a dead letter with the reason `cancelled`. One that runs is asked to stop: the answer to its \
            next heartbeat says `Relay-Cancel: requested`. With `force` its lease is void at once, and it becomes a dead letter \
            too.""";
    static final String CANCEL_MANY = CANCEL
            + """


                    Give one of `unique_key` and `fingerprint`. Of many jobs some may be cancelled already when the call fails: \
                    repeat it.""";
    static final String OUTCOME = """
            Answers how a job ended, once it has ended for good: completed, dead, or deleted. With `wait` it answers as soon as \
            that happens, whichever server it happens on. Of several jobs that had this id one after the other it is the live \
            one that is waited for, and else the last that counts.

            What nothing is kept of can only be told to those who wait: how a job was completed or deleted whose queue keeps \
            no archive.""";

    private IdentityDocumentation() {}

    @Parameter(description = "Whether the lease of a running job is void at once.", schema = @Schema(types = {
            "boolean"}, defaultValue = "false"))
    @Target(ElementType.PARAMETER)
    @Retention(RetentionPolicy.RUNTIME)
    @interface ForceDescription {
    }

    @Parameter(description = "Cancels the job that has this unique key.", example = "report-of-ada", schema = @Schema(minLength = 1, maxLength = 1024, pattern = V2NewJob.KEY))
    @Target(ElementType.PARAMETER)
    @Retention(RetentionPolicy.RUNTIME)
    @interface UniqueKeyParameter {
    }

    @Parameter(description = "Cancels all jobs that have this fingerprint.", schema = @Schema(minLength = 1, maxLength = 1024, pattern = V2NewJob.KEY))
    @Target(ElementType.PARAMETER)
    @Retention(RetentionPolicy.RUNTIME)
    @interface FingerprintParameter {
    }

    @Parameter(description = "How long to wait while the job lives, up to `relay.waiting.max-wait` (60 s): a number with its "
            + "unit. Absent is not at all.", example = "2s", schema = @Schema(types = {
                    "string"}, pattern = "^((60|[1-5]?[0-9])s|(60000|[1-5]?[0-9]{1,4})ms|PT(60|[1-5]?[0-9])S)$"))
    @Target(ElementType.PARAMETER)
    @Retention(RetentionPolicy.RUNTIME)
    @interface WaitForEndDescription {
    }

    @ApiResponse(responseCode = "200", description = "How many jobs were cancelled, and how many asked to stop.", content = @Content(mediaType = "application/json", schema = @Schema(implementation = V2Cancelled.class), examples = @ExampleObject(CANCELLED)))
    @Target(ElementType.METHOD)
    @Retention(RetentionPolicy.RUNTIME)
    @interface CancelAnswered {
    }
}
