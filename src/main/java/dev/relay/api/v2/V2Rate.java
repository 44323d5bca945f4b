package dev.relay.api.v2;

import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.media.Schema.AdditionalPropertiesValue;
import io.swagger.v3.oas.annotations.media.Schema.RequiredMode;

/** A rate on the wire, for the OpenAPI document. */
@Schema(name = "V2Rate", description = "At most `limit` claims in each `period`: a bucket of tokens that fills evenly and holds one period's worth. Null is no rate.", types = {
        "object", "null"}, additionalProperties = AdditionalPropertiesValue.FALSE)
record V2Rate(
        @Schema(description = "Claims in each period.", requiredMode = RequiredMode.REQUIRED, types = {
                "integer"}, format = "int32", minimum = "1", maximum = "2147483647", example = "100") int limit,
        @Schema(description = "Whole milliseconds, from 1ms to 36500d.", requiredMode = RequiredMode.REQUIRED, types = {
                "string"}, pattern = QueueDocumentation.MILLISECONDS, example = "1s") String period){}
