package dev.relay.api.v2;

import dev.relay.api.JobReader;
import dev.relay.api.Keys;
import dev.relay.api.ProblemException;
import dev.relay.api.RequestBytes;
import dev.relay.api.WireVersion;
import dev.relay.api.v2.V2Documentation.IdParameter;
import dev.relay.api.v2.V2Documentation.ModeDescription;
import dev.relay.api.v2.V2Documentation.QueueParameter;
import dev.relay.api.v2.V2Documentation.RequeuedJobsBody;
import dev.relay.api.v2.V2Documentation.RunIdParameter;
import dev.relay.api.v2.V2Documentation.StateBody;
import dev.relay.job.ConflictMode;
import dev.relay.job.JobKey;
import dev.relay.job.JobService;
import dev.relay.job.RequeueOutcome;
import dev.relay.job.RunState;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.headers.Header;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/**
 * A run of a job, for the runner that holds it. Every answer carries {@code Relay-Lease}: {@code held} when the run held
 * the job until this call, {@code lost} when it no longer did, in which case nothing has changed.
 */
@RestController
@Tag(name = V2Documentation.RUNS, description = "A run of a job, for the runner that holds its lease: every call names the run by the `run_id` that the claim answered.")
@RequestMapping("/v2/queues/{queue}/jobs/{id}/run-id/{run_id}")
class RunController {

    private final JobService jobs;
    private final JobReader reader;
    private final Keys keys;

    RunController(JobService jobs, JobReader reader, Keys keys) {
        this.jobs = jobs;
        this.reader = reader;
        this.keys = keys;
    }

    @Operation(operationId = "heartbeatRun", summary = "Keep a running job, and save its state", description = V2Documentation.HEARTBEAT)
    @StateBody
    @ApiResponse(responseCode = "202", description = "The lease is extended.", headers = {
            @Header(name = V2Documentation.LEASE_HEADER, required = true, description = V2Documentation.LEASE, schema = @Schema(types = {
                    "string"}, allowableValues = {
                            "held", "lost"})),
            @Header(name = IdentityDocumentation.CANCEL_HEADER, description = IdentityDocumentation.CANCEL_REQUESTED, schema = @Schema(types = {
                    "string"}, allowableValues = "requested"))})
    @ApiResponse(responseCode = "404", description = "This run no longer holds the job: stop working on it.", headers = @Header(name = V2Documentation.LEASE_HEADER, required = true, description = V2Documentation.LEASE, schema = @Schema(types = {
            "string"}, allowableValues = {
                    "held", "lost"})))
    @PatchMapping
    @ResponseStatus(HttpStatus.ACCEPTED)
    void heartbeat(@QueueParameter @PathVariable String queue, @IdParameter @PathVariable String id,
            @RunIdParameter @PathVariable("run_id") String run,
            RequestBytes body, HttpServletResponse response) {
        JobKey key = keys.job(queue, id, "id");
        UUID runId = keys.runId(run);
        RunState state = jobs.heartbeatRun(key, runId, reader.readState(body));
        tell(state != RunState.LOST, response);
        switch (state) {
            case HELD -> {
            }
            case CANCEL_REQUESTED -> response.setHeader(IdentityDocumentation.CANCEL_HEADER, "requested");
            case LOST -> throw ProblemException.jobNotFound(key, "This run no longer holds the job");
        }
    }

    @Operation(operationId = "requeueRun", summary = "Requeue: replace a running job by new ones", description = V2Documentation.REQUEUE)
    @RequeuedJobsBody
    @ApiResponse(responseCode = "202", description = "`held`: the job is gone, and the new ones are there. `lost`: nothing has changed.", headers = @Header(name = V2Documentation.LEASE_HEADER, required = true, description = V2Documentation.LEASE, schema = @Schema(types = {
            "string"}, allowableValues = {
                    "held", "lost"})))
    @ApiResponse(responseCode = "409", description = "In mode `unique`: another live job has the id or the `unique_key` of one of the new jobs; nothing has changed, the run still holds its job.", headers = @Header(name = V2Documentation.LEASE_HEADER, required = true, description = V2Documentation.LEASE, schema = @Schema(types = {
            "string"}, allowableValues = {
                    "held", "lost"})))
    @PutMapping
    @ResponseStatus(HttpStatus.ACCEPTED)
    void requeue(@QueueParameter @PathVariable String queue, @IdParameter @PathVariable String id,
            @RunIdParameter @PathVariable("run_id") String run,
            @ModeDescription @RequestParam(required = false) @Nullable String mode, RequestBytes body,
            HttpServletResponse response) {
        JobKey key = keys.job(queue, id, "id");
        UUID runId = keys.runId(run);
        ConflictMode conflictMode = ModeParameter.read(mode);
        switch (jobs.requeue(key, runId, reader.readMany(body, WireVersion.V2), conflictMode)) {
            case RequeueOutcome.Requeued requeued -> tell(true, response);
            case RequeueOutcome.LeaseLost lost -> tell(false, response);
            case RequeueOutcome.AlreadyExists exists -> {
                tell(true, response);
                throw ProblemException.jobExists(exists.key(), exists.uniqueKey());
            }
        }
    }

    @Operation(operationId = "completeRun", summary = "Complete a job", description = """
            Ends the run, and with it the job. Repeating it does no harm.""")
    @ApiResponse(responseCode = "200", description = "`held`: completed. `lost`: nothing has changed.", headers = @Header(name = V2Documentation.LEASE_HEADER, required = true, description = V2Documentation.LEASE, schema = @Schema(types = {
            "string"}, allowableValues = {
                    "held", "lost"})))
    @DeleteMapping
    void complete(@QueueParameter @PathVariable String queue, @IdParameter @PathVariable String id,
            @RunIdParameter @PathVariable("run_id") String run,
            HttpServletResponse response) {
        tell(jobs.complete(keys.job(queue, id, "id"), keys.runId(run)), response);
    }

    private static void tell(boolean held, HttpServletResponse response) {
        response.setHeader(V2Documentation.LEASE_HEADER, held ? "held" : "lost");
    }
}
