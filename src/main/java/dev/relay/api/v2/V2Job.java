package dev.relay.api.v2;

import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.media.Schema.RequiredMode;
import org.jspecify.annotations.Nullable;

/** A job as v2 answers it. Only the OpenAPI document is made from this: the wire is written by {@code JobWriter}. */
@Schema(name = "V2Job", description = "A live job.")
record V2Job(
        @Schema(description = "Unique among the live jobs of its queue.", requiredMode = RequiredMode.REQUIRED, example = "monthly-7") String id,
        @Schema(description = "The queue it is in.", requiredMode = RequiredMode.REQUIRED, example = "reports") String queue,
        @Schema(description = "Seconds that a run may go without a heartbeat before its lease lapses.", requiredMode = RequiredMode.REQUIRED, types = {
                "integer"}, format = "int32", minimum = "0", example = "30") int timeout,
        @Schema(name = "max_retries", description = "Retries after the first run; null is unlimited.", requiredMode = RequiredMode.REQUIRED, types = {
                "integer",
                "null"}, format = "int32", minimum = "0", maximum = "32767", example = "3") @Nullable Integer maxRetries,
        @Schema(description = "The JSON value that it was enqueued with, to the byte.", requiredMode = RequiredMode.REQUIRED, example = "{\"month\": \"2026-01\"}") @Nullable Object payload,
        @Schema(description = "The JSON value saved last, to the byte; null when none is set.", requiredMode = RequiredMode.REQUIRED) @Nullable Object state,
        @Schema(name = "run_at", description = "Not before this instant; UTC, with microseconds.", requiredMode = RequiredMode.REQUIRED, types = {
                "string"}, format = "date-time", example = "2026-01-31T12:00:00.000000Z") String runAt,
        @Schema(name = "updated_at", description = "When it was last enqueued, claimed, kept by a heartbeat or rescheduled.", requiredMode = RequiredMode.REQUIRED, types = {
                "string"}, format = "date-time", example = "2026-01-31T12:00:05.250000Z") String updatedAt,
        @Schema(name = "retries_remaining", description = "Retries that are left; null is unlimited.", requiredMode = RequiredMode.REQUIRED, types = {
                "integer",
                "null"}, format = "int32", minimum = "0", maximum = "32767", example = "3") @Nullable Integer retriesRemaining,
        @Schema(description = "Higher is claimed first.", requiredMode = RequiredMode.REQUIRED, types = {
                "integer"}, format = "int32", minimum = "-32768", maximum = "32767", example = "0") int priority,
        @Schema(name = "run_id", description = "The run that holds its lease; null while none does.", requiredMode = RequiredMode.REQUIRED, types = {
                "string", "null"}, format = "uuid", example = V2Documentation.RUN_ID) @Nullable String runId,
        @Schema(name = "created_at", description = "When it was enqueued.", requiredMode = RequiredMode.REQUIRED, types = {
                "string"}, format = "date-time", example = "2026-01-31T12:00:00.000000Z") String createdAt,
        @Schema(name = "unique_key", description = "Unique among the live jobs of its queue, beside the id; null is none.", requiredMode = RequiredMode.REQUIRED, types = {
                "string", "null"}, example = "report-of-ada") @Nullable String uniqueKey,
        @Schema(description = "What it can be cancelled by, together with others; null is none.", requiredMode = RequiredMode.REQUIRED, types = {
                "string", "null"}, example = "reports-of-2026") @Nullable String fingerprint,
        @Schema(name = "permit_key", description = "Whose permits its runs count against; null is nobody's.", requiredMode = RequiredMode.REQUIRED, types = {
                "string", "null"}, example = "tenant-7") @Nullable String permitKey){}
