package dev.relay.queue;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** A row of settings. Read only: every write is a statement of {@link QueueSettingRepository}. */
@Entity
@Immutable
@Table(name = "queue_setting")
class QueueSettingEntity {

    @Id
    String queue = "";
    boolean paused;
    @Nullable
    Integer maxRunning;
    @Nullable
    Integer maxRunningPerKey;
    @Nullable
    Integer rateLimit;
    @Nullable
    Long ratePeriodMs;
    @Column(columnDefinition = "json")
    @Nullable
    String backoff;
    int maxLapses;
    int maxReschedules;
    boolean archive;
    @Column(name = "archive_retention_s")
    long archiveRetention;
    @Column(name = "dead_letter_retention_s")
    long deadLetterRetention;
    Instant updatedAt = Instant.EPOCH;

    QueueSettings toSettings() {
        Rate rate = rateLimit == null || ratePeriodMs == null
                ? null
                : new Rate(rateLimit, Duration.ofMillis(ratePeriodMs));
        return new QueueSettings(paused, maxRunning, maxRunningPerKey, rate,
                backoff == null ? Backoff.DEFAULT : BackoffJson.read(backoff), maxLapses, maxReschedules, archive,
                Duration.ofSeconds(archiveRetention), Duration.ofSeconds(deadLetterRetention));
    }
}
