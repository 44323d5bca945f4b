package dev.relay.api.v2;

import dev.relay.api.Keys;
import dev.relay.api.ProblemException;
import dev.relay.api.v2.IdentityDocumentation.CancelAnswered;
import dev.relay.api.v2.IdentityDocumentation.FingerprintParameter;
import dev.relay.api.v2.IdentityDocumentation.ForceDescription;
import dev.relay.api.v2.IdentityDocumentation.UniqueKeyParameter;
import dev.relay.api.v2.V2Documentation.IdParameter;
import dev.relay.api.v2.V2Documentation.QueueParameter;
import dev.relay.job.Cancellation;
import dev.relay.job.Cancelled;
import dev.relay.job.JobKey;
import dev.relay.job.JobService;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Cancels jobs, for those who do not hold them under a lease. */
@RestController
@Tag(name = V2Documentation.JOBS)
@RequestMapping("/v2/queues/{queue}")
class CancelController {

    private final JobService jobs;
    private final Keys keys;

    CancelController(JobService jobs, Keys keys) {
        this.jobs = jobs;
        this.keys = keys;
    }

    @Operation(operationId = "cancelJob", summary = "Cancel a job", description = IdentityDocumentation.CANCEL)
    @CancelAnswered
    @ApiResponse(responseCode = "404", description = "There is no job with this id in this queue.")
    @PostMapping("/jobs/{id}/cancel")
    V2Cancelled cancel(@QueueParameter @PathVariable String queue, @IdParameter @PathVariable String id,
            @ForceDescription @RequestParam(required = false) @Nullable String force) {
        JobKey key = keys.job(queue, id, "id");
        Cancelled done = jobs.cancel(new Cancellation.ById(key), FlagParameter.read("force", force));
        if (done.found() == 0) {
            throw ProblemException.jobNotFound(key, "There is no job with this id in this queue");
        }
        return answer(done);
    }

    @Operation(operationId = "cancelJobs", summary = "Cancel jobs by another name than their id", description = IdentityDocumentation.CANCEL_MANY)
    @CancelAnswered
    @PostMapping("/cancel")
    V2Cancelled cancelMany(@QueueParameter @PathVariable String queue,
            @UniqueKeyParameter @RequestParam(name = "unique_key", required = false) @Nullable String uniqueKey,
            @FingerprintParameter @RequestParam(required = false) @Nullable String fingerprint,
            @ForceDescription @RequestParam(required = false) @Nullable String force) {
        Cancellation which = which(keys.queue(queue), uniqueKey, fingerprint);
        return answer(jobs.cancel(which, FlagParameter.read("force", force)));
    }

    private Cancellation which(String queue, @Nullable String uniqueKey, @Nullable String fingerprint) {
        if (uniqueKey != null && fingerprint != null) {
            throw ProblemException.invalid("fingerprint", "must not be given together with unique_key");
        }
        return fingerprint == null
                ? new Cancellation.ByUniqueKey(queue, keys.checked("unique_key", uniqueKey))
                : new Cancellation.ByFingerprint(queue, keys.checked("fingerprint", fingerprint));
    }

    private static V2Cancelled answer(Cancelled done) {
        return new V2Cancelled(done.cancelled(), done.requested());
    }
}
