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
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** A row of the dead letters. Read only: every write is a statement of a repository. */
@Entity
@Immutable
@Table(name = "dead_job")
@IdClass(DeadLetterKey.class)
@SqlResultSetMapping(name = "FoundLetter", classes = @ConstructorResult(targetClass = FoundLetter.class, columns = {
        @ColumnResult(name = "dead_seq", type = Long.class), @ColumnResult(name = "id", type = String.class),
        @ColumnResult(name = "unique_key", type = String.class), @ColumnResult(name = "hit", type = Boolean.class),
        @ColumnResult(name = "n", type = Long.class)}))
@SqlResultSetMapping(name = "RetriedJob", classes = @ConstructorResult(targetClass = RetriedJob.class, columns = {
        @ColumnResult(name = "ready", type = Boolean.class), @ColumnResult(name = "run_at", type = Instant.class)}))
@SqlResultSetMapping(name = "OldestOfQueue", classes = @ConstructorResult(targetClass = OldestOfQueue.class, columns = {
        @ColumnResult(name = "queue", type = String.class), @ColumnResult(name = "age", type = Double.class)}))
class DeadLetterEntity {

    @Id
    String queue = "";
    @Id
    long deadSeq;
    String id = "";
    @Enumerated(EnumType.STRING)
    @Column(columnDefinition = "text")
    Ending reason = Ending.RETRIES_SPENT;
    Instant diedAt = Instant.EPOCH;
    Instant runAt = Instant.EPOCH;
    Instant createdAt = Instant.EPOCH;
    int timeout;
    int rank;
    @Nullable
    Short maxRetries;
    int failures;
    int lapses;
    int reschedules;
    @Nullable
    String uniqueKey;
    @Nullable
    String fingerprint;
    @Nullable
    String permitKey;
    @Nullable
    String errorType;
    @Column(columnDefinition = "json")
    @Nullable
    String backoff;
    @Column(columnDefinition = "jsonb")
    @Nullable
    String attempts;
    @Column(columnDefinition = "json")
    String payload = "";
    @Column(columnDefinition = "json")
    @Nullable
    String progress;

    DeadLetter toDeadLetter() {
        // The empty permit key marks a run of a limited queue; clients know of none such.
        String permit = permitKey == null || permitKey.isEmpty() ? null : permitKey;
        Integer retries = maxRetries == null ? null : maxRetries.intValue();
        return new DeadLetter(new JobKey(queue, id), deadSeq, reason, diedAt, errorType, attempts, failures, lapses,
                reschedules, timeout, retries, -rank, uniqueKey, fingerprint, permit, backoff, payload, progress, runAt,
                createdAt);
    }
}
