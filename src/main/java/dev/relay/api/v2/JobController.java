package dev.relay.api.v2;

import dev.relay.api.JobReader;
import dev.relay.api.JobWriter;
import dev.relay.api.Keys;
import dev.relay.api.ProblemException;
import dev.relay.api.RequestBytes;
import dev.relay.api.WireVersion;
import dev.relay.job.ConflictMode;
import dev.relay.job.EnqueueOutcome;
import dev.relay.job.Job;
import dev.relay.job.JobKey;
import dev.relay.job.JobQueries;
import dev.relay.job.JobService;
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

    @PostMapping("/jobs")
    @ResponseStatus(HttpStatus.ACCEPTED)
    void enqueue(@RequestParam(required = false) @Nullable String mode, RequestBytes body) {
        ConflictMode conflictMode = ModeParameter.read(mode);
        switch (jobs.enqueue(reader.readMany(body, WireVersion.V2), conflictMode)) {
            case EnqueueOutcome.Enqueued enqueued -> {
            }
            case EnqueueOutcome.AlreadyExists exists -> throw ProblemException.jobExists(exists.key());
        }
    }

    @RequestMapping(path = "/{queue}/jobs/{id}", method = RequestMethod.HEAD)
    ResponseEntity<Void> exists(@PathVariable String queue, @PathVariable String id) {
        boolean exists = queries.exists(keys.job(queue, id, "id"));
        return ResponseEntity.status(exists ? HttpStatus.OK : HttpStatus.NOT_FOUND).build();
    }

    @GetMapping("/{queue}/jobs/{id}")
    ResponseEntity<byte[]> get(@PathVariable String queue, @PathVariable String id) {
        JobKey key = keys.job(queue, id, "id");
        Job job = queries.find(key).orElseThrow(
                () -> ProblemException.jobNotFound(key, "There is no job with this id in this queue"));
        return JobWriter.one(job, WireVersion.V2);
    }

    @DeleteMapping("/{queue}/jobs/{id}")
    void delete(@PathVariable String queue, @PathVariable String id) {
        jobs.delete(keys.job(queue, id, "id"));
    }
}
