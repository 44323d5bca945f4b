package dev.relay.api.v1;

import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.media.Schema.RequiredMode;
import org.jspecify.annotations.Nullable;

/** A job as v1's clients send it. Only the OpenAPI document is made from this: the wire is read by {@code JobReader}. */
@Schema(name = "V1NewJob", description = "A job to put in a queue. Fields that are not listed here are ignored.")
record V1NewJob(
        @Schema(description = "Unique among the live jobs of its queue: a job with a taken id is refused or skipped.", requiredMode = RequiredMode.REQUIRED, minLength = 1, maxLength = 1024, pattern = KEY, example = "welcome-42") String id,
        @Schema(description = "Which runners may take it. A queue exists as soon as a job names it.", requiredMode = RequiredMode.REQUIRED, minLength = 1, maxLength = 1024, pattern = KEY, example = "mail") String queue,
        @Schema(description = "Seconds that a run may go without a heartbeat before its lease lapses; 0 lapses at once.", requiredMode = RequiredMode.REQUIRED, types = {
                "integer"}, format = "int32", minimum = "0", maximum = "2147483647", example = "30") int timeout,
        @Schema(name = "max_retries", types = {
                "integer",
                "null"}, format = "int32", minimum = "-2147483648", maximum = "32767", defaultValue = "0", example = "3", description = "Retries after the first run. Absent or null is 0, negative is unlimited.") @Nullable Integer maxRetries,
        @Schema(description = "Any JSON value, kept to the byte; it never changes while the job lives. Absent is null.", example = "{\"to\": \"ada@example.org\"}") @Nullable Object payload,
        @Schema(description = "Any JSON value, kept to the byte: progress that survives a retry. Absent or null is none.") @Nullable Object state,
        @Schema(name = "run_at", types = {"string",
                "null"}, format = "date-time", description = "Not before this instant (RFC 3339, any offset). Absent or null is now.", example = "2026-01-31T12:00:00Z") @Nullable String runAt,
        @Schema(name = "persist_data", types = {"boolean",
                "null"}, defaultValue = "true", description = "On enqueue: false answers before the commit is on disk, so that a crash of the database within "
                        + "a moment may lose the job. Absent, null or true: 202 means committed to disk.") @Nullable Boolean persistData){

    /** Any character but U+0000, which PostgreSQL cannot store. */
    static final String KEY = "^[^\\u0000]+$";
}
