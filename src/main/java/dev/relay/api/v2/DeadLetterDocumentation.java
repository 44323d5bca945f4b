package dev.relay.api.v2;

import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.Parameters;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** What the OpenAPI document says about dead letters. */
final class DeadLetterDocumentation {

    static final String DEAD_LETTERS = "v2, dead letters";

    static final String LIST = """
            Those that have all of what is asked for, newest first. A page looks at no more than 10 000 dead letters, by the \
            filter that leaves the fewest (`id`, `unique_key`, `fingerprint`, `error_type`, `reason`, in this order); it may \
            therefore have fewer than `limit`, or none, and yet a `next`. Repeat with `after` until `next` is null.""";
    static final String RETRY = """
            Makes it a live job again, in one transaction: ready at once, with its id, payload and state, its retries as they \
            were at first, its counters at zero; the attempts so far are kept. With `payload` in the body that one \
            takes the place of its own.""";
    static final String RETRY_MANY = """
            As a retry of each, newest first, at most `limit` in a call; those of one call stand in line as they died. \
            With `rate` they become ready one after the other, at that rate. Those whose id or unique key a live job has stay \
            dead and are counted. Repeat with `after` until `next` is null: that comes to an end even when some die again, and \
            keeps up the rate.""";
    static final String DELETE_MANY = """
            For good, newest first, at most `limit` in a call. Repeat with `after` until `next` is null. Without a filter all \
            dead letters of the queue are meant; a parameter that is not known is refused.""";

    static final String LETTER = """
            {"dead_seq": 42, "queue": "reports", "id": "monthly-7", "reason": "retries_spent",
             "died_at": "2026-01-31T12:00:35.125000Z", "error_type": "SmtpTimeout",
             "attempts": [{"attempt": 1, "run_id": "9f3c1c1e-7a44-8d0b-9f53-000000000001",
              "claimed_at": "2026-01-31T12:00:05.250000Z", "ended_at": "2026-01-31T12:00:35.125000Z", "outcome": "failed",
              "error": {"type": "SmtpTimeout", "message": "no answer in 30 s", "detail": null}}],
             "failures": 1, "lapses": 0, "reschedules": 0, "timeout": 30, "max_retries": 0, "priority": 0, "unique_key": null,
             "fingerprint": null, "permit_key": null, "backoff": null, "payload": {"month": "2026-01"}, "state": null,
             "run_at": "2026-01-31T12:00:00.000000Z", "created_at": "2026-01-31T12:00:00.000000Z"}""";
    static final String PAGE = "{\"dead_letters\": [" + LETTER + "], \"next\": \"42\"}";
    static final String RETRIED = """
            {"retried": 99, "conflicts": 1, "next": "42"}""";
    static final String DELETED = """
            {"deleted": 100, "next": "42"}""";

    private DeadLetterDocumentation() {}

    @Parameter(description = "The number of the dead letter, its `dead_seq`.", example = "42", schema = @Schema(types = {
            "integer"}, format = "int64", minimum = "0", maximum = "999999999999999999"))
    @Target(ElementType.PARAMETER)
    @Retention(RetentionPolicy.RUNTIME)
    @interface DeadSeqParameter {
    }

    @Parameters({
            @Parameter(in = ParameterIn.QUERY, name = "reason", description = "Why it died.", schema = @Schema(types = {
                    "string"}, allowableValues = {"retries_spent", "unprocessable", "fatal", "cancelled", "poison"})),
            @Parameter(in = ParameterIn.QUERY, name = "id", description = "The id of the job.", schema = @Schema(minLength = 1, maxLength = 1024, pattern = V2NewJob.KEY)),
            @Parameter(in = ParameterIn.QUERY, name = "fingerprint", description = "The fingerprint of the job.", schema = @Schema(minLength = 1, maxLength = 1024, pattern = V2NewJob.KEY)),
            @Parameter(in = ParameterIn.QUERY, name = "unique_key", description = "The unique key of the job.", schema = @Schema(minLength = 1, maxLength = 1024, pattern = V2NewJob.KEY)),
            @Parameter(in = ParameterIn.QUERY, name = "error_type", description = "The `type` of the last error that a run reported.", schema = @Schema(minLength = 1, maxLength = 1024, pattern = V2NewJob.KEY)),
            @Parameter(in = ParameterIn.QUERY, name = "died_after", description = "It died at this instant or later.", schema = @Schema(types = {
                    "string"}, format = "date-time")),
            @Parameter(in = ParameterIn.QUERY, name = "died_before", description = "It died before this instant.", schema = @Schema(types = {
                    "string"}, format = "date-time")),
            @Parameter(in = ParameterIn.QUERY, name = "limit", description = "The most to take in one call.", example = "100", schema = @Schema(types = {
                    "integer"}, format = "int32", minimum = "1", maximum = "1000", defaultValue = "100")),
            @Parameter(in = ParameterIn.QUERY, name = "after", description = "Where to go on: the `next` of the last answer.", schema = @Schema(types = {
                    "string"}, pattern = "^[0-9]{1,18}(-[0-9]{1,17})?$"))})
    @Target(ElementType.METHOD)
    @Retention(RetentionPolicy.RUNTIME)
    @interface Filters {
    }

    @Parameter(in = ParameterIn.QUERY, name = "rate", description = "How many may become ready in a second (`s`), a minute (`m`) or an hour (`h`). Absent is all at once.", example = "100/s", schema = @Schema(types = {
            "string"}, pattern = "^[1-9][0-9]{0,5}/[smh]$"))
    @Target(ElementType.METHOD)
    @Retention(RetentionPolicy.RUNTIME)
    @interface RateParameter {
    }

    @RequestBody(description = "Another payload, to mend what was wrong; without a body the job keeps its own.", content = @Content(mediaType = "application/json", schema = @Schema(implementation = V2Retry.class), examples = @ExampleObject(name = "Another payload", value = "{\"payload\": {\"month\": \"2026-02\"}}")))
    @Target(ElementType.METHOD)
    @Retention(RetentionPolicy.RUNTIME)
    @interface PayloadBody {
    }
}
