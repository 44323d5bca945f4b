package dev.relay.job;

import jakarta.persistence.Column;
import jakarta.persistence.ColumnResult;
import jakarta.persistence.ConstructorResult;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.SqlResultSetMapping;
import jakarta.persistence.Table;
import java.time.Instant;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** A row of the archive. Read only: every write is a statement of a repository. */
@Entity
@Immutable
@Table(name = "archived_job")
@IdClass(ArchivedJobKey.class)
@SqlResultSetMapping(name = "ArchivedAt", classes = @ConstructorResult(targetClass = ArchivedAt.class, columns = {
        @ColumnResult(name = "id", type = String.class), @ColumnResult(name = "completed_at", type = Instant.class)}))
class ArchivedJobEntity {

    @Id
    String queue = "";
    @Id
    String id = "";
    @Id
    Instant completedAt = Instant.EPOCH;
    Instant createdAt = Instant.EPOCH;
    Instant runAt = Instant.EPOCH;
    Instant claimedAt = Instant.EPOCH;
    int rank;
    int failures;
    int lapses;
    int reschedules;
    @Nullable
    String uniqueKey;
    @Nullable
    String fingerprint;
    @Column(columnDefinition = "json")
    String payload = "";
    @Column(columnDefinition = "json")
    @Nullable
    String progress;
    @Column(columnDefinition = "json")
    @Nullable
    String result;

    ArchivedJob toArchivedJob() {
        return new ArchivedJob(new JobKey(queue, id), completedAt, createdAt, runAt, claimedAt, -rank, failures, lapses,
                reschedules, uniqueKey, fingerprint, payload, progress, result);
    }
}
