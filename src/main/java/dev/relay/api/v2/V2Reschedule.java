package dev.relay.api.v2;

import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.media.Schema.RequiredMode;
import org.jspecify.annotations.Nullable;

/** A reschedule as v2's clients send it. Only the OpenAPI document is made from this: the wire is read by {@code OutcomeReader}. */
@Schema(name = "V2Reschedule", description = "When to run a job again. Fields that are not listed here are ignored.")
record V2Reschedule(
        @Schema(name = "run_at", requiredMode = RequiredMode.REQUIRED, types = {
                "string"}, format = "date-time", description = "Not before this instant (RFC 3339, any offset); one that has passed is now.", example = "2030-01-31T12:00:00Z") String runAt,
        @Schema(description = "Any JSON value, kept to the byte: the state to save. Absent leaves the state as it was.", example = "{\"page\": 2}") @Nullable Object state){}
