package dev.relay.job;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongFunction;
import org.springframework.stereotype.Component;

/** Counts the jobs of each queue, at a bounded cost; queues beyond those that have a name are counted as one. */
@Component
class QueueCounter {

    /** SCHEDULED and RUNNING jobs are counted over all queues at once, up to so many times what is counted of one. */
    private static final int ALL_QUEUES = 10;

    private final QueueCountRepository jobs;
    private final MetricsSettings settings;

    QueueCounter(QueueCountRepository jobs, MetricsSettings settings) {
        this.jobs = jobs;
        this.settings = settings;
    }

    /** Returns the counts of the queues that have live jobs, by the name under which a queue is counted. */
    Map<String, QueueCounts> count() {
        Map<String, QueueCounts> counts = countReady();
        int limit = ALL_QUEUES * settings.maxCount();
        add(jobs.countScheduled(limit), QueueCounts::scheduled, counts);
        add(jobs.countRunning(limit), QueueCounts::running, counts);
        return counts;
    }

    private Map<String, QueueCounts> countReady() {
        Map<String, QueueCounts> counts = new HashMap<>();
        String last = "";
        int named = 0;
        for (String queue = jobs.queueAfter(last); queue != null; queue = jobs.queueAfter(last)) {
            if (named++ == settings.maxQueues()) {
                ReadyCount rest = jobs.countReadyAfter(last, settings.maxCount());
                counts.merge(JobMetrics.OTHER, QueueCounts.ready(rest), QueueCounts::plus);
                break;
            }
            counts.put(queue, QueueCounts.ready(jobs.countReady(queue, settings.maxCount())));
            last = queue;
        }
        return counts;
    }

    private void add(List<QueueCount> found, LongFunction<QueueCounts> asCounts, Map<String, QueueCounts> counts) {
        for (QueueCount count : found) {
            String name = counts.containsKey(count.queue()) ? count.queue() : JobMetrics.OTHER;
            counts.merge(name, asCounts.apply(Math.min(count.jobs(), settings.maxCount())), QueueCounts::plus);
        }
    }
}
