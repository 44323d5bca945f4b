package dev.relay.api.v2;

import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.media.Schema.RequiredMode;
import org.jspecify.annotations.Nullable;

/** One of many outcomes as v2's clients send it. Only the OpenAPI document is made from this: the wire is read by {@code OutcomeReader}. */
@Schema(name = "V2Outcome", description = "A run, and how it ended. Fields that are not listed here are ignored.")
record V2Outcome(
        @Schema(description = "The queue of the job.", requiredMode = RequiredMode.REQUIRED, minLength = 1, maxLength = 1024, pattern = V2NewJob.KEY, example = "reports") String queue,
        @Schema(description = "The id of the job.", requiredMode = RequiredMode.REQUIRED, minLength = 1, maxLength = 1024, pattern = V2NewJob.KEY, example = "monthly-7") String id,
        @Schema(name = "run_id", description = "The run: the `run_id` of the job that a claim answered.", requiredMode = RequiredMode.REQUIRED, types = {
                "string"}, format = "uuid", example = V2Documentation.RUN_ID) String runId,
        @Schema(description = "How it ended.", requiredMode = RequiredMode.REQUIRED, types = {
                "string"}, allowableValues = {"completed", "failed", "unprocessable", "fatal", "cancelled",
                        "rescheduled", "released"}, example = "completed") String outcome,
        @Schema(description = "With `completed`: any JSON value, kept to the byte in the archive. Absent or null is none.", example = "{\"pages\": 12}") @Nullable Object result,
        @Schema(description = "With `failed`, `unprocessable`, `fatal`, `cancelled`: what went wrong. Absent or null is nothing to tell.") @Nullable V2Error error,
        @Schema(name = "retry_at", types = {"string",
                "null"}, format = "date-time", description = "With `failed`: not before this instant, nor before the backoff. Absent or null is the backoff alone.", example = "2030-01-31T12:00:00Z") @Nullable String retryAt,
        @Schema(name = "run_at", types = {"string",
                "null"}, format = "date-time", description = "With `rescheduled`, where it is required: not before this instant.", example = "2030-01-31T12:00:00Z") @Nullable String runAt,
        @Schema(description = "With `rescheduled`: any JSON value, the state to save. Absent leaves the state as it was.", example = "{\"page\": 2}") @Nullable Object state){}
