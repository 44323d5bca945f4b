package dev.relay.api;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * What one request may ask for. Beyond a limit the answer is 413 (body) or 400 (the others), and nothing has changed.
 *
 * @param maxBodySize bytes of a request's body
 * @param maxJobsPerRequest jobs in one enqueue
 * @param maxJobsPerClaim jobs handed out by one claim
 * @param maxKeyLength characters (code points) of a queue's name and of an id
 */
@Validated
@ConfigurationProperties("relay.limits")
public record Limits(@DefaultValue("32MB") DataSize maxBodySize,
        @DefaultValue("10000") @Min(1) @Max(100_000) int maxJobsPerRequest,
        @DefaultValue("10000") @Min(1) @Max(100_000) int maxJobsPerClaim,
        @DefaultValue("1024") @Min(1) @Max(1024) int maxKeyLength) {

    /** A body is held in memory as one array, so its size has to fit one. */
    private static final DataSize MOST_BODY = DataSize.ofGigabytes(1);

    public Limits {
        if (maxBodySize.toBytes() < 1024 || maxBodySize.compareTo(MOST_BODY) > 0) {
            throw new IllegalArgumentException(
                    "relay.limits.max-body-size is " + maxBodySize + ", and must be between 1KB and 1GB");
        }
    }
}
