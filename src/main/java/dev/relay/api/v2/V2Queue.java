package dev.relay.api.v2;

import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.media.Schema.RequiredMode;
import org.jspecify.annotations.Nullable;

/** A queue as v2 answers it. Only the OpenAPI document is made from this: the wire is written by {@code QueueWriter}. */
@Schema(name = "V2Queue", description = "A queue: what it may do and keep, and what it holds.")
record V2Queue(
        @Schema(description = "Its name.", requiredMode = RequiredMode.REQUIRED, example = "reports") String queue,
        @Schema(description = "Whether claims come away empty.", requiredMode = RequiredMode.REQUIRED, example = "false") boolean paused,
        @Schema(name = "max_running", description = "Jobs of the queue that may run at the same time; null is unlimited.", requiredMode = RequiredMode.REQUIRED, types = {
                "integer",
                "null"}, format = "int32", minimum = "0", maximum = "2147483647", example = "50") @Nullable Integer maxRunning,
        @Schema(name = "max_running_per_key", description = "Jobs of one `permit_key` that may run at the same time; null is unlimited.", requiredMode = RequiredMode.REQUIRED, types = {
                "integer",
                "null"}, format = "int32", minimum = "0", maximum = "2147483647", example = "5") @Nullable Integer maxRunningPerKey,
        @Schema(description = "How many jobs may be claimed in how long; null is unlimited.", requiredMode = RequiredMode.REQUIRED) @Nullable V2Rate rate,
        @Schema(description = QueueDocumentation.BACKOFF, requiredMode = RequiredMode.REQUIRED) V2Backoff backoff,
        @Schema(name = "max_lapses", description = "Lapsed leases after which a job is poison.", requiredMode = RequiredMode.REQUIRED, types = {
                "integer"}, format = "int32", minimum = "1", example = "100") int maxLapses,
        @Schema(name = "max_reschedules", description = "Reschedules by its runners after which a job is poison.", requiredMode = RequiredMode.REQUIRED, types = {
                "integer"}, format = "int32", minimum = "0", example = "100") int maxReschedules,
        @Schema(description = "Whether completed jobs are kept.", requiredMode = RequiredMode.REQUIRED, example = "true") boolean archive,
        @Schema(name = "archive_retention", description = "How long completed jobs are kept.", requiredMode = RequiredMode.REQUIRED, example = "7d") String archiveRetention,
        @Schema(name = "dead_letter_retention", description = "How long dead letters are kept.", requiredMode = RequiredMode.REQUIRED, example = "30d") String deadLetterRetention,
        @Schema(description = "What it holds now.", requiredMode = RequiredMode.REQUIRED) Counts counts){

    @Schema(name = "V2QueueCounts", description = "How many jobs a queue has now. Counting stops at 10 000, so that it costs the same however long a backlog is.")
    record Counts(
            @Schema(description = "In line for a runner.", requiredMode = RequiredMode.REQUIRED) Count ready,
            @Schema(description = "Not due yet.", requiredMode = RequiredMode.REQUIRED) Count scheduled,
            @Schema(description = "Held by a run.", requiredMode = RequiredMode.REQUIRED) Count running,
            @Schema(name = "dead_letters", description = "Ended without success, and kept.", requiredMode = RequiredMode.REQUIRED) Count deadLetters) {}

    @Schema(name = "V2Count", description = "A count that costs no more than a bound.")
    record Count(
            @Schema(description = "How many were counted.", requiredMode = RequiredMode.REQUIRED, types = {
                    "integer"}, format = "int64", minimum = "0", maximum = "10000", example = "12") long count,
            @Schema(name = "at_least", description = "Whether there may be more.", requiredMode = RequiredMode.REQUIRED, example = "false") boolean atLeast){}
}
