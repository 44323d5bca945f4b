package dev.relay.notification;

import dev.relay.job.JobsReady;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
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
 * Tells other replicas of jobs that became ready here, and wakes claims that wait here for what became ready there.
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

    /** NOTIFY takes less than 8000 bytes; a queue's name may be longer than that allows, and is then found by looking. */
    private static final int MOST_NAME = 1900;

    private final String replica = UUID.randomUUID().toString();
    private final BlockingQueue<JobsReady> pending = new LinkedBlockingQueue<>(MOST_PENDING);
    private final WaitingClaims waiting;
    private final JdbcClient jdbc;
    private final JdbcConnectionDetails database;
    private volatile boolean othersAreThere;
    private @Nullable ReplicaChannel channel;
    private @Nullable Thread sender;

    ReplicaNotifier(WaitingClaims waiting, JdbcClient jdbc, JdbcConnectionDetails database) {
        this.waiting = waiting;
        this.jdbc = jdbc;
        this.database = database;
    }

    @EventListener
    void on(JobsReady event) {
        if (othersAreThere) {
            // A full queue drops it: this is a hint, and those it is for look for themselves in a while.
            boolean taken = pending.offer(event);
            if (!taken) {
                log.debug("Too many notifications are pending, one is left out");
            }
        }
    }

    private void sendForEver() {
        try {
            while (true) {
                List<JobsReady> gathered = new ArrayList<>();
                gathered.add(pending.take());
                pending.drainTo(gathered);
                Map<String, Integer> countByQueue = new HashMap<>();
                gathered.forEach(event -> event.countByQueue()
                        .forEach((queue, count) -> countByQueue.merge(queue, count, Integer::sum)));
                send(countByQueue.entrySet().stream().filter(entry -> entry.getKey().length() <= MOST_NAME)
                        .map(entry -> READY + ' ' + replica + ' ' + entry.getValue() + ' ' + entry.getKey()).toList());
                Thread.sleep(GAP_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
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
        if (parts.length < 2 || parts[1].equals(replica)) {
            return;
        }
        othersAreThere = true;
        switch (parts[0]) {
            case HELLO -> send(List.of(HERE + ' ' + replica));
            case READY -> waiting.wake(parts[3], Integer.parseInt(parts[2]));
            default -> {
            }
        }
    }

    /** What was sent while nobody listened is lost: look instead, and make oneself known. */
    private void connected() {
        waiting.recheck();
        send(List.of(HELLO + ' ' + replica));
    }

    @Override
    public void start() {
        channel = new ReplicaChannel(database, this::connected, this::receive);
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
