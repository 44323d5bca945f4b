package dev.relay.job;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * What the queues hold now, for those who scrape. The database is asked when a gauge is read and the last answer is older
 * than {@code relay.metrics.gauge-interval}; nobody scrapes, nobody asks. While the store cannot be read the gauges are
 * NaN. A queue without jobs shows 0 once more and is then gone.
 */
@Component
class QueueGauges {

    private static final Logger log = LoggerFactory.getLogger(QueueGauges.class);

    /** A gauge of every queue, and where its value is found in what was counted. */
    private record Shown(MultiGauge gauge, ToDoubleFunction<QueueCounts> value) {}

    private final QueueCounter counter;
    private final long interval;
    private final List<Shown> shown;
    private Map<String, QueueCounts> counts = Map.of();
    private boolean readable;
    private long readAt;

    QueueGauges(QueueCounter counter, MeterRegistry registry, MetricsSettings settings) {
        this.counter = counter;
        this.interval = settings.gaugeInterval().toNanos();
        this.readAt = System.nanoTime() - interval;
        this.shown = List.of(
                new Shown(gauge("ready", "Jobs that wait for a runner", null, registry), QueueCounts::ready),
                new Shown(gauge("scheduled", "Jobs that are not due yet", null, registry), QueueCounts::scheduled),
                new Shown(gauge("running", "Jobs held under a lease", null, registry), QueueCounts::running),
                new Shown(gauge("oldest.ready.age", "For how long the oldest ready job has been due", "seconds",
                        registry), QueueCounts::oldestAge),
                new Shown(MultiGauge.builder("relay.dead.letters").description("Dead letters kept").register(registry),
                        QueueCounts::deadLetters));
        Gauge.builder("relay.queues", this, QueueGauges::queues)
                .description(
                        "Queues that have live jobs or dead letters, up to relay.metrics.max-queues and one more for the others")
                .register(registry);
    }

    private static MultiGauge gauge(String name, String description, @Nullable String unit, MeterRegistry registry) {
        return MultiGauge.builder("relay.jobs." + name).description(description).baseUnit(unit).register(registry);
    }

    /** So that the first scrape finds the queues of before this start. */
    @EventListener(ApplicationReadyEvent.class)
    synchronized void readIfDue() {
        if (System.nanoTime() - readAt < interval) {
            return;
        }
        Set<String> queues = new HashSet<>(counts.keySet());
        try {
            counts = Store.run(counter::count);
            readable = true;
        } catch (RuntimeException e) {
            log.debug("The gauges of the queues cannot be read: {}", e.getMessage());
            readable = false;
        }
        // Taken afterwards: a store that hangs is not asked again at once by the next gauge of the same scrape.
        readAt = System.nanoTime();
        queues.addAll(counts.keySet());
        shown.forEach(gauge -> gauge.gauge().register(rows(queues, gauge.value())));
    }

    private List<Row<?>> rows(Set<String> queues, ToDoubleFunction<QueueCounts> value) {
        return queues.stream().<Row<?>>map(queue -> Row.of(Tags.of("queue", queue), () -> read(queue, value))).toList();
    }

    private synchronized double read(String queue, ToDoubleFunction<QueueCounts> value) {
        readIfDue();
        return readable ? value.applyAsDouble(counts.getOrDefault(queue, QueueCounts.NONE)) : Double.NaN;
    }

    private synchronized double queues() {
        readIfDue();
        return readable ? counts.size() : Double.NaN;
    }
}
