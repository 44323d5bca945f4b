package dev.relay.job;

import java.util.List;
import org.springframework.stereotype.Service;

/**
 * What becomes of jobs whose lease has lapsed, in bounded batches that any number of replicas share: with retries left
 * they return to their place in line, one retry less; with none left they become dead letters.
 */
@Service
public class LeaseLapse {

    private final LapsedJobRepository lapsed;
    private final LineAnnouncer announcer;
    private final JobMetrics metrics;

    LeaseLapse(LapsedJobRepository lapsed, LineAnnouncer announcer, JobMetrics metrics) {
        this.lapsed = lapsed;
        this.announcer = announcer;
        this.metrics = metrics;
    }

    /** Returns up to {@code limit} queues that have lapsed leases now. */
    public List<String> queuesWithLapsedJobs(int limit) {
        return Store.run(() -> lapsed.queuesWithLapsedJobs(limit));
    }

    /** Returns up to {@code limit} lapsed jobs that may be retried to their queue; answers how many. */
    public int returnToQueue(String queue, int limit) {
        int returned = Store.run(() -> lapsed.returnToQueue(queue, limit)).size();
        metrics.lapsed(queue, returned);
        announcer.becameReady(queue, returned);
        announcer.permitsFreed(queue, returned);
        return returned;
    }

    /** Moves up to {@code limit} lapsed jobs that have no retry left to the dead letters; answers how many. */
    public int deadLetter(String queue, int limit) {
        int dead = Store.run(() -> lapsed.deadLetter(queue, limit)).size();
        metrics.lapsed(queue, dead);
        metrics.deadLettered(queue, dead);
        announcer.permitsFreed(queue, dead);
        return dead;
    }
}
