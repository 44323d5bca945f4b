package dev.relay.api.v2;

import dev.relay.api.JobReader;
import dev.relay.api.JobWriter;
import dev.relay.api.Keys;
import dev.relay.api.ProblemException;
import dev.relay.api.RequestBytes;
import dev.relay.api.WireVersion;
import dev.relay.api.v2.V2Documentation.IdParameter;
import dev.relay.api.v2.V2Documentation.JobsBody;
import dev.relay.api.v2.V2Documentation.ModeDescription;
import dev.relay.api.v2.V2Documentation.QueueParameter;
import dev.relay.job.ConflictMode;
import dev.relay.job.EnqueueOutcome;
import dev.relay.job.Job;
import dev.relay.job.JobKey;
import dev.relay.job.JobQueries;
import dev.relay.job.JobService;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Jobs of a queue, for those who do not hold them under a lease. */
@RestController
@Tag(name = V2Documentation.JOBS, description = "Jobs in their queues: put in, claim, look, delete.")
@RequestMapping("/v2/queues")
class JobController {

    private final JobService jobs;
    private final JobQueries queries;
    private final JobReader reader;
    private final Keys keys;

    JobController(JobService jobs, JobQueries queries, JobReader reader, Keys keys) {
        this.jobs = jobs;
        this.queries = queries;
        this.reader = reader;
        this.keys = keys;
    }

    @Operation(operationId = "enqueueJobs", summary = "Enqueue jobs", description = """
            All in one transaction. `mode` says what becomes of a job whose id, or `unique_key`, is taken. An empty array is legal.""")
    @JobsBody
    @ApiResponse(responseCode = "202", description = "Enqueued as `mode` says: committed.")
    @ApiResponse(responseCode = "409", description = "In mode `unique`: a live job, or one earlier in the array, has the id or the `unique_key` already; nothing has changed.")
    @PostMapping("/jobs")
    @ResponseStatus(HttpStatus.ACCEPTED)
    void enqueue(@ModeDescription @RequestParam(required = false) @Nullable String mode, RequestBytes body) {
        ConflictMode conflictMode = ModeParameter.read(mode);
        switch (jobs.enqueue(reader.readMany(body, WireVersion.V2), conflictMode)) {
            case EnqueueOutcome.Enqueued enqueued -> {
            }
            case EnqueueOutcome.AlreadyExists exists ->
                throw ProblemException.jobExists(exists.key(), exists.uniqueKey());
        }
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
    @ApiResponse(responseCode = "200", description = "The job.", content = @Content(mediaType = "application/json", schema = @Schema(implementation = V2Job.class), examples = @ExampleObject(V2Documentation.ANSWERED_JOB)))
    @ApiResponse(responseCode = "404", description = "There is no job with this id in this queue.")
    @GetMapping("/{queue}/jobs/{id}")
    ResponseEntity<byte[]> get(@QueueParameter @PathVariable String queue, @IdParameter @PathVariable String id) {
        JobKey key = keys.job(queue, id, "id");
        Job job = queries.find(key).orElseThrow(
                () -> ProblemException.jobNotFound(key, "There is no job with this id in this queue"));
        return JobWriter.one(job, WireVersion.V2);
    }

    @Operation(operationId = "deleteJob", summary = "Delete a job", description = """
            Removes the job, running or not: its run, if any, loses it.""")
    @ApiResponse(responseCode = "200", description = "The job is gone, also when there was none.")
    @DeleteMapping("/{queue}/jobs/{id}")
    void delete(@QueueParameter @PathVariable String queue, @IdParameter @PathVariable String id) {
        jobs.delete(keys.job(queue, id, "id"));
    }
}
