package dev.relay.api.v2;

import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.media.Schema.RequiredMode;
import java.util.List;

/** Why a job is not running, as v2 answers it. Only the OpenAPI document is made from this: {@code ExplanationWriter} writes it. */
@Schema(name = "V2Explanation", description = "Why a live job is not running.")
record V2Explanation(
        @Schema(description = "Where it stands.", requiredMode = RequiredMode.REQUIRED, types = {
                "string"}, allowableValues = {"scheduled", "ready", "running"}, example = "ready") String state,
        @Schema(description = "All that keeps it from running; none when the next claim of its queue takes it.", requiredMode = RequiredMode.REQUIRED) List<Reason> reasons){

    @Schema(name = "V2Reason", description = "Something that keeps a job from running.")
    record Reason(
            @Schema(description = """
                    `paused`: the queue is. `not_due`: its `run_at` has not come. `not_promoted`: it has, and the next look for \
                    due jobs puts it in line. `behind`: other jobs come first. `queue_at_limit`, `key_at_limit`, \
                    `total_at_limit`: as many jobs run as may, of the queue, of its permit key, of all queues. `rate_spent`: the \
                    queue's rate is used up. `no_claim_seen`: the server that answers has seen no claim of the queue for a while; \
                    others may have. `held`: a run holds it. `cancel_requested`: that run is asked to stop.""", requiredMode = RequiredMode.REQUIRED, types = {
                    "string"}, allowableValues = {"paused", "not_due", "not_promoted", "behind", "queue_at_limit",
                            "key_at_limit", "total_at_limit", "rate_spent", "no_claim_seen", "held",
                            "cancel_requested"}, example = "behind") String code,
            @Schema(description = "The same for people, with numbers and instants.", requiredMode = RequiredMode.REQUIRED, example = "It is behind about 12 jobs of the queue") String detail){}
}
