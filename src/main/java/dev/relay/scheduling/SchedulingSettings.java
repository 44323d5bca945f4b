package dev.relay.scheduling;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * How often the clock's work is looked for, and in what portions it is done. The defaults stand in application.yaml, where
 * {@code @Scheduled} reads the intervals too.
 *
 * @param reapInterval time between two looks for lapsed leases
 * @param promoteInterval the longest time between two looks for due jobs (jobs known to be due sooner are promoted then);
 *     it bounds how late a job becomes ready that another replica enqueued
 * @param janitorInterval time between two looks for dead letters and archived jobs that have been kept for long enough
 * @param batchSize jobs moved by one statement
 */
@Validated
@ConfigurationProperties("relay.scheduling")
record SchedulingSettings(@DurationMin(millis = 10) Duration reapInterval,
        @DurationMin(millis = 10) Duration promoteInterval,
        @DurationMin(millis = 10) Duration janitorInterval, @Min(1) @Max(100_000) int batchSize) {

    /** Queues that one look returns; with more, the next look finds the rest. */
    static final int QUEUES_IN_A_LOOK = 1000;
}
