package dev.relay.job;

import dev.relay.queue.QueueService;
import dev.relay.queue.QueueSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.springframework.stereotype.Service;

/**
 * Tells why a job is not running. Asked step by step, so what it tells together may be of moments a few milliseconds apart.
 */
@Service
public class JobExplainer {

    /** Runners that poll do so more often than this. */
    static final Duration SEEN_LATELY = Duration.ofSeconds(10);

    private final JobStandingRepository jobs;
    private final QueueService queues;
    private final ClaimSightings sightings;

    JobExplainer(JobStandingRepository jobs, QueueService queues, ClaimSightings sightings) {
        this.jobs = jobs;
        this.queues = queues;
        this.sightings = sightings;
    }

    /**
     * Explains a live job; empty when there is none.
     *
     * @param waitedFor whether a claim waits for the queue right now
     */
    public Optional<Explanation> explain(JobKey key, boolean waitedFor) {
        return Store.run(() -> Optional.ofNullable(jobs.find(key.queue(), key.id()))
                .map(job -> new Explanation(job.state(), obstacles(key.queue(), job, waitedFor))));
    }

    private List<Obstacle> obstacles(String queue, Standing job, boolean waitedFor) {
        return switch (job.state()) {
            case RUNNING -> running(job);
            case SCHEDULED -> scheduled(queue, job);
            case READY -> ready(queue, job, waitedFor);
        };
    }

    private static List<Obstacle> running(Standing job) {
        Obstacle held = new Obstacle.Held(Objects.requireNonNull(job.runId()), Objects.requireNonNull(job.claimedAt()),
                Objects.requireNonNull(job.leaseExpiresAt()));
        return job.cancelRequested() ? List.of(held, new Obstacle.CancelRequested()) : List.of(held);
    }

    private List<Obstacle> scheduled(String queue, Standing job) {
        Instant runAt = job.position().runAt();
        Obstacle time = job.isDue() ? new Obstacle.NotPromoted(runAt) : new Obstacle.NotDue(runAt);
        return isPaused(queue) ? List.of(time, new Obstacle.Paused()) : List.of(time);
    }

    private boolean isPaused(String queue) {
        return queues.read(List.of(queue)).values().stream().anyMatch(QueueSettings::paused);
    }

    private List<Obstacle> ready(String queue, Standing job, boolean waitedFor) {
        Map<String, QueueSettings> read = queues.read(List.of(queue, QueueService.ALL));
        QueueSettings settings = read.getOrDefault(queue, QueueSettings.DEFAULT);
        List<Obstacle> found = new ArrayList<>();
        if (settings.paused()) {
            found.add(new Obstacle.Paused());
        }
        limits(queue, job, settings, found);
        total(read.getOrDefault(QueueService.ALL, QueueSettings.DEFAULT), found);
        rate(queue, settings, found);
        behind(queue, job.position(), found);
        if (!waitedFor) {
            claims(queue, found);
        }
        return found;
    }

    private void limits(String queue, Standing job, QueueSettings settings, List<Obstacle> found) {
        Integer ofQueue = settings.maxRunning();
        if (ofQueue != null && jobs.countPermits(queue, ofQueue) >= ofQueue) {
            found.add(new Obstacle.QueueAtLimit(ofQueue));
        }
        Integer ofKey = settings.maxRunningPerKey();
        String key = job.permitKey();
        if (ofKey != null && key != null && !key.isEmpty() && jobs.countPermitsOfKey(queue, key, ofKey) >= ofKey) {
            found.add(new Obstacle.KeyAtLimit(key, ofKey));
        }
    }

    private void total(QueueSettings ofAll, List<Obstacle> found) {
        Integer limit = ofAll.maxRunning();
        if (limit != null && jobs.countRunning(limit) >= limit) {
            found.add(new Obstacle.TotalAtLimit(limit));
        }
    }

    private void rate(String queue, QueueSettings settings, List<Obstacle> found) {
        if (settings.rate() != null) {
            Duration next = queues.untilNextToken(queue);
            if (next.isPositive()) {
                found.add(new Obstacle.RateSpent(next));
            }
        }
    }

    private void behind(String queue, LinePosition at, List<Obstacle> found) {
        long ahead = jobs.countAhead(queue, at.rank(), at.runAt(), at.seq());
        if (ahead > 0) {
            found.add(new Obstacle.Behind(BoundedCount.upTo(JobStandingRepository.MOST_AHEAD, ahead)));
        }
    }

    private void claims(String queue, List<Obstacle> found) {
        Optional<Duration> last = sightings.sinceLast(queue);
        if (last.isEmpty() || last.get().compareTo(SEEN_LATELY) > 0) {
            found.add(new Obstacle.NoClaimSeen(last.orElse(null), sightings.remembered()));
        }
    }
}
