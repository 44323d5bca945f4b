package dev.relay.api.v2;

import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.media.Schema.RequiredMode;

/** What a cancel did, as v2 answers it. */
@Schema(name = "V2Cancelled", description = "What a cancel did.")
record V2Cancelled(
        @Schema(description = "Jobs that became dead letters.", requiredMode = RequiredMode.REQUIRED, types = {
                "integer"}, format = "int32", minimum = "0", example = "1") int cancelled,
        @Schema(description = "Running jobs that were asked to stop, by this call and for the first time.", requiredMode = RequiredMode.REQUIRED, types = {
                "integer"}, format = "int32", minimum = "0", example = "0") int requested){}
