package dev.relay.job;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What keeps a live job from running, or from running once more. */
public sealed interface Obstacle {

    /** The queue is paused. */
    record Paused() implements Obstacle {}

    /** SCHEDULED, and its time has not come. */
    record NotDue(Instant until) implements Obstacle {}

    /** SCHEDULED, and due since {@code since}: the next round of the promoter makes it READY. */
    record NotPromoted(Instant since) implements Obstacle {}

    /** Other jobs stand in line before it. */
    record Behind(BoundedCount jobs) implements Obstacle {}

    /** As many jobs of the queue run as may. */
    record QueueAtLimit(int limit) implements Obstacle {}

    /** As many jobs of its permit key run as may. */
    record KeyAtLimit(String permitKey, int limit) implements Obstacle {}

    /** As many jobs of all queues together run as may. */
    record TotalAtLimit(int limit) implements Obstacle {}

    /** The queue's rate is used up; there will be a token after {@code next}. */
    record RateSpent(Duration next) implements Obstacle {}

    /**
     * This replica has seen no claim of the queue for a while; others may have.
     *
     * @param last how long ago the last one came; null when none has come for as long as is remembered
     * @param remembered for how long sightings have been remembered
     */
    record NoClaimSeen(@Nullable Duration last, Duration remembered) implements Obstacle {}

    /** A run holds it. */
    record Held(UUID runId, Instant since, Instant leaseExpiresAt) implements Obstacle {}

    /** The run that holds it is asked to stop. */
    record CancelRequested() implements Obstacle {}
}
