package dev.relay.api.v2;

import dev.relay.api.JobReader;
import dev.relay.api.Keys;
import dev.relay.api.ProblemException;
import dev.relay.api.RequestBytes;
import dev.relay.api.WireVersion;
import dev.relay.job.ConflictMode;
import dev.relay.job.JobKey;
import dev.relay.job.JobService;
import dev.relay.job.RequeueOutcome;
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
@RequestMapping("/v2/queues/{queue}/jobs/{id}/run-id/{run_id}")
class RunController {

    private static final String LEASE_HEADER = "Relay-Lease";

    private final JobService jobs;
    private final JobReader reader;
    private final Keys keys;

    RunController(JobService jobs, JobReader reader, Keys keys) {
        this.jobs = jobs;
        this.reader = reader;
        this.keys = keys;
    }

    @PatchMapping
    @ResponseStatus(HttpStatus.ACCEPTED)
    void heartbeat(@PathVariable String queue, @PathVariable String id, @PathVariable("run_id") String run,
            RequestBytes body, HttpServletResponse response) {
        JobKey key = keys.job(queue, id, "id");
        UUID runId = keys.runId(run);
        boolean held = jobs.heartbeat(key, runId, reader.readState(body));
        tell(held, response);
        if (!held) {
            throw ProblemException.jobNotFound(key, "This run no longer holds the job");
        }
    }

    @PutMapping
    @ResponseStatus(HttpStatus.ACCEPTED)
    void requeue(@PathVariable String queue, @PathVariable String id, @PathVariable("run_id") String run,
            @RequestParam(required = false) @Nullable String mode, RequestBytes body, HttpServletResponse response) {
        JobKey key = keys.job(queue, id, "id");
        UUID runId = keys.runId(run);
        ConflictMode conflictMode = ModeParameter.read(mode);
        switch (jobs.requeue(key, runId, reader.readMany(body, WireVersion.V2), conflictMode)) {
            case RequeueOutcome.Requeued requeued -> tell(true, response);
            case RequeueOutcome.LeaseLost lost -> tell(false, response);
            case RequeueOutcome.AlreadyExists exists -> {
                tell(true, response);
                throw ProblemException.jobExists(exists.key());
            }
        }
    }

    @DeleteMapping
    void complete(@PathVariable String queue, @PathVariable String id, @PathVariable("run_id") String run,
            HttpServletResponse response) {
        tell(jobs.complete(keys.job(queue, id, "id"), keys.runId(run)), response);
    }

    private static void tell(boolean held, HttpServletResponse response) {
        response.setHeader(LEASE_HEADER, held ? "held" : "lost");
    }
}
