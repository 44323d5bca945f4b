package dev.relay.queue;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a queue may do and keep.
 *
 * @param paused whether claims come away empty; enqueueing goes on
 * @param maxRunning jobs of the queue that may run at the same time; null is unlimited
 * @param maxRunningPerKey jobs of one permit key in the queue that may run at the same time; null is unlimited
 * @param rate how many jobs may be claimed in how long; null is unlimited
 * @param backoff how long a job that failed waits, unless it has a backoff of its own
 * @param maxLapses lapsed leases after which a job is poison, whatever its retries; at least 1
 * @param maxReschedules reschedules by runners after which a job is poison; 0 allows none
 * @param archive whether completed jobs are kept
 * @param archiveRetention for how long
 * @param deadLetterRetention for how long dead letters are kept
 */
public record QueueSettings(boolean paused, @Nullable Integer maxRunning, @Nullable Integer maxRunningPerKey,
        @Nullable Rate rate, Backoff backoff, int maxLapses, int maxReschedules, boolean archive,
        Duration archiveRetention, Duration deadLetterRetention) {

    /** Those of a queue that has none of its own. */
    public static final QueueSettings DEFAULT = new QueueSettings(false, null, null, null, Backoff.DEFAULT, 100, 100,
            false, Duration.ofDays(7), Duration.ofDays(30));

    /** Returns whether a claim needs a permit or a token. */
    public boolean isLimited() {
        return maxRunning != null || maxRunningPerKey != null || rate != null;
    }
}
