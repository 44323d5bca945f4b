package dev.relay.notification;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Who waits for which queue, in the order in which they came. A waiter stands in the line of each of its queues until it
 * is woken, which takes it out of that one; a wake-up that it can no longer use goes to the next.
 */
final class WaitingLine {

    private final Map<String, TreeMap<Long, Waiter>> byQueue = new ConcurrentHashMap<>();
    private final AtomicLong places = new AtomicLong();

    /** Returns the queues that somebody waits for. */
    Collection<String> queues() {
        return List.copyOf(byQueue.keySet());
    }

    /** Returns whether somebody waits for the queue. */
    boolean isWaitedFor(String queue) {
        return byQueue.containsKey(queue);
    }

    /**
     * Joins the lines of the queues. The waiter is woken at once, to look for jobs that are there already, unless each of
     * the lines is headed by somebody who knows that there was nothing: what came since would have woken him.
     */
    Waiter join(List<String> queues) {
        Waiter waiter = new Waiter(queues, places.incrementAndGet());
        boolean nothingThere = true;
        for (String queue : queues) {
            if (!enter(queue, waiter).isIdle()) {
                waiter.wake(queue);
                nothingThere = false;
            }
        }
        if (nothingThere) {
            waiter.becomeIdle();
        }
        return waiter;
    }

    /** Puts a waiter back to its place. */
    void rejoin(Waiter waiter) {
        waiter.queues.forEach(queue -> enter(queue, waiter));
    }

    /** Returns who is now the first in line. */
    private Waiter enter(String queue, Waiter waiter) {
        AtomicReference<Waiter> first = new AtomicReference<>(waiter);
        byQueue.compute(queue, (name, line) -> {
            TreeMap<Long, Waiter> waiters = line == null ? new TreeMap<>() : line;
            waiters.put(waiter.place, waiter);
            first.set(waiters.firstEntry().getValue());
            return waiters;
        });
        return first.get();
    }

    /** Takes a waiter out; a wake-up that it has not used goes to the next in line. */
    void leave(Waiter waiter) {
        for (String queue : waiter.queues) {
            byQueue.computeIfPresent(queue, (name, line) -> {
                line.remove(waiter.place);
                return line.isEmpty() ? null : line;
            });
        }
        String wokenFor = waiter.takeWake();
        if (wokenFor != null) {
            wake(wokenFor, 1);
        }
    }

    /** Wakes up to {@code count} of those who wait for a queue, the earliest first. */
    void wake(String queue, int count) {
        if (byQueue.containsKey(queue)) {
            byQueue.computeIfPresent(queue, (name, line) -> {
                for (int left = count; left > 0 && !line.isEmpty();) {
                    if (line.pollFirstEntry().getValue().wake(queue)) {
                        left--;
                    }
                }
                return line.isEmpty() ? null : line;
            });
        }
    }

    /** Lets everybody look up from waiting, without a job. */
    void wakeAll() {
        List<Waiter> all = new ArrayList<>();
        byQueue.forEach((queue, line) -> byQueue.computeIfPresent(queue, (name, waiters) -> {
            all.addAll(waiters.values());
            return waiters;
        }));
        all.forEach(Waiter::unpark);
    }
}
