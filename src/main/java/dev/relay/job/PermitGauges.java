package dev.relay.job;

import dev.relay.queue.QueueService;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * The permits in use of queues that have a limit, for those who scrape: read as {@link QueueGauges} are. A queue has its gauge from the
 * first scrape on that finds it limited.
 */
@Component
class PermitGauges {

    private static final Logger log = LoggerFactory.getLogger(PermitGauges.class);

    private final LimitedClaimRepository limited;
    private final QueueService queues;
    private final MetricsSettings settings;
    private final MultiGauge gauge;
    private Map<String, Integer> inUse = Map.of();
    private boolean readable;
    private long readAt;

    PermitGauges(LimitedClaimRepository limited, QueueService queues, MetricsSettings settings,
            MeterRegistry registry) {
        this.limited = limited;
        this.queues = queues;
        this.settings = settings;
        this.gauge = MultiGauge.builder("relay.permits.in.use")
                .description("Jobs that run in a queue whose running jobs are limited").register(registry);
        this.readAt = System.nanoTime() - settings.gaugeInterval().toNanos();
        Gauge.builder("relay.queues.limited", this, PermitGauges::limited)
                .description("Queues whose running jobs are limited, up to relay.metrics.max-queues")
                .register(registry);
    }

    @EventListener(ApplicationReadyEvent.class)
    synchronized void readIfDue() {
        if (System.nanoTime() - readAt < settings.gaugeInterval().toNanos()) {
            return;
        }
        List<String> names = limitedQueues();
        try {
            inUse = names.isEmpty() ? Map.of() : count(names);
            readable = true;
        } catch (RuntimeException e) {
            log.debug("The permits in use cannot be read: {}", e.getMessage());
            readable = false;
        }
        readAt = System.nanoTime();
        gauge.register(
                names.stream().<Row<?>>map(queue -> Row.of(Tags.of("queue", queue), () -> read(queue))).toList());
    }

    private List<String> limitedQueues() {
        return queues.all().entrySet().stream().filter(queue -> !queue.getKey().equals(QueueService.ALL))
                .filter(queue -> queue.getValue().maxRunning() != null || queue.getValue().maxRunningPerKey() != null)
                .map(Map.Entry::getKey).sorted().limit(settings.maxQueues()).toList();
    }

    private Map<String, Integer> count(List<String> names) {
        return Store.run(() -> limited.permitsInUse(names.toArray(String[]::new), settings.maxCount())).stream()
                .collect(Collectors.toMap(QueueCount::queue, count -> (int) count.jobs()));
    }

    private synchronized double limited() {
        readIfDue();
        return readable ? inUse.size() : Double.NaN;
    }

    private synchronized double read(String queue) {
        readIfDue();
        return readable ? inUse.getOrDefault(queue, 0) : Double.NaN;
    }
}
