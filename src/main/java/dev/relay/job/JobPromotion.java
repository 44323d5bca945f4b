package dev.relay.job;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Service;

/** Makes SCHEDULED jobs READY once they are due, in bounded batches that any number of replicas share. */
@Service
public class JobPromotion {

    private final ScheduledJobRepository scheduled;
    private final LineAnnouncer announcer;

    JobPromotion(ScheduledJobRepository scheduled, LineAnnouncer announcer) {
        this.scheduled = scheduled;
        this.announcer = announcer;
    }

    /** Returns up to {@code limit} queues that have jobs due now. */
    public List<String> queuesWithDueJobs(int limit) {
        return Store.run(() -> scheduled.queuesWithDueJobs(limit));
    }

    /** Promotes up to {@code limit} due jobs of a queue; returns how many. */
    public int promote(String queue, int limit) {
        int promoted = Store.run(() -> scheduled.promote(queue, limit)).size();
        announcer.becameReady(queue, promoted);
        return promoted;
    }

    /** Returns how long until the next job is due; zero or negative when one is due already, empty when none is scheduled. */
    public Optional<Duration> untilNextDue() {
        return Optional.ofNullable(Store.run(scheduled::secondsUntilNextDue))
                .map(seconds -> Duration.ofNanos((long) (seconds * 1e9)));
    }
}
