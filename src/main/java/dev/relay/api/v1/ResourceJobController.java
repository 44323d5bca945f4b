package dev.relay.api.v1;

import dev.relay.api.ClaimSize;
import dev.relay.api.JobReader;
import dev.relay.api.JobWriter;
import dev.relay.api.Keys;
import dev.relay.api.ProblemException;
import dev.relay.api.RequestBytes;
import dev.relay.api.WireVersion;
import dev.relay.job.ConflictMode;
import dev.relay.job.Job;
import dev.relay.job.JobKey;
import dev.relay.job.JobQueries;
import dev.relay.job.JobService;
import dev.relay.job.NewJob;
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

    @PostMapping("/jobs")
    @ResponseStatus(HttpStatus.ACCEPTED)
    void enqueue(RequestBytes body) {
        List<NewJob> newJobs = reader.readMany(body, WireVersion.V1);
        V1Outcomes.accept(jobs.enqueue(newJobs, newJobs.size() == 1 ? ConflictMode.UNIQUE : ConflictMode.IGNORE));
    }

    @PutMapping("/jobs")
    @ResponseStatus(HttpStatus.ACCEPTED)
    void reschedule(RequestBytes body) {
        NewJob job = reader.readOne(body, WireVersion.V1);
        V1Outcomes.requireRunning(job.key(), jobs.reschedule(job));
    }

    @GetMapping("/{queue}/jobs")
    ResponseEntity<byte[]> next(@PathVariable String queue,
            @RequestParam(name = "num_jobs", required = false) @Nullable String numJobs) {
        return JobWriter.claimed(jobs.claim(keys.queue(queue), claimSize.read(numJobs)), WireVersion.V1);
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
        return JobWriter.one(job, WireVersion.V1);
    }

    @PatchMapping("/{queue}/jobs/{id}")
    @ResponseStatus(HttpStatus.ACCEPTED)
    void heartbeat(@PathVariable String queue, @PathVariable String id, RequestBytes body) {
        JobKey key = keys.job(queue, id, "id");
        V1Outcomes.requireRunning(key, jobs.heartbeat(key, null, reader.readState(body)));
    }

    @DeleteMapping("/{queue}/jobs/{id}")
    void delete(@PathVariable String queue, @PathVariable String id) {
        jobs.delete(keys.job(queue, id, "id"));
    }
}
