package dev.relay.api.v2;

import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.media.Schema.AdditionalPropertiesValue;
import org.jspecify.annotations.Nullable;

/** The settings of a queue as v2's clients send them. Only the OpenAPI document is made from this: {@code QueueSettingsReader} reads. */
@Schema(name = "V2QueueSettings", description = "What a queue may do and keep. What is absent or null is the default; a field that is not listed here is a mistake.", additionalProperties = AdditionalPropertiesValue.FALSE)
record V2QueueSettings(
        @Schema(description = "Whether claims come away empty.", types = {"boolean",
                "null"}, defaultValue = "false", example = "false") @Nullable Boolean paused,
        @Schema(name = "max_running", description = "Jobs of the queue that may run at the same time. Absent or null is unlimited.", types = {
                "integer",
                "null"}, format = "int32", minimum = "0", maximum = "2147483647", example = "50") @Nullable Integer maxRunning,
        @Schema(name = "max_running_per_key", description = "Jobs of one `permit_key` that may run at the same time. Absent or null is unlimited.", types = {
                "integer",
                "null"}, format = "int32", minimum = "0", maximum = "2147483647", example = "5") @Nullable Integer maxRunningPerKey,
        @Schema(description = "How many jobs may be claimed in how long. Absent or null is unlimited.") @Nullable V2Rate rate,
        @Schema(description = QueueDocumentation.BACKOFF
                + " Absent or null is five seconds.") @Nullable V2Backoff backoff,
        @Schema(name = "max_lapses", description = "Lapsed leases after which a job is poison, whatever its retries.", types = {
                "integer",
                "null"}, format = "int32", minimum = "1", maximum = "2147483647", defaultValue = "100", example = "100") @Nullable Integer maxLapses,
        @Schema(name = "max_reschedules", description = "Reschedules by its runners after which a job is poison; 0 allows none.", types = {
                "integer",
                "null"}, format = "int32", minimum = "0", maximum = "2147483647", defaultValue = "100", example = "100") @Nullable Integer maxReschedules,
        @Schema(description = "Whether completed jobs are kept.", types = {"boolean",
                "null"}, defaultValue = "false", example = "true") @Nullable Boolean archive,
        @Schema(name = "archive_retention", description = "How long completed jobs are kept: whole seconds, at most 36500d.", types = {
                "string",
                "null"}, pattern = QueueDocumentation.SECONDS, defaultValue = "7d", example = "7d") @Nullable String archiveRetention,
        @Schema(name = "dead_letter_retention", description = "How long dead letters are kept: whole seconds, at most 36500d.", types = {
                "string",
                "null"}, pattern = QueueDocumentation.SECONDS, defaultValue = "30d", example = "30d") @Nullable String deadLetterRetention){}
