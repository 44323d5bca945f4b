package dev.relay.api.v1;

import dev.relay.api.ClaimSize;
import dev.relay.api.JobReader;
import dev.relay.api.JobWriter;
import dev.relay.api.Keys;
import dev.relay.api.ProblemException;
import dev.relay.api.RequestBytes;
import dev.relay.api.WireVersion;
import dev.relay.job.ConflictMode;
import dev.relay.job.JobKey;
import dev.relay.job.JobService;
import dev.relay.job.NewJob;
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

    @PostMapping("/enqueue")
    @ResponseStatus(HttpStatus.ACCEPTED)
    void enqueue(RequestBytes body) {
        NewJob job = reader.readOne(body, WireVersion.V1);
        V1Outcomes.accept(jobs.enqueue(List.of(job), ConflictMode.UNIQUE));
    }

    @PostMapping("/enqueue/batch")
    @ResponseStatus(HttpStatus.ACCEPTED)
    void enqueueBatch(RequestBytes body) {
        jobs.enqueue(reader.readMany(body, WireVersion.V1), ConflictMode.IGNORE);
    }

    @GetMapping("/next")
    ResponseEntity<byte[]> next(@RequestParam String queue,
            @RequestParam(name = "num_jobs", required = false) @Nullable String numJobs) {
        return JobWriter.claimed(jobs.claim(keys.queue(queue), claimSize.read(numJobs)), WireVersion.V1);
    }

    @PatchMapping("/heartbeat")
    @ResponseStatus(HttpStatus.ACCEPTED)
    void heartbeat(@RequestParam String queue, @RequestParam("job_id") String id, RequestBytes body) {
        JobKey key = keys.job(queue, id, "job_id");
        V1Outcomes.requireRunning(key, jobs.heartbeat(key, null, reader.readState(body)));
    }

    @PostMapping("/reschedule")
    @ResponseStatus(HttpStatus.ACCEPTED)
    void reschedule(RequestBytes body) {
        NewJob job = reader.readOne(body, WireVersion.V1);
        V1Outcomes.requireRunning(job.key(), jobs.reschedule(job));
    }

    @DeleteMapping("/complete")
    void complete(@RequestParam String queue, @RequestParam("job_id") String id) {
        JobKey key = keys.job(queue, id, "job_id");
        if (!jobs.delete(key)) {
            throw ProblemException.jobNotFound(key, "There is no job with this id in this queue");
        }
    }
}
