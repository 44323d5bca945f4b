package dev.relay.api.v2;

import dev.relay.api.ClaimSize;
import dev.relay.api.ClientConnection;
import dev.relay.api.JobWriter;
import dev.relay.api.Keys;
import dev.relay.api.RequestThreads;
import dev.relay.api.WireVersion;
import dev.relay.api.v2.V2Documentation.Claimed;
import dev.relay.api.v2.V2Documentation.NumJobsParameter;
import dev.relay.api.v2.V2Documentation.QueueParameter;
import dev.relay.api.v2.V2Documentation.QueuesParameter;
import dev.relay.api.v2.V2Documentation.WaitDescription;
import dev.relay.job.Job;
import dev.relay.notification.WaitingClaims;
import dev.relay.queue.QueueService;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Claims, at once or waiting for jobs to come. */
@RestController
@Tag(name = V2Documentation.JOBS)
@RequestMapping("/v2")
class ClaimController {

    private final WaitingClaims claims;
    private final Keys keys;
    private final ClaimSize claimSize;
    private final QueueService settings;

    ClaimController(WaitingClaims claims, Keys keys, ClaimSize claimSize, QueueService settings) {
        this.claims = claims;
        this.keys = keys;
        this.claimSize = claimSize;
        this.settings = settings;
    }

    @Operation(operationId = "nextJobs", summary = "Claim the next jobs of a queue", description = V2Documentation.NEXT)
    @Claimed
    @GetMapping("/queues/{queue}/jobs")
    ResponseEntity<byte[]> next(@QueueParameter @PathVariable String queue,
            @NumJobsParameter @RequestParam(name = "num_jobs", required = false) @Nullable String numJobs,
            @WaitDescription @RequestParam(required = false) @Nullable String wait, HttpServletRequest request) {
        return claim(List.of(keys.queue(queue)), numJobs, wait, request);
    }

    @Operation(operationId = "nextJobsOfQueues", summary = "Claim the next jobs of several queues", description = V2Documentation.NEXT_OF_QUEUES)
    @Claimed
    @GetMapping("/jobs")
    ResponseEntity<byte[]> nextOfQueues(@QueuesParameter @RequestParam List<String> queues,
            @NumJobsParameter @RequestParam(name = "num_jobs", required = false) @Nullable String numJobs,
            @WaitDescription @RequestParam(required = false) @Nullable String wait, HttpServletRequest request) {
        return claim(keys.queues(queues), numJobs, wait, request);
    }

    private ResponseEntity<byte[]> claim(List<String> queues, @Nullable String numJobs, @Nullable String wait,
            HttpServletRequest request) {
        int limit = claimSize.read(numJobs);
        Duration duration = WaitParameter.read(wait, claims.maxWait());
        if (duration.isPositive()) {
            RequestThreads.stepAside();
        }
        ClientConnection client = ClientConnection.of(request);
        List<Job> claimed = claims.claim(queues, limit, duration, client::isGone);
        if (claimed.isEmpty() && queues.stream().allMatch(queue -> settings.of(queue).paused())) {
            return ResponseEntity.noContent().header(LimitDocumentation.QUEUE_HEADER, LimitDocumentation.PAUSED)
                    .build();
        }
        return JobWriter.claimed(claimed, WireVersion.V2);
    }
}
