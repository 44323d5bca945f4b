package dev.relay.job;

import dev.relay.queue.QueueService;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.OffsetDateTime;
import java.util.List;
import org.springframework.stereotype.Service;

/**
 * How long archived jobs are kept. The archive has a partition for each day, made some days ahead; one that is older than any
 * queue keeps its jobs is dropped whole. Queues that keep theirs for less are purged in bounded batches. Any number of
 * replicas may do all of it at once.
 */
@Service
public class ArchiveRetention {

    private static final int DAYS_AHEAD = 3;

    private final ArchivedJobRepository archive;
    private final QueueService queues;
    private final DeadLetterMetrics metrics;
    private final QueueWalk walk = new QueueWalk();

    ArchiveRetention(ArchivedJobRepository archive, QueueService queues, DeadLetterMetrics metrics) {
        this.archive = archive;
        this.queues = queues;
        this.metrics = metrics;
    }

    /** Makes the partitions of today and of the next days that are not there; answers how many. */
    public int makeDays() {
        int made = 0;
        for (int ahead = 0; ahead <= DAYS_AHEAD; ahead++) {
            int day = ahead;
            made += Store.run(() -> archive.makeDay(day)) ? 1 : 0;
        }
        return made;
    }

    /** Drops the partitions of days that no queue keeps any more; answers how many. */
    public int dropDays() {
        RetentionSettings.refresh(queues);
        double longest = OldestOfQueue.seconds(RetentionSettings.longestArchive(queues));
        int dropped = 0;
        while (Store.run(() -> archive.dropDay(longest)) != null) {
            dropped++;
        }
        return dropped;
    }

    /** Looks at the next {@code limit} queues; returns those that have archived jobs to purge. */
    public List<String> queuesWithOldJobs(int limit) {
        RetentionSettings.refresh(queues);
        return walk.next(limit, queue -> Store.run(() -> archive.oldestOfQueueAfter(queue)),
                oldest -> oldest.isOlderThan(retention(oldest.queue())));
    }

    /** Purges the archived jobs of a queue that have been kept for long enough, in batches; answers how many. */
    public int purge(String queue, int batchSize) {
        double retention = retention(queue);
        int sum = 0;
        Instant from = DeadLetterFilter.EVER;
        List<ArchivedAt> old;
        do {
            Instant begin = from;
            old = Store.run(() -> archive.old(queue, begin, retention, batchSize));
            sum += delete(queue, old);
            from = old.isEmpty() ? from : old.getLast().completedAt();
        } while (old.size() == batchSize);
        return sum;
    }

    private int delete(String queue, List<ArchivedAt> old) {
        if (old.isEmpty()) {
            return 0;
        }
        String[] ids = old.stream().map(ArchivedAt::id).toArray(String[]::new);
        OffsetDateTime[] instants = old.stream().map(job -> job.completedAt().atOffset(ZoneOffset.UTC))
                .toArray(OffsetDateTime[]::new);
        int purged = Store.run(() -> archive.delete(queue, ids, instants)).size();
        metrics.archivePurged(queue, purged);
        return purged;
    }

    /** Who keeps its jobs for the longest time waits for their day to be dropped; what was in none has a day more. */
    private double retention(String queue) {
        Duration own = queues.of(queue).archiveRetention();
        boolean isLongest = own.compareTo(RetentionSettings.longestArchive(queues)) >= 0;
        return OldestOfQueue.seconds(own) + (isLongest ? Duration.ofDays(1).toSeconds() : 0);
    }
}
