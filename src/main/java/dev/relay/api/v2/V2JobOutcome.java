package dev.relay.api.v2;

import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.media.Schema.RequiredMode;
import org.jspecify.annotations.Nullable;

/** How a job ended as v2 answers it. Only the OpenAPI document is made from this: the wire is written by {@code JobOutcomeWriter}. */
@Schema(name = "V2JobOutcome", description = "How a job ended.")
record V2JobOutcome(
        @Schema(description = "`completed`: by its run. `deleted`: by a client. All others: a dead letter, because its retries are spent, its "
                + "runner cannot process it, its runner says that no retry may follow, it was cancelled, or its lease lapsed or it "
                + "was put back too often.", requiredMode = RequiredMode.REQUIRED, types = {
                        "string"}, allowableValues = {"completed", "retries_spent", "unprocessable", "fatal",
                                "cancelled",
                                "poison", "deleted"}, example = "completed") String outcome,
        @Schema(name = "ended_at", description = "When it ended; UTC, with microseconds.", requiredMode = RequiredMode.REQUIRED, types = {
                "string"}, format = "date-time", example = "2026-01-31T12:00:07.500000Z") String endedAt,
        @Schema(description = "The JSON value that its runner gave on completion, to the byte; null when it gave none, or it is not kept.", requiredMode = RequiredMode.REQUIRED, example = "{\"pages\": 12}") @Nullable Object result,
        @Schema(description = "The last error of a dead letter; null when there is none.", requiredMode = RequiredMode.REQUIRED) @Nullable Object error){}
