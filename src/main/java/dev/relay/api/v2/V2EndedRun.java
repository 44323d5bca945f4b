package dev.relay.api.v2;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.relay.job.EndedRun;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.media.Schema.RequiredMode;

/** What became of one of many outcomes, as v2 answers it. */
@Schema(name = "V2EndedRun", description = "A run, and whether it held its job.")
record V2EndedRun(
        @Schema(description = "The queue of the job.", requiredMode = RequiredMode.REQUIRED, example = "reports") String queue,
        @Schema(description = "The id of the job.", requiredMode = RequiredMode.REQUIRED, example = "monthly-7") String id,
        @JsonProperty("run_id") @Schema(name = "run_id", description = "The run.", requiredMode = RequiredMode.REQUIRED, types = {
                "string"}, format = "uuid", example = V2Documentation.RUN_ID) String runId,
        @Schema(description = V2Documentation.LEASE, requiredMode = RequiredMode.REQUIRED, types = {
                "string"}, allowableValues = {"held", "lost"}, example = "held") String lease){

    static V2EndedRun of(EndedRun run, boolean held) {
        return new V2EndedRun(run.key().queue(), run.key().id(), run.runId().toString(), held ? "held" : "lost");
    }
}
