package dev.relay.api.v2;

import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A completion as v2's clients send it. Only the OpenAPI document is made from this: the wire is read by {@code OutcomeReader}. */
@Schema(name = "V2Completion", description = "What came of a run. Fields that are not listed here are ignored.")
record V2Completion(
        @Schema(description = "Any JSON value, kept to the byte. Absent or null is none.", example = "{\"pages\": 12}") @Nullable Object result) {}
