package dev.relay.api.v2;

import dev.relay.api.ClientConnection;
import dev.relay.api.Keys;
import dev.relay.api.JobOutcomeWriter;
import dev.relay.api.ProblemException;
import dev.relay.api.RequestThreads;
import dev.relay.api.v2.IdentityDocumentation.WaitForEndDescription;
import dev.relay.api.v2.V2Documentation.IdParameter;
import dev.relay.api.v2.V2Documentation.QueueParameter;
import dev.relay.job.JobKey;
import dev.relay.job.JobOutcome;
import dev.relay.notification.WaitingOutcomes;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What became of a job, at once or when it has ended. */
@RestController
@Tag(name = V2Documentation.JOBS)
@RequestMapping("/v2/queues/{queue}/jobs/{id}/outcome")
class JobOutcomeController {

    private final WaitingOutcomes outcomes;
    private final Keys keys;

    JobOutcomeController(WaitingOutcomes outcomes, Keys keys) {
        this.outcomes = outcomes;
        this.keys = keys;
    }

    @Operation(operationId = "jobOutcome", summary = "Wait for a job to end", description = IdentityDocumentation.OUTCOME)
    @ApiResponse(responseCode = "200", description = "How it ended.", content = @Content(mediaType = "application/json", schema = @Schema(implementation = V2JobOutcome.class), examples = @ExampleObject(IdentityDocumentation.ENDED)))
    @ApiResponse(responseCode = "204", description = "The job still lives.", content = @Content)
    @ApiResponse(responseCode = "404", description = "There is no job with this id in this queue, and nothing is kept of one.")
    @GetMapping
    ResponseEntity<byte[]> outcome(@QueueParameter @PathVariable String queue, @IdParameter @PathVariable String id,
            @WaitForEndDescription @RequestParam(required = false) @Nullable String wait, HttpServletRequest request) {
        JobKey key = keys.job(queue, id, "id");
        Duration duration = WaitParameter.read(wait, outcomes.maxWait());
        if (duration.isPositive()) {
            RequestThreads.stepAside();
        }
        ClientConnection client = ClientConnection.of(request);
        return switch (outcomes.await(key, duration, client::isGone)) {
            case JobOutcome.Ended ended -> JobOutcomeWriter.ended(ended);
            case JobOutcome.StillLive live -> ResponseEntity.noContent().build();
            case JobOutcome.Unknown unknown -> throw ProblemException.jobNotFound(key,
                    "There is no job with this id in this queue, and nothing is kept of one");
        };
    }
}
