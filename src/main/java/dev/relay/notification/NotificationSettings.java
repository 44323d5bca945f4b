package dev.relay.notification;

import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * How claims, and those who ask for the end of a job, wait. The defaults stand in application.yaml, where {@code @Scheduled}
 * reads the interval too.
 *
 * @param maxWait the longest that one may wait
 * @param recheckInterval how often what they wait for is checked against the database; it bounds how late a job is
 *     picked up, or its end known, whose notification was lost, and how long the place of a client that hung up is kept
 * @param settingsInterval how often the settings of queues are read although no other replica has said that one has changed
 */
@Validated
@ConfigurationProperties("relay.waiting")
record NotificationSettings(@DurationMin(seconds = 0) @DurationMax(hours = 1) Duration maxWait,
        @DurationMin(millis = 100) Duration recheckInterval,
        @DurationMin(millis = 100) Duration settingsInterval) {}
