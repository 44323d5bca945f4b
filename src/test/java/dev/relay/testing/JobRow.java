package dev.relay.testing;

import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Rows of the hot table, put there as they would be found later: tests back-date rows instead of waiting. Instants are
 * given from the database's now.
 */
public final class JobRow {

    String queue = "mail";
    String id = "job";
    int times = 1;
    String state = "READY";
    @Nullable
    Integer retries;
    @Nullable
    Integer retriesRemaining;
    int priority;
    int timeout = 60;
    String payload = "{}";
    @Nullable
    String progress;
    Duration runAt = Duration.ZERO;
    Duration leaseExpiresAt = Duration.ZERO;
    UUID runId = UUID.randomUUID();

    private JobRow() {}

    public static JobRow aJob() {
        return new JobRow();
    }

    public JobRow inQueue(String name) {
        queue = name;
        return this;
    }

    public JobRow withId(String value) {
        id = value;
        return this;
    }

    /** Makes it that many rows, whose ids end with their number. */
    public JobRow times(int number) {
        times = number;
        return this;
    }

    public JobRow withTimeout(int seconds) {
        timeout = seconds;
        return this;
    }

    public JobRow withRetries(int max, int remaining) {
        retries = max;
        retriesRemaining = remaining;
        return this;
    }

    public JobRow withPriority(int value) {
        priority = value;
        return this;
    }

    public JobRow withPayload(String json) {
        payload = json;
        return this;
    }

    public JobRow withProgress(String json) {
        progress = json;
        return this;
    }

    public JobRow enqueuedAgo(Duration age) {
        runAt = age.negated();
        return this;
    }

    public JobRow dueIn(Duration time) {
        state = "SCHEDULED";
        runAt = time;
        return this;
    }

    public JobRow due() {
        return dueIn(Duration.ofSeconds(-1));
    }

    public JobRow leasedFor(Duration time) {
        state = "RUNNING";
        leaseExpiresAt = time;
        return this;
    }

    public JobRow leaseLapsed() {
        return leasedFor(Duration.ofSeconds(-1));
    }

    public JobRow heldBy(UUID run) {
        runId = run;
        return this;
    }
}
