package dev.relay.api.v2;

import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.media.Schema.RequiredMode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A dead letter as v2 answers it. Only the OpenAPI document is made from this. */
@Schema(name = "V2DeadLetter", description = "A job that ended without success, with all that it had.")
record V2DeadLetter(
        @Schema(name = "dead_seq", description = "What tells it from other dead letters; an id may die many times.", requiredMode = RequiredMode.REQUIRED, types = {
                "integer"}, format = "int64", example = "42") long deadSeq,
        @Schema(description = "The queue it was in.", requiredMode = RequiredMode.REQUIRED, types = {
                "string"}, example = "reports") String queue,
        @Schema(description = "The id that it had.", requiredMode = RequiredMode.REQUIRED, types = {
                "string"}, example = "monthly-7") String id,
        @Schema(description = "`retries_spent`: its last run failed, or its lease lapsed. `unprocessable`, `fatal`, `cancelled`: as its runner, or a client, said. `poison`: its lease lapsed too often, or it was put back too often.", requiredMode = RequiredMode.REQUIRED, types = {
                "string"}, allowableValues = {"retries_spent", "unprocessable", "fatal", "cancelled",
                        "poison"}, example = "retries_spent") String reason,
        @Schema(name = "died_at", description = "When it died.", requiredMode = RequiredMode.REQUIRED, types = {
                "string"}, format = "date-time", example = "2026-01-31T12:00:35.125000Z") String diedAt,
        @Schema(name = "error_type", description = "The `type` of the last error that a run reported; null when none did.", requiredMode = RequiredMode.REQUIRED, types = {
                "string", "null"}, example = "SmtpTimeout") @Nullable String errorType,
        @Schema(description = "Its last runs that ended without success, at most ten, oldest first.", requiredMode = RequiredMode.REQUIRED) List<Object> attempts,
        @Schema(description = "Runs that failed.", requiredMode = RequiredMode.REQUIRED, types = {
                "integer"}, format = "int32", minimum = "0", example = "1") int failures,
        @Schema(description = "Leases that lapsed.", requiredMode = RequiredMode.REQUIRED, types = {
                "integer"}, format = "int32", minimum = "0", example = "0") int lapses,
        @Schema(description = "How often a runner put it back.", requiredMode = RequiredMode.REQUIRED, types = {
                "integer"}, format = "int32", minimum = "0", example = "0") int reschedules,
        @Schema(description = "Seconds that a run may go without a heartbeat.", requiredMode = RequiredMode.REQUIRED, types = {
                "integer"}, format = "int32", minimum = "0", example = "30") int timeout,
        @Schema(name = "max_retries", description = "Retries after the first run; null is unlimited.", requiredMode = RequiredMode.REQUIRED, types = {
                "integer",
                "null"}, format = "int32", minimum = "0", maximum = "32767", example = "0") @Nullable Integer maxRetries,
        @Schema(description = "Higher is claimed first.", requiredMode = RequiredMode.REQUIRED, types = {
                "integer"}, format = "int32", minimum = "-32768", maximum = "32767", example = "0") int priority,
        @Schema(name = "unique_key", description = "The unique key that it had; null when none.", requiredMode = RequiredMode.REQUIRED, types = {
                "string", "null"}, example = "report-2026-01") @Nullable String uniqueKey,
        @Schema(description = "The fingerprint that it had; null when none.", requiredMode = RequiredMode.REQUIRED, types = {
                "string", "null"}, example = "customer-7") @Nullable String fingerprint,
        @Schema(name = "permit_key", description = "Whose permits its runs counted against; null when none.", requiredMode = RequiredMode.REQUIRED, types = {
                "string", "null"}, example = "tenant-7") @Nullable String permitKey,
        @Schema(description = "Its own backoff; null when it had that of its queue.", requiredMode = RequiredMode.REQUIRED, types = {
                "object", "null"}) @Nullable Object backoff,
        @Schema(description = "The JSON value that it was enqueued with, to the byte.", requiredMode = RequiredMode.REQUIRED, example = "{\"month\": \"2026-01\"}") @Nullable Object payload,
        @Schema(description = "The JSON value saved last, to the byte; null when none was set.", requiredMode = RequiredMode.REQUIRED) @Nullable Object state,
        @Schema(name = "run_at", description = "Not before this instant it was to run.", requiredMode = RequiredMode.REQUIRED, types = {
                "string"}, format = "date-time", example = "2026-01-31T12:00:00.000000Z") String runAt,
        @Schema(name = "created_at", description = "When it was enqueued.", requiredMode = RequiredMode.REQUIRED, types = {
                "string"}, format = "date-time", example = "2026-01-31T12:00:00.000000Z") String createdAt){}
