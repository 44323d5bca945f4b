package dev.relay.api.v2;

import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.media.Schema.RequiredMode;
import org.jspecify.annotations.Nullable;

/** An archived job as v2 answers it. Only the OpenAPI document is made from this. */
@Schema(name = "V2ArchivedJob", description = "A job that completed.")
record V2ArchivedJob(
        @Schema(description = "The queue it was in.", requiredMode = RequiredMode.REQUIRED, types = {
                "string"}, example = "reports") String queue,
        @Schema(description = "The id that it had; the archive may have many with one id.", requiredMode = RequiredMode.REQUIRED, types = {
                "string"}, example = "monthly-7") String id,
        @Schema(name = "completed_at", description = "When it completed.", requiredMode = RequiredMode.REQUIRED, types = {
                "string"}, format = "date-time", example = "2026-01-31T12:00:35.125000Z") String completedAt,
        @Schema(name = "claimed_at", description = "When the run began that completed it.", requiredMode = RequiredMode.REQUIRED, types = {
                "string"}, format = "date-time", example = "2026-01-31T12:00:05.125000Z") String claimedAt,
        @Schema(name = "run_seconds", description = "How long that run took.", requiredMode = RequiredMode.REQUIRED, types = {
                "number"}, example = "30.000000") double runSeconds,
        @Schema(description = "Runs that failed before.", requiredMode = RequiredMode.REQUIRED, types = {
                "integer"}, format = "int32", minimum = "0", example = "0") int failures,
        @Schema(description = "Leases that lapsed before.", requiredMode = RequiredMode.REQUIRED, types = {
                "integer"}, format = "int32", minimum = "0", example = "0") int lapses,
        @Schema(description = "How often a runner put it back before.", requiredMode = RequiredMode.REQUIRED, types = {
                "integer"}, format = "int32", minimum = "0", example = "0") int reschedules,
        @Schema(description = "Higher is claimed first.", requiredMode = RequiredMode.REQUIRED, types = {
                "integer"}, format = "int32", minimum = "-32768", maximum = "32767", example = "0") int priority,
        @Schema(name = "unique_key", description = "The unique key that it had; null when none.", requiredMode = RequiredMode.REQUIRED, types = {
                "string", "null"}, example = "report-2026-01") @Nullable String uniqueKey,
        @Schema(description = "The fingerprint that it had; null when none.", requiredMode = RequiredMode.REQUIRED, types = {
                "string", "null"}, example = "customer-7") @Nullable String fingerprint,
        @Schema(description = "The JSON value that it was enqueued with, to the byte.", requiredMode = RequiredMode.REQUIRED, example = "{\"month\": \"2026-01\"}") @Nullable Object payload,
        @Schema(description = "The JSON value saved last, to the byte; null when none was set.", requiredMode = RequiredMode.REQUIRED) @Nullable Object state,
        @Schema(description = "What its runner said on completion, to the byte; null when it said nothing.", requiredMode = RequiredMode.REQUIRED, example = "{\"pages\": 12}") @Nullable Object result,
        @Schema(name = "run_at", description = "Not before this instant it was to run.", requiredMode = RequiredMode.REQUIRED, types = {
                "string"}, format = "date-time", example = "2026-01-31T12:00:00.000000Z") String runAt,
        @Schema(name = "created_at", description = "When it was enqueued.", requiredMode = RequiredMode.REQUIRED, types = {
                "string"}, format = "date-time", example = "2026-01-31T12:00:00.000000Z") String createdAt){}
