package dev.relay.api.v2;

import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.Parameters;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Schema;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** What the OpenAPI document says about the archive. */
final class ArchiveDocumentation {

    static final String ARCHIVE = "v2, archive";

    static final String ARCHIVED_JOB = """
            {"queue": "reports", "id": "monthly-7", "completed_at": "2026-01-31T12:00:35.125000Z",
             "claimed_at": "2026-01-31T12:00:05.125000Z", "run_seconds": 30.000000, "failures": 0, "lapses": 0,
             "reschedules": 0, "priority": 0, "unique_key": null, "fingerprint": null, "payload": {"month": "2026-01"},
             "state": {"page": 12}, "result": {"pages": 12}, "run_at": "2026-01-31T12:00:00.000000Z",
             "created_at": "2026-01-31T12:00:00.000000Z"}""";
    static final String PAGE = "{\"jobs\": [" + ARCHIVED_JOB + "], \"next\": null}";

    private ArchiveDocumentation() {}

    @Parameters({
            @Parameter(in = ParameterIn.QUERY, name = "id", description = "Jobs with this id only.", schema = @Schema(minLength = 1, maxLength = 1024, pattern = V2NewJob.KEY)),
            @Parameter(in = ParameterIn.QUERY, name = "limit", description = "The most jobs of a page.", example = "100", schema = @Schema(types = {
                    "integer"}, format = "int32", minimum = "1", maximum = "1000", defaultValue = "100")),
            @Parameter(in = ParameterIn.QUERY, name = "after", description = "Where to go on: the `next` of the last answer.", schema = @Schema(types = {
                    "string"}))})
    @Target(ElementType.METHOD)
    @Retention(RetentionPolicy.RUNTIME)
    @interface PageParameters {
    }
}
