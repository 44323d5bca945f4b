package dev.relay.api.v2;

import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.media.Schema.RequiredMode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A page of dead letters. Only the OpenAPI document is made from this. */
@Schema(name = "V2DeadLetters", description = "A page of dead letters.")
record V2DeadLetters(
        @Schema(name = "dead_letters", description = "Newest first.", requiredMode = RequiredMode.REQUIRED) List<V2DeadLetter> deadLetters,
        @Schema(description = "Where the next page begins: its `after`. Null when there is none.", requiredMode = RequiredMode.REQUIRED, types = {
                "string", "null"}, example = "42") @Nullable String next){}
