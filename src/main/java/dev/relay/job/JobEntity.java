package dev.relay.job;

import jakarta.persistence.Column;
import jakarta.persistence.ColumnResult;
import jakarta.persistence.ConstructorResult;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.SqlResultSetMapping;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** A row of the hot table. Read only: every write is a statement of {@link JobRepository}. */
@Entity
@Immutable
@Table(name = "job")
@IdClass(JobKey.class)
@SqlResultSetMapping(name = "CountedQueue", classes = @ConstructorResult(targetClass = CountedQueue.class, columns = {
        @ColumnResult(name = "live", type = Long.class), @ColumnResult(name = "ready", type = Long.class),
        @ColumnResult(name = "scheduled", type = Long.class),
        @ColumnResult(name = "scheduled_of_all", type = Long.class),
        @ColumnResult(name = "running", type = Long.class), @ColumnResult(name = "running_of_all", type = Long.class),
        @ColumnResult(name = "dead_letters", type = Long.class)}))
@SqlResultSetMapping(name = "Standing", classes = @ConstructorResult(targetClass = Standing.class, columns = {
        @ColumnResult(name = "state", type = String.class), @ColumnResult(name = "rank", type = Integer.class),
        @ColumnResult(name = "run_at", type = Instant.class), @ColumnResult(name = "seq", type = Long.class),
        @ColumnResult(name = "seconds_to_go", type = Double.class),
        @ColumnResult(name = "permit_key", type = String.class), @ColumnResult(name = "run_id", type = UUID.class),
        @ColumnResult(name = "claimed_at", type = Instant.class),
        @ColumnResult(name = "lease_expires_at", type = Instant.class),
        @ColumnResult(name = "cancel_requested", type = Boolean.class)}))
@SqlResultSetMapping(name = "Placed", classes = @ConstructorResult(targetClass = Placed.class, columns = {
        @ColumnResult(name = "queue", type = String.class), @ColumnResult(name = "id", type = String.class),
        @ColumnResult(name = "ready_at", type = Instant.class)}))
@SqlResultSetMapping(name = "QueueCount", classes = @ConstructorResult(targetClass = QueueCount.class, columns = {
        @ColumnResult(name = "queue", type = String.class), @ColumnResult(name = "jobs", type = Long.class)}))
@SqlResultSetMapping(name = "ReadyCount", classes = @ConstructorResult(targetClass = ReadyCount.class, columns = {
        @ColumnResult(name = "jobs", type = Long.class), @ColumnResult(name = "oldest_age", type = Double.class)}))
@SqlResultSetMapping(name = "Removed", classes = @ConstructorResult(targetClass = Removed.class, columns = {
        @ColumnResult(name = "n", type = Long.class), @ColumnResult(name = "run_seconds", type = Double.class)}))
class JobEntity {

    @Id
    String queue = "";
    @Id
    String id = "";
    long seq;
    @Enumerated(EnumType.STRING)
    @Column(columnDefinition = "text")
    JobState state = JobState.READY;
    int rank;
    int timeout;
    @Nullable
    Short maxRetries;
    @Nullable
    Short retriesRemaining;
    Instant runAt = Instant.EPOCH;
    Instant createdAt = Instant.EPOCH;
    Instant updatedAt = Instant.EPOCH;
    @Nullable
    Instant claimedAt;
    @Nullable
    Instant leaseExpiresAt;
    @Nullable
    UUID runId;
    @Column(columnDefinition = "json")
    String payload = "";
    @Column(columnDefinition = "json")
    @Nullable
    String progress;

    LinePosition position() {
        return new LinePosition(rank, runAt, seq);
    }

    Job toJob() {
        return new Job(new JobKey(queue, id), timeout, integer(maxRetries), integer(retriesRemaining), -rank, payload,
                progress, runAt, createdAt, updatedAt, runId);
    }

    private static @Nullable Integer integer(@Nullable Short value) {
        return value == null ? null : value.intValue();
    }
}
