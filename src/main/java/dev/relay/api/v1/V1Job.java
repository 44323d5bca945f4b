package dev.relay.api.v1;

import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.media.Schema.RequiredMode;
import org.jspecify.annotations.Nullable;

/** A job as v1 answers it. Only the OpenAPI document is made from this: the wire is written by {@code JobWriter}. */
@Schema(name = "V1Job", description = "A live job.")
record V1Job(
        @Schema(description = "Unique among the live jobs of its queue.", requiredMode = RequiredMode.REQUIRED, example = "welcome-42") String id,
        @Schema(description = "The queue it is in.", requiredMode = RequiredMode.REQUIRED, example = "mail") String queue,
        @Schema(description = "Seconds that a run may go without a heartbeat before its lease lapses.", requiredMode = RequiredMode.REQUIRED, types = {
                "integer"}, format = "int32", minimum = "0", example = "30") int timeout,
        @Schema(name = "max_retries", description = "Retries after the first run; -1 is unlimited.", requiredMode = RequiredMode.REQUIRED, types = {
                "integer"}, format = "int32", minimum = "-1", maximum = "32767", example = "3") int maxRetries,
        @Schema(description = "The JSON value that it was enqueued with, to the byte.", requiredMode = RequiredMode.REQUIRED, example = "{\"to\": \"ada@example.org\"}") @Nullable Object payload,
        @Schema(description = "The JSON value saved last, to the byte; null when none is set.", requiredMode = RequiredMode.REQUIRED) @Nullable Object state,
        @Schema(name = "run_at", description = "Not before this instant; UTC, with microseconds.", requiredMode = RequiredMode.REQUIRED, types = {
                "string"}, format = "date-time", example = "2026-01-31T12:00:00.000000Z") String runAt,
        @Schema(name = "updated_at", description = "When it was last enqueued, claimed, kept by a heartbeat or rescheduled.", requiredMode = RequiredMode.REQUIRED, types = {
                "string"}, format = "date-time", example = "2026-01-31T12:00:05.250000Z") String updatedAt){}
