package dev.relay.queue;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;

/**
 * The settings of queues. Reading them costs nothing: each replica keeps a copy of all that there are, which is refreshed when
 * one changes (here at once, elsewhere when that replica hears of it, within a second).
 */
@Service
public class QueueService {

    /** The name under which the limit of all queues together is kept: no queue can have it. */
    public static final String ALL = "";

    private final QueueSettingRepository repository;
    private final ApplicationEventPublisher events;
    private volatile Map<String, QueueSettings> byQueue;

    QueueService(QueueSettingRepository repository, ApplicationEventPublisher events) {
        this.repository = repository;
        this.events = events;
        this.byQueue = read();
    }

    /** Returns the settings of a queue as this replica knows them. */
    public QueueSettings of(String queue) {
        return byQueue.getOrDefault(queue, QueueSettings.DEFAULT);
    }

    /** Returns how many jobs of all queues together may run at the same time; null is unlimited. */
    public @Nullable Integer maxRunningInTotal() {
        return of(ALL).maxRunning();
    }

    /** Returns all settings that there are, by queue. */
    public Map<String, QueueSettings> all() {
        return byQueue;
    }

    /** Returns the settings of each of these queues as the store has them now. */
    public Map<String, QueueSettings> read(Collection<String> queues) {
        Map<String, QueueSettings> found = new HashMap<>();
        queues.forEach(queue -> found.put(queue, QueueSettings.DEFAULT));
        repository.findByQueueIn(queues).forEach(row -> found.put(row.queue, row.toSettings()));
        return found;
    }

    /**
     * Returns how long it takes until the rate of a queue lets the next job be claimed: zero when it does now, or when the
     * queue has no rate.
     */
    public Duration untilNextToken(String queue) {
        Double seconds = repository.secondsUntilNextToken(queue);
        return seconds == null ? Duration.ZERO : Duration.ofMillis((long) Math.ceil(seconds * 1000));
    }

    /** Sets the settings of a queue, all of them. */
    public void put(String queue, QueueSettings settings) {
        Rate rate = settings.rate();
        repository.put(queue, settings.paused(), settings.maxRunning(), settings.maxRunningPerKey(),
                rate == null ? null : rate.limit(), rate == null ? null : rate.period().toMillis(),
                BackoffJson.write(settings.backoff()), settings.maxLapses(), settings.maxReschedules(),
                settings.archive(), settings.archiveRetention().toSeconds(),
                settings.deadLetterRetention().toSeconds());
        changed(queue);
    }

    /** Lets claims of a queue come away empty from now on; its other settings stay. */
    public void pause(String queue) {
        repository.pause(queue);
        changed(queue);
    }

    /** Lets a queue be claimed from again; its other settings stay. */
    public void resume(String queue) {
        repository.resume(queue);
        changed(queue);
    }

    /** Returns a queue to the defaults. */
    public void delete(String queue) {
        repository.delete(queue);
        changed(queue);
    }

    /** Reads all settings anew. One at a time, so that what was read earlier never takes the place of what was read later. */
    public synchronized void refresh() {
        byQueue = read();
    }

    private void changed(String queue) {
        refresh();
        events.publishEvent(new QueueSettingsChanged(queue));
    }

    private Map<String, QueueSettings> read() {
        return repository.readAll().stream()
                .collect(Collectors.toUnmodifiableMap(row -> row.queue, QueueSettingEntity::toSettings));
    }
}
