package dev.relay.job;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Where in the line of one queue a claim begins to look: behind everything that was claimed before, whose dead index
 * entries it would otherwise walk over one by one.
 *
 * <p>A hint of this replica that may be wrong or lost. It is raised to the last job of a claim, and lowered to every job
 * that this replica puts into line; what other replicas put before it is found when a claim looks from the start, which
 * happens every {@link #RECHECK} and before a claim answers that there is nothing.
 */
final class ClaimBound {

    /** The longest that a ready job which the bound hides stays hidden while the queue is claimed from. */
    static final Duration RECHECK = Duration.ofSeconds(1);

    private final List<Look> underWay = new ArrayList<>();
    private LinePosition bound = LinePosition.START;
    private long lastFromStart;

    /** A claim that is under way, and the first job put into line since it began, which it may not have seen. */
    static final class Look {

        final LinePosition from;
        private LinePosition unseen = new LinePosition(Integer.MAX_VALUE, Instant.MAX, Long.MAX_VALUE);

        private Look(LinePosition from) {
            this.from = from;
        }

        boolean isFromStart() {
            return from == LinePosition.START;
        }
    }

    ClaimBound(long now) {
        this.lastFromStart = now;
    }

    /** Begins a claim at the bound, or at the start when it is time to; {@code now} is nanoTime, which no clock sets back. */
    synchronized Look begin(long now) {
        if (now - lastFromStart > RECHECK.toNanos()) {
            lastFromStart = now;
            return begin(LinePosition.START);
        }
        return begin(bound);
    }

    /** Begins a claim at the start of the line. */
    synchronized Look beginFromStart() {
        return begin(LinePosition.START);
    }

    private Look begin(LinePosition from) {
        Look look = new Look(from);
        underWay.add(look);
        return look;
    }

    /** Ends a claim that took nothing. */
    synchronized void end(Look look) {
        underWay.remove(look);
    }

    /** Ends a claim whose last job stood at {@code last}: before it, nothing is left that the claim could have taken. */
    synchronized void end(Look look, LinePosition last) {
        underWay.remove(look);
        LinePosition seen = LinePosition.earlier(last, look.unseen);
        if (look.isFromStart() || seen.compareTo(bound) > 0) {
            bound = seen;
        }
    }

    /** Tells that a job was put into line, after its commit. */
    synchronized void lower(LinePosition job) {
        bound = LinePosition.earlier(bound, job);
        underWay.forEach(look -> look.unseen = LinePosition.earlier(look.unseen, job));
    }
}
