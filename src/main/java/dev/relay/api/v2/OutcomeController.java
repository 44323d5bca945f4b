package dev.relay.api.v2;

import dev.relay.api.Keys;
import dev.relay.api.OutcomeReader;
import dev.relay.api.RequestBytes;
import dev.relay.api.v2.OutcomeDocumentation.CompletionBody;
import dev.relay.api.v2.OutcomeDocumentation.Ended;
import dev.relay.api.v2.OutcomeDocumentation.FailureBody;
import dev.relay.api.v2.OutcomeDocumentation.OutcomesBody;
import dev.relay.api.v2.OutcomeDocumentation.RescheduleBody;
import dev.relay.api.v2.V2Documentation.IdParameter;
import dev.relay.api.v2.V2Documentation.QueueParameter;
import dev.relay.api.v2.V2Documentation.RunIdParameter;
import dev.relay.job.EndedRun;
import dev.relay.job.JobService;
import dev.relay.job.RunOutcome;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.stream.IntStream;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** How runs ended, as their runners say. A run that no longer holds its job changes nothing, and is told that its lease is lost. */
@RestController
@Tag(name = OutcomeDocumentation.OUTCOMES, description = "How a run ended: completed, failed, put back. Relay's own: relay has no such calls.")
@RequestMapping("/v2")
class OutcomeController {

    private static final String RUN = "/queues/{queue}/jobs/{id}/run-id/{run_id}";

    private final JobService jobs;
    private final OutcomeReader reader;
    private final Keys keys;

    OutcomeController(JobService jobs, OutcomeReader reader, Keys keys) {
        this.jobs = jobs;
        this.reader = reader;
        this.keys = keys;
    }

    @Operation(operationId = "completeRunWithResult", summary = "Complete a job, with a result", description = OutcomeDocumentation.COMPLETE)
    @CompletionBody
    @Ended
    @PostMapping(RUN + "/complete")
    void complete(@QueueParameter @PathVariable String queue, @IdParameter @PathVariable String id,
            @RunIdParameter @PathVariable("run_id") String run, RequestBytes body, HttpServletResponse response) {
        end(queue, id, run, reader.readCompletion(body), response);
    }

    @Operation(operationId = "failRun", summary = "Fail a run", description = OutcomeDocumentation.FAIL)
    @FailureBody
    @Ended
    @PostMapping(RUN + "/fail")
    void fail(@QueueParameter @PathVariable String queue, @IdParameter @PathVariable String id,
            @RunIdParameter @PathVariable("run_id") String run, RequestBytes body, HttpServletResponse response) {
        end(queue, id, run, reader.readFailure(body), response);
    }

    @Operation(operationId = "rescheduleRun", summary = "Put a job back for later", description = OutcomeDocumentation.RESCHEDULE)
    @RescheduleBody
    @Ended
    @PostMapping(RUN + "/reschedule")
    void reschedule(@QueueParameter @PathVariable String queue, @IdParameter @PathVariable String id,
            @RunIdParameter @PathVariable("run_id") String run, RequestBytes body, HttpServletResponse response) {
        end(queue, id, run, reader.readReschedule(body), response);
    }

    @Operation(operationId = "releaseRun", summary = "Put a job back untouched", description = OutcomeDocumentation.RELEASE)
    @Ended
    @PostMapping(RUN + "/release")
    void release(@QueueParameter @PathVariable String queue, @IdParameter @PathVariable String id,
            @RunIdParameter @PathVariable("run_id") String run, HttpServletResponse response) {
        end(queue, id, run, new RunOutcome.Released(), response);
    }

    @Operation(operationId = "endRuns", summary = "Tell how many runs ended", description = OutcomeDocumentation.MANY)
    @OutcomesBody
    @ApiResponse(responseCode = "200", description = "For each element, in the order of the request, whether its run held the job.", content = @Content(mediaType = "application/json", array = @ArraySchema(schema = @Schema(implementation = V2EndedRun.class)), examples = @ExampleObject(OutcomeDocumentation.ENDED_RUNS)))
    @PostMapping("/jobs/outcomes")
    List<V2EndedRun> endMany(RequestBytes body) {
        List<EndedRun> runs = reader.readMany(body);
        List<Boolean> held = jobs.end(runs);
        return IntStream.range(0, runs.size()).mapToObj(n -> V2EndedRun.of(runs.get(n), held.get(n))).toList();
    }

    private void end(String queue, String id, String run, RunOutcome outcome, HttpServletResponse response) {
        boolean held = jobs.end(new EndedRun(keys.job(queue, id, "id"), keys.runId(run), outcome));
        response.setHeader(V2Documentation.LEASE_HEADER, held ? "held" : "lost");
    }
}
