package dev.relay.api.v2;

import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What the body of a retry may say. Only the OpenAPI document is made from this. */
@Schema(name = "V2Retry", description = "How a dead letter is to be retried. Fields that are not listed here are ignored.")
record V2Retry(
        @Schema(description = "Any JSON value, kept to the byte, in place of the payload that it has. Absent leaves that.", example = "{\"month\": \"2026-02\"}") @Nullable Object payload) {}
