package dev.relay.job;

import dev.relay.queue.QueueService;
import java.util.Collections;
import java.util.List;
import org.springframework.stereotype.Service;

/** How long dead letters are kept. Purges in bounded batches, which any number of replicas may do at once. */
@Service
public class DeadLetterRetention {

    private final DeadLetterRepository letters;
    private final QueueService queues;
    private final DeadLetterMetrics metrics;
    private final QueueWalk walk = new QueueWalk();

    DeadLetterRetention(DeadLetterRepository letters, QueueService queues, DeadLetterMetrics metrics) {
        this.letters = letters;
        this.queues = queues;
        this.metrics = metrics;
    }

    /** Looks at the next {@code limit} queues; returns those that have dead letters to purge. */
    public List<String> queuesWithOldLetters(int limit) {
        // What is purged is gone: not by a setting of which this replica has not heard that it was changed.
        RetentionSettings.refresh(queues);
        return walk.next(limit, queue -> Store.run(() -> letters.oldestOfQueueAfter(queue)),
                oldest -> oldest.isOlderThan(retention(oldest.queue())));
    }

    /** Purges the dead letters of a queue that have been kept for long enough, in batches; answers how many. */
    public int purge(String queue, int batchSize) {
        double retention = retention(queue);
        int sum = 0;
        long after = 0;
        List<Long> purged;
        do {
            long begin = after;
            purged = Store.run(() -> letters.purge(queue, begin, retention, batchSize));
            metrics.purged(queue, purged.size());
            sum += purged.size();
            after = purged.isEmpty() ? after : Collections.max(purged);
        } while (purged.size() == batchSize);
        return sum;
    }

    private double retention(String queue) {
        return OldestOfQueue.seconds(queues.of(queue).deadLetterRetention());
    }
}
