package dev.relay.job;

import java.time.Instant;
import java.util.Comparator;

/** A place in the line of a queue; the smallest is claimed first. Ordered as the index {@code job_ready} is. */
record LinePosition(int rank, Instant runAt, long seq) implements Comparable<LinePosition> {

    /** Before every job: no rank is this small. */
    static final LinePosition START = new LinePosition(Integer.MIN_VALUE, Instant.EPOCH, 0);

    private static final Comparator<LinePosition> ORDER = Comparator.comparingInt(LinePosition::rank)
            .thenComparing(LinePosition::runAt).thenComparingLong(LinePosition::seq);

    @Override
    public int compareTo(LinePosition other) {
        return ORDER.compare(this, other);
    }

    static LinePosition earlier(LinePosition a, LinePosition b) {
        return a.compareTo(b) <= 0 ? a : b;
    }
}
