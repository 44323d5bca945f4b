package dev.relay.notification;

import dev.relay.job.Ending;
import dev.relay.job.JobEnded;
import dev.relay.job.JobsReady;
import dev.relay.queue.QueueSettingsChanged;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.event.EventListener;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Tells other replicas of jobs that became ready or ended here, and wakes those who wait here for what happened there.
 *
 * <p>NOTIFY takes a lock of the whole database at commit, so it is never part of an enqueue: a thread of its own sends what
 * has gathered, each queue at most once in {@link #GAP_MILLIS}. And as long as no other replica has been heard of, nothing
 * is sent: a replica says hello when it begins to listen, and those who hear it say that they are here.
 */
@Component
class ReplicaNotifier implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(ReplicaNotifier.class);
    private static final long GAP_MILLIS = 5;
    private static final int MOST_PENDING = 10_000;
    private static final String HELLO = "hello";
    private static final String HERE = "here";
    private static final String READY = "ready";
    private static final String SETTINGS = "settings";
    private static final String ENDED = "ended";

    private final String replica = UUID.randomUUID().toString();
    private final BlockingQueue<News> pending = new LinkedBlockingQueue<>(MOST_PENDING);
    private final WaitingClaims waiting;
    private final SettingsNews settings;
    private final WaitingOutcomes outcomes;
    private final JdbcClient jdbc;
    private final JdbcConnectionDetails database;
    /** Whether another replica has been heard of. */
    volatile boolean othersAreThere;
    private @Nullable ReplicaChannel channel;
    private @Nullable Thread sender;

    /** What others are to be told: how many jobs became ready, by queue; the message that one ended, null for none. */
    private record News(Map<String, Integer> ready, @Nullable String ended) {}

    ReplicaNotifier(WaitingClaims waiting, WaitingOutcomes outcomes, SettingsNews settings, JdbcClient jdbc,
            JdbcConnectionDetails database) {
        this.waiting = waiting;
        this.outcomes = outcomes;
        this.settings = settings;
        this.jdbc = jdbc;
        this.database = database;
    }

    @EventListener
    void on(JobsReady event) {
        if (othersAreThere) {
            tell(new News(event.countByQueue(), null));
        }
    }

    @EventListener
    void on(JobEnded event) {
        if (othersAreThere) {
            tell(new News(Map.of(),
                    ENDED + ' ' + replica + ' ' + event.ending() + ' ' + WaitingOutcomes.nameOf(event.key())));
        }
    }

    private void tell(News news) {
        // A full queue drops it: this is a hint, and those it is for look for themselves in a while.
        boolean taken = pending.offer(news);
        if (!taken) {
            log.debug("Too many notifications are pending, one is left out");
        }
    }

    /** Told at once and to whoever listens, known or not: it is rare, and must not be missed by a replica that starts just now. */
    @EventListener
    void on(QueueSettingsChanged event) {
        send(List.of(SETTINGS + ' ' + replica));
    }

    private void sendForEver() {
        try {
            while (true) {
                List<News> gathered = new ArrayList<>();
                gathered.add(pending.take());
                pending.drainTo(gathered);
                send(messages(gathered));
                Thread.sleep(GAP_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private List<String> messages(List<News> gathered) {
        Map<String, Integer> countByQueue = new HashMap<>();
        gathered.forEach(
                news -> news.ready().forEach((queue, count) -> countByQueue.merge(queue, count, Integer::sum)));
        // NOTIFY takes less than 8000 bytes, and a queue's name has at most 4096 (1024 characters).
        Stream<String> ready = countByQueue.entrySet().stream()
                .map(entry -> READY + ' ' + replica + ' ' + entry.getValue() + ' ' + entry.getKey());
        return Stream.concat(ready, gathered.stream().map(News::ended).filter(Objects::nonNull)).toList();
    }

    private void send(List<String> messages) {
        try {
            jdbc.sql("select pg_notify(:channel, message) from unnest(cast(:messages as text[])) as m(message)")
                    .param("channel", ReplicaChannel.NAME).param("messages", messages.toArray(String[]::new)).query()
                    .listOfRows();
        } catch (DataAccessException e) {
            log.debug("Other replicas were not told, they will look for themselves: {}", e.getMessage());
        }
    }

    private void receive(String message) {
        String[] parts = message.split(" ", 4);
        if (parts.length < 2) {
            return;
        }
        if (parts[1].equals(replica)) {
            // Behind a PgBouncer one may listen and never hear a word: whoever hears himself hears others.
            settings.hearing(true);
            return;
        }
        othersAreThere = true;
        switch (parts[0]) {
            case HELLO -> send(List.of(HERE + ' ' + replica));
            // From now on that replica tells; what became ready there before is found by looking.
            case HERE -> recheck();
            case READY -> wake(parts);
            case SETTINGS -> settings.read();
            case ENDED -> wakeOutcomes(parts);
            default -> {
            }
        }
    }

    private void wake(String[] ready) {
        // Whoever may use the database may notify: a message that makes no sense must not end the listening.
        if (ready.length == 4 && ready[2].matches("\\d{1,9}")) {
            waiting.wake(ready[3], Integer.parseInt(ready[2]));
        }
    }

    private void wakeOutcomes(String[] ended) {
        try {
            if (ended.length == 4) {
                outcomes.wake(UUID.fromString(ended[3]), Ending.valueOf(ended[2]));
            }
        } catch (IllegalArgumentException e) {
            log.debug("A message makes no sense: {}", e.getMessage());
        }
    }

    private void recheck() {
        waiting.recheck();
        outcomes.recheck();
    }

    /** What was sent while nobody listened is lost: look instead, and make oneself known. */
    private void connected() {
        settings.read();
        recheck();
        send(List.of(HELLO + ' ' + replica));
    }

    private void broken() {
        settings.hearing(false);
    }

    @Override
    public void start() {
        channel = new ReplicaChannel(database, this::connected, this::broken, this::receive);
        sender = Thread.ofVirtual().name("replica-notifier").start(this::sendForEver);
    }

    @Override
    public void stop() {
        if (channel != null) {
            channel.close();
            channel = null;
        }
        if (sender != null) {
            sender.interrupt();
            sender = null;
        }
    }

    @Override
    public boolean isRunning() {
        return channel != null;
    }
}
