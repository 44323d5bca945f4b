package dev.relay.notification;

import dev.relay.queue.QueueService;
import dev.relay.queue.QueueSettings;
import dev.relay.queue.QueueSettingsChanged;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * Keeps this replica's copy of the queues' settings: read anew when another replica says that one has changed, as often as
 * {@link #UNHEARD} while it could not be heard saying so, else seldom. What has changed wakes those who wait for its queue: it may be
 * resumed, or allowed more.
 */
@Component
class SettingsNews {

    private static final Logger log = LoggerFactory.getLogger(SettingsNews.class);
    /** A setting takes effect within a second, heard of or not. */
    private static final long UNHEARD = 800;
    private static final int MOST_WOKEN = 1000;

    private final QueueService queues;
    private final WaitingClaims waiting;
    private final NotificationSettings settings;
    private volatile boolean hearing;
    private volatile long readAt = System.nanoTime();

    SettingsNews(QueueService queues, WaitingClaims waiting, NotificationSettings settings) {
        this.queues = queues;
        this.waiting = waiting;
        this.settings = settings;
    }

    /** Tells whether messages of other replicas reach this one now. */
    void hearing(boolean now) {
        hearing = now;
    }

    @Scheduled(fixedDelay = UNHEARD, initialDelay = UNHEARD)
    void readWhenDue() {
        Duration age = Duration.ofNanos(System.nanoTime() - readAt);
        if (!hearing || age.compareTo(settings.settingsInterval()) >= 0) {
            read();
        }
    }

    /** Reads all settings anew, and wakes those who wait for queues whose settings have changed. */
    void read() {
        try {
            Map<String, QueueSettings> before = queues.all();
            queues.refresh();
            readAt = System.nanoTime();
            changed(before, queues.all()).forEach(this::wake);
        } catch (DataAccessException | TransactionException e) {
            log.debug("The settings of queues cannot be read, they stay as they were: {}", e.getMessage());
        }
    }

    @EventListener
    void on(QueueSettingsChanged event) {
        wake(event.queue());
    }

    private void wake(String queue) {
        log.debug("The settings of queue {} have changed", queue);
        waiting.wake(queue, MOST_WOKEN);
    }

    private static Set<String> changed(Map<String, QueueSettings> before, Map<String, QueueSettings> after) {
        Set<String> queues = new TreeSet<>(before.keySet());
        queues.addAll(after.keySet());
        queues.removeIf(queue -> before.getOrDefault(queue, QueueSettings.DEFAULT)
                .equals(after.getOrDefault(queue, QueueSettings.DEFAULT)));
        return queues;
    }
}
