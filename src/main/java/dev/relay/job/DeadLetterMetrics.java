package dev.relay.job;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/** Counts what becomes of dead letters and of the archive, by queue, with the same bound on queues as {@link JobMetrics}. */
@Component
class DeadLetterMetrics {

    private final Map<String, QueueMeters> byQueue = new ConcurrentHashMap<>();
    private final MeterRegistry registry;
    private final QueueMeters other;
    private final int maxQueues;

    DeadLetterMetrics(MeterRegistry registry, MetricsSettings settings) {
        this.registry = registry;
        this.other = QueueMeters.of(JobMetrics.OTHER, registry);
        this.maxQueues = settings.maxQueues();
    }

    void retried(String queue, int letters) {
        of(queue).retried.increment(letters);
    }

    void deleted(String queue, int letters) {
        of(queue).deleted.increment(letters);
    }

    void purged(String queue, int letters) {
        of(queue).purged.increment(letters);
    }

    void archivePurged(String queue, int jobs) {
        of(queue).archivePurged.increment(jobs);
    }

    private QueueMeters of(String queue) {
        QueueMeters known = byQueue.get(queue);
        if (known != null) {
            return known;
        }
        return byQueue.size() < maxQueues
                ? byQueue.computeIfAbsent(queue, name -> QueueMeters.of(name, registry))
                : other;
    }

    private record QueueMeters(Counter retried, Counter deleted, Counter purged, Counter archivePurged) {

        static QueueMeters of(String queue, MeterRegistry registry) {
            return new QueueMeters(
                    counter("dead.letters.retried", "Dead letters made live jobs again", queue, registry),
                    counter("dead.letters.deleted", "Dead letters deleted by clients", queue, registry),
                    counter("dead.letters.purged", "Dead letters kept for as long as their queue says", queue,
                            registry),
                    counter("archive.purged", "Archived jobs purged one by one, before their day was dropped", queue,
                            registry));
        }

        private static Counter counter(String name, String description, String queue, MeterRegistry registry) {
            return Counter.builder("relay." + name).description(description).tag("queue", queue).register(registry);
        }
    }
}
