package dev.relay.job;

/**
 * What a cancel did.
 *
 * @param found live jobs that it was about, those among them that had been asked to stop before
 * @param cancelled those that became dead letters
 * @param requested those that run and were asked to stop by this call
 */
public record Cancelled(int found, int cancelled, int requested) {

    static final Cancelled NONE = new Cancelled(0, 0, 0);

    Cancelled plus(Cancelled other) {
        return new Cancelled(found + other.found, cancelled + other.cancelled, requested + other.requested);
    }
}
