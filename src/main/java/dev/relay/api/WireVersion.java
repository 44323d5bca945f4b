package dev.relay.api;

import org.jspecify.annotations.Nullable;

/** Where v1 and v2 differ in how a job reads. */
public enum WireVersion {
    /** {@code max_retries}: absent is 0, negative is unlimited and shown as -1. */
    V1(0),
    /** {@code max_retries}: absent or null is unlimited and shown as null, negative is an error. */
    V2(null);

    private final @Nullable Integer defaultMaxRetries;

    WireVersion(@Nullable Integer defaultMaxRetries) {
        this.defaultMaxRetries = defaultMaxRetries;
    }

    @Nullable
    Integer defaultMaxRetries() {
        return defaultMaxRetries;
    }
}
