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
import dev.relay.api.v1.V1Documentation.JobsBody;
import dev.relay.api.v1.V1Documentation.NumJobsParameter;
import dev.relay.api.v1.V1Documentation.QueueParameter;
import dev.relay.api.v1.V1Documentation.RescheduledJobBody;
import dev.relay.api.v1.V1Documentation.StateBody;
import dev.relay.job.ConflictMode;
import dev.relay.job.Job;
import dev.relay.job.JobKey;
import dev.relay.job.JobQueries;
import dev.relay.job.JobService;
import dev.relay.job.NewJob;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** relay-rs's later endpoints: a job is a resource below its queue. */
@RestController
@Tag(name = V1Documentation.RESOURCE, description = "A job is a resource below its queue. A slash or a percent sign within a name is percent-encoded.")
@RequestMapping("/v1/queues")
class ResourceJobController {

    private final JobService jobs;
    private final JobQueries queries;
    private final JobReader reader;
    private final Keys keys;
    private final ClaimSize claimSize;

    ResourceJobController(JobService jobs, JobQueries queries, JobReader reader, Keys keys, ClaimSize claimSize) {
        this.jobs = jobs;
        this.queries = queries;
        this.reader = reader;
        this.keys = keys;
        this.claimSize = claimSize;
    }

    @Operation(operationId = "enqueueJobs", summary = "Enqueue jobs", description = """
            With one job in the array a taken id is an error; with more, jobs whose id is taken are skipped silently. \
            An empty array is legal.""")
    @JobsBody
    @ApiResponse(responseCode = "202", description = "Enqueued, but for skipped ones: committed.")
    @ApiResponse(responseCode = "409", description = "The array has one job, and a live job has its id in its queue already; nothing has changed.")
    @PostMapping("/jobs")
    @ResponseStatus(HttpStatus.ACCEPTED)
    void enqueue(RequestBytes body) {
        List<NewJob> newJobs = reader.readMany(body, WireVersion.V1);
        V1Outcomes.accept(jobs.enqueue(newJobs, newJobs.size() == 1 ? ConflictMode.UNIQUE : ConflictMode.IGNORE));
    }

    @Operation(operationId = "rescheduleJob", summary = "Put a running job back", description = V1Documentation.RESCHEDULE)
    @RescheduledJobBody
    @ApiResponse(responseCode = "202", description = "Put back.")
    @ApiResponse(responseCode = "404", description = V1Documentation.NO_RUN)
    @PutMapping("/jobs")
    @ResponseStatus(HttpStatus.ACCEPTED)
    void reschedule(RequestBytes body) {
        NewJob job = reader.readOne(body, WireVersion.V1);
        V1Outcomes.requireRunning(job.key(), jobs.reschedule(job));
    }

    @Operation(operationId = "nextJobs", summary = "Claim the next jobs of a queue", description = V1Documentation.NEXT)
    @Claimed
    @GetMapping("/{queue}/jobs")
    ResponseEntity<byte[]> next(@QueueParameter @PathVariable String queue,
            @NumJobsParameter @RequestParam(name = "num_jobs", required = false) @Nullable String numJobs) {
        return JobWriter.claimed(jobs.claim(keys.queue(queue), claimSize.read(numJobs)), WireVersion.V1);
    }

    @Operation(operationId = "jobExists", summary = "Ask whether a job is there")
    @ApiResponse(responseCode = "200", description = "There is a live job with this id in this queue.")
    @ApiResponse(responseCode = "404", description = "There is no job with this id in this queue.")
    @RequestMapping(path = "/{queue}/jobs/{id}", method = RequestMethod.HEAD)
    ResponseEntity<Void> exists(@QueueParameter @PathVariable String queue, @IdParameter @PathVariable String id) {
        boolean exists = queries.exists(keys.job(queue, id, "id"));
        return ResponseEntity.status(exists ? HttpStatus.OK : HttpStatus.NOT_FOUND).build();
    }

    @Operation(operationId = "getJob", summary = "Read a job", description = """
            Reads a live job, whatever its state; changes nothing.""")
    @ApiResponse(responseCode = "200", description = "The job.", content = @Content(mediaType = "application/json", schema = @Schema(implementation = V1Job.class), examples = @ExampleObject(V1Documentation.ANSWERED_JOB)))
    @ApiResponse(responseCode = "404", description = "There is no job with this id in this queue.")
    @GetMapping("/{queue}/jobs/{id}")
    ResponseEntity<byte[]> get(@QueueParameter @PathVariable String queue, @IdParameter @PathVariable String id) {
        JobKey key = keys.job(queue, id, "id");
        Job job = queries.find(key).orElseThrow(
                () -> ProblemException.jobNotFound(key, "There is no job with this id in this queue"));
        return JobWriter.one(job, WireVersion.V1);
    }

    @Operation(operationId = "heartbeatJob", summary = "Keep a running job, and save its state", description = V1Documentation.HEARTBEAT)
    @StateBody
    @ApiResponse(responseCode = "202", description = "The lease is extended.")
    @ApiResponse(responseCode = "404", description = V1Documentation.NO_RUN)
    @PatchMapping("/{queue}/jobs/{id}")
    @ResponseStatus(HttpStatus.ACCEPTED)
    void heartbeat(@QueueParameter @PathVariable String queue, @IdParameter @PathVariable String id,
            RequestBytes body) {
        JobKey key = keys.job(queue, id, "id");
        V1Outcomes.requireRunning(key, jobs.heartbeat(key, null, reader.readState(body)));
    }

    @Operation(operationId = "completeJob", summary = "Complete a job", description = """
            Removes the job, running or not.""")
    @ApiResponse(responseCode = "200", description = "The job is gone, also when there was none.")
    @DeleteMapping("/{queue}/jobs/{id}")
    void delete(@QueueParameter @PathVariable String queue, @IdParameter @PathVariable String id) {
        jobs.delete(keys.job(queue, id, "id"));
    }
}
