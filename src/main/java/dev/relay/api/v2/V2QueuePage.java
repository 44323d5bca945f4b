package dev.relay.api.v2;

import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.media.Schema.RequiredMode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A page of queues as v2 answers it. Only the OpenAPI document is made from this: the wire is written by {@code QueueWriter}. */
@Schema(name = "V2QueuePage", description = "Queues that have live jobs or settings.")
record V2QueuePage(
        @Schema(description = "The queues, in the order of their names' bytes.", requiredMode = RequiredMode.REQUIRED) List<V2Queue> queues,
        @Schema(description = "What to give as `after` for the next page; null when this is the last.", requiredMode = RequiredMode.REQUIRED, types = {
                "string", "null"}, example = "reports") @Nullable String next){}
