package dev.relay.job;

import java.time.Instant;

/** A place in the archive of a queue, which is ordered by time of completion, then id; pages go down from it. */
public record ArchivePosition(Instant completedAt, String id) {

    /** After everything that the store can hold. */
    public static final ArchivePosition NEWEST = new ArchivePosition(Instant.parse("9999-12-31T23:59:59.999999Z"), "");
}
