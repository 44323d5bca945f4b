package dev.relay.job;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongFunction;
import org.springframework.stereotype.Component;

/** Counts the jobs and the dead letters of each queue, at a bounded cost; queues beyond those that have a name are counted as one. */
@Component
class QueueCounter {

    /** SCHEDULED and RUNNING jobs are counted over all queues at once, up to so many times what is counted of one. */
    private static final int ALL_QUEUES = 10;

    private final QueueCountRepository jobs;
    private final DeadLetterRepository letters;
    private final MetricsSettings settings;

    QueueCounter(QueueCountRepository jobs, DeadLetterRepository letters, MetricsSettings settings) {
        this.jobs = jobs;
        this.letters = letters;
        this.settings = settings;
    }

    /** Returns the counts of the queues that have live jobs, by the name under which a queue is counted. */
    Map<String, QueueCounts> count() {
        Map<String, QueueCounts> counts = countReady();
        int limit = ALL_QUEUES * settings.maxCount();
        add(jobs.countScheduled(limit), QueueCounts::scheduled, counts);
        add(jobs.countRunning(limit), QueueCounts::running, counts);
        addDeadLetters(counts);
        return counts;
    }

    /** Queues with dead letters get a name too, as long as there are names left. */
    private void addDeadLetters(Map<String, QueueCounts> counts) {
        String last = "";
        int named = 0;
        for (OldestOfQueue next = letters.oldestOfQueueAfter(last); next != null; next = letters
                .oldestOfQueueAfter(last)) {
            if (named++ == settings.maxQueues()) {
                long rest = letters.countAfter(last, settings.maxCount());
                counts.merge(JobMetrics.OTHER, QueueCounts.deadLetters(rest), QueueCounts::plus);
                break;
            }
            last = next.queue();
            String name = counts.containsKey(last) || counts.size() < settings.maxQueues() ? last : JobMetrics.OTHER;
            counts.merge(name, QueueCounts.deadLetters(letters.count(last, settings.maxCount())), QueueCounts::plus);
        }
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
