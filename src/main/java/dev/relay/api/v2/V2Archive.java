package dev.relay.api.v2;

import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.media.Schema.RequiredMode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A page of the archive. Only the OpenAPI document is made from this. */
@Schema(name = "V2Archive", description = "A page of the archive.")
record V2Archive(
        @Schema(description = "Those first that completed last.", requiredMode = RequiredMode.REQUIRED) List<V2ArchivedJob> jobs,
        @Schema(description = "Where the next page begins: its `after`. Null when there is none.", requiredMode = RequiredMode.REQUIRED, types = {
                "string", "null"}, example = "MTc2OTg2MDgzNTEyNTAwMCBtb250aGx5LTc") @Nullable String next){}
