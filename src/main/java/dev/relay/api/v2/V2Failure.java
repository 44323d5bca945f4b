package dev.relay.api.v2;

import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A failure as v2's clients send it. Only the OpenAPI document is made from this: the wire is read by {@code OutcomeReader}. */
@Schema(name = "V2Failure", description = "What went wrong in a run. Fields that are not listed here are ignored.")
record V2Failure(
        @Schema(description = "What went wrong. Absent or null is nothing to tell.") @Nullable V2Error error,
        @Schema(name = "retry_at", types = {"string",
                "null"}, format = "date-time", description = "With `failed`: not before this instant (RFC 3339, any offset), nor before the backoff. Absent or null is the backoff alone.", example = "2030-01-31T12:00:00Z") @Nullable String retryAt,
        @Schema(types = {"string",
                "null"}, allowableValues = {"failed", "unprocessable", "fatal",
                        "cancelled"}, defaultValue = "failed", description = "Whether it may be tried again; only `failed` may.") @Nullable String outcome){}
