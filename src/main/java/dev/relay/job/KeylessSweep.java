package dev.relay.job;

import java.time.Duration;
import java.time.Instant;

/**
 * Where the first job without a permit key stands in a line in which jobs of blocked keys, any number of them, may stand
 * before it. No index leads there (each plain job would have to pay for it), so claims sweep the line in bounded portions, and this is
 * how far they came.
 *
 * <p>A hint of this replica: what others put before it is found by the next sweep, which begins anew so seldom that sweeping
 * takes at most one fiftieth of the time.
 */
final class KeylessSweep {

    /** The time between two sweeps, in sweeps. */
    private static final int REST = 50;
    private static final Duration LONGEST_REST = Duration.ofMinutes(1);
    /** Of a sweep that arrived with its first portion. */
    private static final Duration SHORT_REST = Duration.ofMillis(500);
    private static final LinePosition NOWHERE = new LinePosition(Integer.MAX_VALUE, Instant.MAX, Long.MAX_VALUE);

    private LinePosition position = LinePosition.START;
    private LinePosition unseen = NOWHERE;
    private boolean arrived;
    private long arrivedAt;
    private long cost;
    private int portions;

    /** Returns from where to look on; {@code now} is nanoTime. */
    synchronized LinePosition position(long now) {
        Duration longest = portions == 0 ? SHORT_REST : LONGEST_REST;
        if (arrived && now - arrivedAt > Math.min(REST * cost, longest.toNanos())) {
            beginAt(LinePosition.START);
        } else if (arrived && unseen.compareTo(position) < 0) {
            beginAt(unseen);
        }
        return position;
    }

    private void beginAt(LinePosition start) {
        position = start;
        unseen = NOWHERE;
        arrived = false;
        cost = 0;
        portions = 0;
    }

    /** Tells that no such job stands before {@code next}, which took {@code nanos} to see, and that the sweep goes on there. */
    synchronized void passedTo(LinePosition next, long nanos) {
        position = next;
        arrived = false;
        cost += nanos;
        portions++;
    }

    /** Tells that the first such job stands at {@code first}, or that there is none between the position and the end. */
    synchronized void arrivedAt(LinePosition first, long now, long nanos) {
        if (!arrived) {
            arrivedAt = now;
            cost += nanos;
        }
        arrived = true;
        position = first;
    }

    /** Tells that a job was put into line; the sweep under way goes on to its end before it looks there. */
    synchronized void lower(LinePosition job) {
        unseen = LinePosition.earlier(unseen, job);
    }
}
