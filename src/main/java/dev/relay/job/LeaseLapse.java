package dev.relay.job;

import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What becomes of jobs whose lease has lapsed, in bounded batches that any number of replicas share: with retries left they
 * return to their place in line, one retry less; with none left, or when it happened too often, they become dead letters.
 */
@Service
public class LeaseLapse {

    private static final Logger log = LoggerFactory.getLogger(LeaseLapse.class);

    private final LapsedJobRepository lapsed;
    private final UnfinishedRuns runs;
    private final RunAnnouncer announcer;
    private final TransactionTemplate transaction;

    LeaseLapse(LapsedJobRepository lapsed, UnfinishedRuns runs, RunAnnouncer announcer,
            TransactionTemplate transaction) {
        this.lapsed = lapsed;
        this.runs = runs;
        this.announcer = announcer;
        this.transaction = transaction;
    }

    /** Returns up to {@code limit} queues that have lapsed leases now. */
    public List<String> queuesWithLapsedJobs(int limit) {
        return Store.run(() -> lapsed.queuesWithLapsedJobs(limit));
    }

    /** Ends up to {@code limit} lapsed runs of a queue. */
    public Reaped reap(String queue, int limit) {
        List<ClosedRun> closed;
        try {
            closed = reap(queue, limit, 0);
        } catch (StoreRefusedException e) {
            closed = reapOneByOne(queue, limit);
        }
        int dead = (int) closed.stream().filter(run -> run.after() instanceof AfterRun.Dead).count();
        return new Reaped(closed.size() - dead, dead);
    }

    /**
     * One bad job must not fail its neighbours: passes over those that the store refuses to keep as dead letters, whose keys
     * are too large for one index more.
     */
    private List<ClosedRun> reapOneByOne(String queue, int limit) {
        List<ClosedRun> closed = new ArrayList<>();
        int refused = 0;
        while (closed.size() + refused < limit) {
            try {
                List<ClosedRun> one = reap(queue, 1, refused);
                if (one.isEmpty()) {
                    break;
                }
                closed.addAll(one);
            } catch (StoreRefusedException e) {
                refused++;
            }
        }
        log.error(
                "The store refuses {} lapsed jobs of queue {} as dead letters; they are neither run nor removed until "
                        + "somebody deletes them",
                refused, queue);
        return closed;
    }

    private List<ClosedRun> reap(String queue, int limit, int offset) {
        List<ClosedRun> closed = Store.run(() -> transaction
                .execute(tx -> runs.close(lapsed.lockLapsed(queue, limit, offset), run -> new RunOutcome.Lapsed())));
        announcer.closed(closed);
        return closed;
    }
}
