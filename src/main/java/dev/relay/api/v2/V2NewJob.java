package dev.relay.api.v2;

import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.media.Schema.RequiredMode;
import org.jspecify.annotations.Nullable;

/** A job as v2's clients send it. Only the OpenAPI document is made from this: the wire is read by {@code JobReader}. */
@Schema(name = "V2NewJob", description = "A job to put in a queue. Fields that are not listed here are ignored.")
record V2NewJob(
        @Schema(description = "Unique among the live jobs of its queue: a job with a taken id is refused or skipped.", requiredMode = RequiredMode.REQUIRED, minLength = 1, maxLength = 1024, pattern = KEY, example = "monthly-7") String id,
        @Schema(description = "Which runners may take it. A queue exists as soon as a job names it.", requiredMode = RequiredMode.REQUIRED, minLength = 1, maxLength = 1024, pattern = KEY, example = "reports") String queue,
        @Schema(description = "Seconds that a run may go without a heartbeat before its lease lapses; 0 lapses at once.", requiredMode = RequiredMode.REQUIRED, types = {
                "integer"}, format = "int32", minimum = "0", maximum = "2147483647", example = "30") int timeout,
        @Schema(name = "max_retries", types = {
                "integer",
                "null"}, format = "int32", minimum = "0", maximum = "32767", example = "3", description = "Retries after the first run. Absent or null is unlimited.") @Nullable Integer maxRetries,
        @Schema(description = "Any JSON value, kept to the byte; it never changes while the job lives. Absent is null.", example = "{\"month\": \"2026-01\"}") @Nullable Object payload,
        @Schema(description = "Any JSON value, kept to the byte: progress that survives a retry. Absent or null is none.") @Nullable Object state,
        @Schema(name = "run_at", types = {"string",
                "null"}, format = "date-time", description = "Not before this instant (RFC 3339, any offset). Absent or null is now.", example = "2026-01-31T12:00:00Z") @Nullable String runAt,
        @Schema(types = {"integer",
                "null"}, format = "int32", minimum = "-32768", maximum = "32767", defaultValue = "0", description = "Higher is claimed first, before `run_at` and the order of enqueueing. Absent or null is 0. "
                        + "Relay's own: relay has no such field.") @Nullable Integer priority,
        @Schema(name = "unique_key", types = {"string",
                "null"}, minLength = 1, maxLength = 1024, pattern = KEY, description = "Unique among the live jobs of its queue, whatever their ids: a job with a taken one is "
                        + "refused, skipped or put in the place of the other, as `mode` says. With the queue at most 2600 bytes. "
                        + "Absent or null is none. Relay's own.", example = "report-of-ada") @Nullable String uniqueKey,
        @Schema(types = {"string",
                "null"}, minLength = 1, maxLength = 1024, pattern = KEY, description = "Shared by all jobs that are to be cancelled together. With the queue at most 2600 bytes. Absent "
                        + "or null is none. Relay's own.", example = "reports-of-2026") @Nullable String fingerprint,
        @Schema(name = "permit_key", types = {"string",
                "null"}, minLength = 1, maxLength = 1024, pattern = KEY, description = "Whose permits its runs count against, where the queue has `max_running_per_key`: a tenant, say. "
                        + "With the queue at most 2600 bytes. Absent or null is nobody's. Relay's own.", example = "tenant-7") @Nullable String permitKey,
        @Schema(types = {"object",
                "null"}, description = "How long it waits after each failure. Absent or null is as its queue says. Relay's own.") @Nullable Object backoff){

    /** Any character but U+0000, which PostgreSQL cannot store. */
    static final String KEY = "^[^\\u0000]+$";
}
