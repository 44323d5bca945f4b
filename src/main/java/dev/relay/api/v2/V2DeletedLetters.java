package dev.relay.api.v2;

import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.media.Schema.RequiredMode;
import org.jspecify.annotations.Nullable;

/** What a delete of many did. Only the OpenAPI document is made from this. */
@Schema(name = "V2DeletedLetters", description = "What a delete of many dead letters did.")
record V2DeletedLetters(
        @Schema(description = "How many are gone.", requiredMode = RequiredMode.REQUIRED, types = {
                "integer"}, format = "int32", example = "100") int deleted,
        @Schema(description = "Where to go on: the `after` of the next call. Null when there is nothing left.", requiredMode = RequiredMode.REQUIRED, types = {
                "string", "null"}, example = "42") @Nullable String next){}
