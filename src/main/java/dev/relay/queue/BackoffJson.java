package dev.relay.queue;

import java.time.Duration;

/** Backoffs as JSON, the same on the wire and in the store. */
public final class BackoffJson {

    private BackoffJson() {}

    /** Reads a backoff. */
    public static Backoff read(String json) {
        return new Backoff.Fixed(Duration.parse(json.substring(1, json.length() - 1)));
    }

    /** Writes a backoff. */
    public static String write(Backoff backoff) {
        return switch (backoff) {
            case Backoff.Fixed fixed -> '"' + fixed.delay().toString() + '"';
        };
    }
}
