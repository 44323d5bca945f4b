package dev.relay.api.v2;

import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.media.Schema.RequiredMode;
import org.jspecify.annotations.Nullable;

/** What a retry of many did. Only the OpenAPI document is made from this. */
@Schema(name = "V2RetriedLetters", description = "What a retry of many dead letters did.")
record V2RetriedLetters(
        @Schema(description = "How many are live jobs again.", requiredMode = RequiredMode.REQUIRED, types = {
                "integer"}, format = "int32", example = "99") int retried,
        @Schema(description = "How many stayed dead, because a live job or a newer dead letter has their id or unique key, or went in the meantime.", requiredMode = RequiredMode.REQUIRED, types = {
                "integer"}, format = "int32", example = "1") int conflicts,
        @Schema(description = "Where to go on: the `after` of the next call. Null when there is nothing left.", requiredMode = RequiredMode.REQUIRED, types = {
                "string", "null"}, example = "42") @Nullable String next){}
