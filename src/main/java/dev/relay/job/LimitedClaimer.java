package dev.relay.job;

import dev.relay.queue.QueueService;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Claims from queues that have a limit: as many jobs as there are permits and tokens, exactly, however many replicas claim. A
 * short transaction locks the queue's settings (and those of all queues when there is a limit in total), counts what runs
 * and claims no more than is left.
 */
@Component
class LimitedClaimer {

    private final LimitedClaimRepository limited;
    private final PermitKeyClaimer byKey;
    private final JobRepository jobs;
    private final QueueService queues;
    private final JobMetrics metrics;
    private final TransactionTemplate transaction;
    private final ApplicationEventPublisher events;
    /** Claims of all queues meet at the row of the total: better here, where waiting holds no connection. */
    private final ReentrantLock totalTurn = new ReentrantLock();

    LimitedClaimer(LimitedClaimRepository limited, PermitKeyClaimer byKey, JobRepository jobs, QueueService queues,
            JobMetrics metrics, TransactionTemplate transaction, ApplicationEventPublisher events) {
        this.limited = limited;
        this.byKey = byKey;
        this.jobs = jobs;
        this.queues = queues;
        this.metrics = metrics;
        this.transaction = transaction;
        this.events = events;
    }

    /** Returns whether claims of a queue need permits or tokens, as this replica knows it. */
    boolean isLimited(String queue) {
        return queues.of(queue).isLimited() || queues.maxRunningInTotal() != null;
    }

    /** Claims up to {@code asked} jobs, in the order of the line but for keys that have no permit left. */
    List<JobEntity> claim(LimitedLine line, int asked) {
        Taken taken = inTurn(queues.maxRunningInTotal() != null, inTotal -> take(line, asked, inTotal));
        ClaimHeldBack heldBack = taken.heldBack();
        if (heldBack != null) {
            if (taken.jobs().size() < asked) {
                metrics.heldBack(heldBack);
            }
            events.publishEvent(heldBack);
        }
        return taken.jobs();
    }

    private Taken inTurn(boolean inTotal, Function<Boolean, Taken> claim) {
        if (!inTotal) {
            return claim.apply(false);
        }
        totalTurn.lock();
        try {
            return claim.apply(true);
        } finally {
            totalTurn.unlock();
        }
    }

    private Taken take(LimitedLine line, int asked, boolean inTotal) {
        try {
            return Store.run(() -> transaction.execute(tx -> takeLocked(line, asked, inTotal)));
        } catch (RuntimeException e) {
            // What was passed over in a transaction that failed is still there.
            line.lower(LinePosition.START);
            throw e;
        }
    }

    private Taken takeLocked(LimitedLine line, int asked, boolean inTotal) {
        String queue = line.queue();
        limited.endIfThisReplicaStalls();
        long inTotalLeft = inTotal ? leftInTotal() : Integer.MAX_VALUE;
        lockAndMark(line);
        ClaimLimits limits = limited.limits(queue).stream().findFirst().orElse(ClaimLimits.NONE);
        if (limits.paused()) {
            return new Taken(List.of(), null);
        }
        Allowance allowance = Allowance.of(limits, inTotalLeft, asked);
        List<JobEntity> claimed = allowance.allowed() == 0 ? List.of() : take(line, allowance.allowed(), limits);
        if (limits.tokens() != null && (!claimed.isEmpty() || limits.clockSetBack())) {
            limited.fill(queue, Math.max(0, limits.tokens() - claimed.size()), limits.at());
        }
        return new Taken(claimed,
                mayHaveMore(queue, allowance, claimed.size()) ? allowance.heldBack(queue, claimed.size()) : null);
    }

    private long leftInTotal() {
        Integer max = limited.lockTotal().stream().findFirst().orElse(null);
        return max == null ? Integer.MAX_VALUE : max - limited.countRunning(max);
    }

    private void lockAndMark(LimitedLine line) {
        List<String> version = limited.lock(line.queue());
        long now = System.nanoTime();
        if (!version.isEmpty() && line.needsMarking(version.getFirst(), now)) {
            limited.markRunning(line.queue());
            line.marked(now);
        }
    }

    private List<JobEntity> take(LimitedLine line, int allowed, ClaimLimits limits) {
        Integer perKey = limits.maxRunningPerKey();
        return perKey != null
                ? byKey.claim(line, perKey, allowed)
                : line.line.take(from -> limited.claim(line.queue(), JobClaimer.runIdPrefix(), from.rank(),
                        from.runAt(), from.seq(), allowed));
    }

    /** Returns whether jobs may be ready that this claim could not take. One that took less than it might has seen the end. */
    private boolean mayHaveMore(String queue, Allowance allowance, int claimed) {
        if (claimed > 0 && claimed == allowance.allowed()) {
            return true;
        }
        boolean mayBeBlocked = allowance.allowed() == 0 || allowance.byKey();
        return mayBeBlocked && !jobs.countReady(new String[]{queue}, 1).isEmpty();
    }

    /** What a claim took, and what keeps others waiting; null when nothing does. */
    private record Taken(List<JobEntity> jobs, @Nullable ClaimHeldBack heldBack) {}
}
