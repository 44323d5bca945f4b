package dev.relay.testing;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Rows of dead letters, put there as they would be found later. Instants are given from the database's now. */
public final class LetterRow {

    String queue = "mail";
    String id = "job";
    int times = 1;
    String reason = "RETRIES_SPENT";
    Duration diedAgo = Duration.ZERO;
    int priority;
    @Nullable
    Integer maxRetries;
    String payload = "{}";
    @Nullable
    String progress;
    @Nullable
    String uniqueKey;
    @Nullable
    String fingerprint;
    @Nullable
    String permitKey;
    @Nullable
    String errorType;
    @Nullable
    String attempts;
    int failures;
    int lapses;
    int reschedules;

    private LetterRow() {}

    public static LetterRow aLetter() {
        return new LetterRow();
    }

    public LetterRow inQueue(String name) {
        queue = name;
        return this;
    }

    public LetterRow withId(String value) {
        id = value;
        return this;
    }

    /** Makes it that many rows, whose ids end with their number. */
    public LetterRow times(int number) {
        times = number;
        return this;
    }

    public LetterRow because(String value) {
        reason = value;
        return this;
    }

    public LetterRow diedAgo(Duration age) {
        diedAgo = age;
        return this;
    }

    public LetterRow withPriority(int value) {
        priority = value;
        return this;
    }

    public LetterRow withRetries(int max) {
        maxRetries = max;
        return this;
    }

    public LetterRow withPayload(String json) {
        payload = json;
        return this;
    }

    public LetterRow withProgress(String json) {
        progress = json;
        return this;
    }

    public LetterRow withUniqueKey(String value) {
        uniqueKey = value;
        return this;
    }

    public LetterRow withFingerprint(String value) {
        fingerprint = value;
        return this;
    }

    public LetterRow withPermitKey(String value) {
        permitKey = value;
        return this;
    }

    public LetterRow withError(String type, String attemptsJson) {
        errorType = type;
        attempts = attemptsJson;
        return this;
    }

    public LetterRow counted(int failed, int lapsed, int rescheduled) {
        failures = failed;
        lapses = lapsed;
        reschedules = rescheduled;
        return this;
    }
}
