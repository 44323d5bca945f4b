package dev.relay.api.v2;

import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.media.Schema.AdditionalPropertiesValue;
import org.jspecify.annotations.Nullable;

/** The limits of all queues together on the wire, for the OpenAPI document. */
@Schema(name = "V2Limits", description = "What counts for all queues together. A field that is not listed here is a mistake.", additionalProperties = AdditionalPropertiesValue.FALSE)
record V2Limits(
        @Schema(name = "max_running", description = "Jobs of all queues that may run at the same time. Absent or null is unlimited.", types = {
                "integer",
                "null"}, format = "int32", minimum = "0", maximum = "2147483647", example = "500") @Nullable Integer maxRunning){}
