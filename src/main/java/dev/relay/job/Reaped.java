package dev.relay.job;

/** How many lapsed jobs went back in line, and how many became dead letters. */
public record Reaped(int returned, int deadLettered) {

    /** Returns how many leases had lapsed. */
    public int sum() {
        return returned + deadLettered;
    }
}
