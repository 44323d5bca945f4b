package dev.relay.job;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * When this replica last saw a claim of which queue, whether or not it got a job: for whoever asks why nobody takes a job. Kept
 * in memory and never written, so that claims do not pay for it.
 */
@Component
class ClaimSightings {

    /** Clients can invent queues without end; beyond so many all are forgotten, and {@link #remembered} begins anew. */
    static final int MOST_QUEUES = 20_000;

    private final Map<String, Sighting> byQueue = new ConcurrentHashMap<>();
    private final LongSupplier nanoTime;
    private volatile long since;

    @Autowired
    ClaimSightings() {
        this(System::nanoTime);
    }

    ClaimSightings(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.since = nanoTime.getAsLong();
    }

    /** Tells that a claim of the queue has come. */
    void saw(String queue) {
        Sighting known = byQueue.get(queue);
        if (known == null) {
            if (byQueue.size() >= MOST_QUEUES) {
                byQueue.clear();
                since = nanoTime.getAsLong();
            }
            known = byQueue.computeIfAbsent(queue, name -> new Sighting());
        }
        known.at = nanoTime.getAsLong();
    }

    /** Returns how long ago the last claim of the queue came; nothing when none has come for as long as is remembered. */
    Optional<Duration> sinceLast(String queue) {
        Sighting last = byQueue.get(queue);
        return last == null ? Optional.empty() : Optional.of(Duration.ofNanos(nanoTime.getAsLong() - last.at));
    }

    /** Returns for how long sightings have been remembered. */
    Duration remembered() {
        return Duration.ofNanos(nanoTime.getAsLong() - since);
    }

    private static final class Sighting {
        volatile long at;
    }
}
