package dev.relay.job;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Bounds on what the metrics cost.
 *
 * @param maxQueues queues that are told apart by name; all others are counted together as {@code other}
 * @param gaugeInterval the least time between two readings of the gauges from the database
 * @param maxCount jobs that a gauge counts per queue and state before it says "this many or more"
 */
@Validated
@ConfigurationProperties("relay.metrics")
record MetricsSettings(@DefaultValue("100") @Min(0) @Max(10_000) int maxQueues,
        @DefaultValue("10s") Duration gaugeInterval, @DefaultValue("10000") @Min(1) @Max(1_000_000) int maxCount) {}
