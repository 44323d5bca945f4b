package dev.relay.notification;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.function.ObjIntConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.task.TaskRejectedException;
import org.springframework.scheduling.TaskScheduler;

/** Wakes those who wait for a queue at a later time, for each queue one: the earlier of two stands. */
final class PlannedLooks {

    private static final Logger log = LoggerFactory.getLogger(PlannedLooks.class);

    private final Map<String, Look> byQueue = new HashMap<>();
    private final TaskScheduler scheduler;
    private final ObjIntConsumer<String> wake;

    PlannedLooks(TaskScheduler scheduler, ObjIntConsumer<String> wake) {
        this.scheduler = scheduler;
        this.wake = wake;
    }

    /** Wakes {@code count} of those who wait for a queue after {@code delay}. */
    synchronized void plan(String queue, Duration delay, int count) {
        long due = System.nanoTime() + delay.toNanos();
        Look planned = byQueue.get(queue);
        if (planned != null && planned.due() - due <= 0) {
            return;
        }
        try {
            Future<?> task = scheduler.schedule(() -> look(queue, due, count), Instant.now().plus(delay));
            if (planned != null) {
                planned.task().cancel(false);
            }
            byQueue.put(queue, new Look(due, task));
        } catch (TaskRejectedException e) {
            // Whoever claims must not fail because this server is about to stop: it sends all who wait home.
            log.debug("No look for queue {} is planned while this server stops", queue);
        }
    }

    private void look(String queue, long due, int count) {
        synchronized (this) {
            byQueue.computeIfPresent(queue, (name, planned) -> planned.due() == due ? null : planned);
        }
        wake.accept(queue, count);
    }

    private record Look(long due, Future<?> task) {}
}
