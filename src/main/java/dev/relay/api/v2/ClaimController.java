package dev.relay.api.v2;

import dev.relay.api.ClaimSize;
import dev.relay.api.ClientConnection;
import dev.relay.api.JobWriter;
import dev.relay.api.Keys;
import dev.relay.api.WireVersion;
import dev.relay.job.Job;
import dev.relay.notification.WaitingClaims;
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
@RequestMapping("/v2")
class ClaimController {

    private final WaitingClaims claims;
    private final Keys keys;
    private final ClaimSize claimSize;

    ClaimController(WaitingClaims claims, Keys keys, ClaimSize claimSize) {
        this.claims = claims;
        this.keys = keys;
        this.claimSize = claimSize;
    }

    @GetMapping("/queues/{queue}/jobs")
    ResponseEntity<byte[]> next(@PathVariable String queue,
            @RequestParam(name = "num_jobs", required = false) @Nullable String numJobs,
            @RequestParam(required = false) @Nullable String wait, HttpServletRequest request) {
        return claim(List.of(keys.queue(queue)), numJobs, wait, request);
    }

    @GetMapping("/jobs")
    ResponseEntity<byte[]> nextOfQueues(@RequestParam List<String> queues,
            @RequestParam(name = "num_jobs", required = false) @Nullable String numJobs,
            @RequestParam(required = false) @Nullable String wait, HttpServletRequest request) {
        return claim(keys.queues(queues), numJobs, wait, request);
    }

    private ResponseEntity<byte[]> claim(List<String> queues, @Nullable String numJobs, @Nullable String wait,
            HttpServletRequest request) {
        int limit = claimSize.read(numJobs);
        Duration duration = WaitParameter.read(wait, claims.maxWait());
        ClientConnection client = ClientConnection.of(request);
        List<Job> claimed = claims.claim(queues, limit, duration, client::isGone);
        return JobWriter.claimed(claimed, WireVersion.V2);
    }
}
