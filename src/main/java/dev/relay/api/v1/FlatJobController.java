package dev.relay.api.v1;

import dev.relay.api.ClaimSize;
import dev.relay.api.JobReader;
import dev.relay.api.JobWriter;
import dev.relay.api.Keys;
import dev.relay.api.ProblemException;
import dev.relay.api.RequestBytes;
import dev.relay.api.WireVersion;
import dev.relay.api.v1.V1Documentation.Claimed;
import dev.relay.api.v1.V1Documentation.IdParameter;
import dev.relay.api.v1.V1Documentation.JobBody;
import dev.relay.api.v1.V1Documentation.JobsBody;
import dev.relay.api.v1.V1Documentation.NumJobsParameter;
import dev.relay.api.v1.V1Documentation.QueueParameter;
import dev.relay.api.v1.V1Documentation.RescheduledJobBody;
import dev.relay.api.v1.V1Documentation.StateBody;
import dev.relay.job.ConflictMode;
import dev.relay.job.JobKey;
import dev.relay.job.JobService;
import dev.relay.job.NewJob;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** relay-rs's first endpoints: the queue and the id are query parameters. Each answers with and without {@code /v1}. */
@RestController
@Tag(name = V1Documentation.FLAT, description = "The queue and the id are query parameters. Each path answers without `/v1` too.")
@RequestMapping({"", "/v1"})
class FlatJobController {

    private final JobService jobs;
    private final JobReader reader;
    private final Keys keys;
    private final ClaimSize claimSize;

    FlatJobController(JobService jobs, JobReader reader, Keys keys, ClaimSize claimSize) {
        this.jobs = jobs;
        this.reader = reader;
        this.keys = keys;
        this.claimSize = claimSize;
    }

    @Operation(operationId = "enqueue", summary = "Enqueue a job")
    @JobBody
    @ApiResponse(responseCode = "202", description = "Enqueued: committed.")
    @ApiResponse(responseCode = "409", description = "A live job has this id in this queue already; nothing has changed.")
    @PostMapping("/enqueue")
    @ResponseStatus(HttpStatus.ACCEPTED)
    void enqueue(RequestBytes body) {
        NewJob job = reader.readOne(body, WireVersion.V1);
        V1Outcomes.accept(jobs.enqueue(List.of(job), ConflictMode.UNIQUE));
    }

    @Operation(operationId = "enqueueBatch", summary = "Enqueue many jobs", description = """
            Jobs whose id is taken, by a live job or earlier in the array, are skipped silently.""")
    @JobsBody
    @ApiResponse(responseCode = "202", description = "Enqueued, but for those whose id was taken: committed.")
    @PostMapping("/enqueue/batch")
    @ResponseStatus(HttpStatus.ACCEPTED)
    void enqueueBatch(RequestBytes body) {
        jobs.enqueue(reader.readMany(body, WireVersion.V1), ConflictMode.IGNORE);
    }

    @Operation(operationId = "next", summary = "Claim the next jobs of a queue", description = V1Documentation.NEXT)
    @Claimed
    @GetMapping("/next")
    ResponseEntity<byte[]> next(@QueueParameter @RequestParam String queue,
            @NumJobsParameter @RequestParam(name = "num_jobs", required = false) @Nullable String numJobs) {
        return JobWriter.claimed(jobs.claim(keys.queue(queue), claimSize.read(numJobs)), WireVersion.V1);
    }

    @Operation(operationId = "heartbeat", summary = "Keep a running job, and save its state", description = V1Documentation.HEARTBEAT)
    @StateBody
    @ApiResponse(responseCode = "202", description = "The lease is extended.")
    @ApiResponse(responseCode = "404", description = V1Documentation.NO_RUN)
    @PatchMapping("/heartbeat")
    @ResponseStatus(HttpStatus.ACCEPTED)
    void heartbeat(@QueueParameter @RequestParam String queue, @IdParameter @RequestParam("job_id") String id,
            RequestBytes body) {
        JobKey key = keys.job(queue, id, "job_id");
        V1Outcomes.requireRunning(key, jobs.heartbeat(key, null, reader.readState(body)));
    }

    @Operation(operationId = "reschedule", summary = "Put a running job back", description = V1Documentation.RESCHEDULE)
    @RescheduledJobBody
    @ApiResponse(responseCode = "202", description = "Put back.")
    @ApiResponse(responseCode = "404", description = V1Documentation.NO_RUN)
    @PostMapping("/reschedule")
    @ResponseStatus(HttpStatus.ACCEPTED)
    void reschedule(RequestBytes body) {
        NewJob job = reader.readOne(body, WireVersion.V1);
        V1Outcomes.requireRunning(job.key(), jobs.reschedule(job));
    }

    @Operation(operationId = "complete", summary = "Complete a job", description = """
            Removes the job, running or not.""")
    @ApiResponse(responseCode = "200", description = "The job is gone.")
    @ApiResponse(responseCode = "404", description = "There is no job with this id in this queue.")
    @DeleteMapping("/complete")
    void complete(@QueueParameter @RequestParam String queue, @IdParameter @RequestParam("job_id") String id) {
        JobKey key = keys.job(queue, id, "job_id");
        if (!jobs.delete(key)) {
            throw ProblemException.jobNotFound(key, "There is no job with this id in this queue");
        }
    }
}
