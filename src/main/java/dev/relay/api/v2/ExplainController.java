package dev.relay.api.v2;

import dev.relay.api.Keys;
import dev.relay.api.ProblemException;
import dev.relay.api.v2.V2Documentation.IdParameter;
import dev.relay.api.v2.V2Documentation.QueueParameter;
import dev.relay.job.JobExplainer;
import dev.relay.job.JobKey;
import dev.relay.notification.WaitingClaims;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Why a job is not running. */
@RestController
@Tag(name = QueueDocumentation.QUEUES)
@RequestMapping("/v2/queues/{queue}/jobs/{id}/explain")
class ExplainController {

    private final JobExplainer explainer;
    private final WaitingClaims claims;
    private final Keys keys;

    ExplainController(JobExplainer explainer, WaitingClaims claims, Keys keys) {
        this.explainer = explainer;
        this.claims = claims;
        this.keys = keys;
    }

    @Operation(operationId = "explainJob", summary = "Ask why a job is not running", description = QueueDocumentation.EXPLAIN)
    @ApiResponse(responseCode = "200", description = "Its state, and all that keeps it; nothing when the next claim of its queue takes it.", content = @Content(mediaType = "application/json", schema = @Schema(implementation = V2Explanation.class), examples = @ExampleObject(QueueDocumentation.EXPLANATION)))
    @ApiResponse(responseCode = "404", description = "There is no live job with this id in this queue: it ended, or never was.")
    @GetMapping
    ResponseEntity<byte[]> explain(@QueueParameter @PathVariable String queue, @IdParameter @PathVariable String id) {
        JobKey key = keys.job(queue, id, "id");
        return explainer.explain(key, claims.isWaitedFor(queue)).map(ExplanationWriter::answer).orElseThrow(
                () -> ProblemException.jobNotFound(key, "There is no job with this id in this queue"));
    }
}
