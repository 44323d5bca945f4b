package dev.relay.job;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Ends runs, however they ended: single ones together with others that come at the same time, those of one call at once. */
@Component
class RunEnder {

    private static final int LANES = 1;

    private final GroupCommit<EndedRun, Boolean> ends = new GroupCommit<>(LANES, this::end);
    private final UnfinishedRuns runs;
    private final JobRemover remover;
    private final RunAnnouncer announcer;
    private final TransactionTemplate transaction;

    RunEnder(UnfinishedRuns runs, JobRemover remover, RunAnnouncer announcer, TransactionTemplate transaction) {
        this.runs = runs;
        this.remover = remover;
        this.announcer = announcer;
        this.transaction = transaction;
    }

    /** Returns false, and has changed nothing, when the run no longer holds its job. */
    boolean end(EndedRun run) {
        return switch (run.outcome()) {
            case RunOutcome.Completed completed -> remover.remove(run.key(), run.runId(), completed.result());
            case RunOutcome.Unfinished unfinished -> ends.submit(run);
        };
    }

    /** Ends runs in one transaction; answers one by one, in their order, which of them held their job. */
    List<Boolean> end(List<EndedRun> all) {
        if (all.isEmpty()) {
            return List.of();
        }
        Map<Lease, RunOutcome> outcomes = new LinkedHashMap<>();
        all.forEach(run -> outcomes.putIfAbsent(run.lease(), run.outcome()));
        Set<Lease> held = new HashSet<>();
        Store.run(() -> transaction.execute(tx -> write(outcomes))).forEach(written -> held.addAll(written.tell()));
        // Of two outcomes for one run the first counts, and the second comes too late.
        return all.stream().map(run -> held.remove(run.lease())).toList();
    }

    private List<Written> write(Map<Lease, RunOutcome> outcomes) {
        List<Removal> completed = new ArrayList<>();
        List<Removal> archived = new ArrayList<>();
        Map<Lease, RunOutcome.Unfinished> unfinished = new LinkedHashMap<>();
        outcomes.forEach((lease, outcome) -> {
            switch (outcome) {
                case RunOutcome.Completed c -> {
                    Removal removal = new Removal(lease.key(), lease.runId().toString(), c.result());
                    (remover.isArchived(removal) ? archived : completed).add(removal);
                }
                case RunOutcome.Unfinished u -> unfinished.put(lease, u);
            }
        });
        completed.sort(Comparator.comparing(Removal::key));
        archived.sort(Comparator.comparing(Removal::key));
        List<Written> written = new ArrayList<>();
        if (!completed.isEmpty()) {
            written.add(removed(completed, remover.takeOut(completed)));
        }
        if (!archived.isEmpty()) {
            written.add(removed(archived, remover.takeOutIntoArchive(archived)));
        }
        if (!unfinished.isEmpty()) {
            written.add(closed(runs.close(unfinished)));
        }
        return written;
    }

    private Written removed(List<Removal> removals, List<Removed> removed) {
        return () -> {
            announcer.removed(removals, removed);
            return removed.stream().map(job -> removals.get(job.index()).lease()).filter(Objects::nonNull).toList();
        };
    }

    private Written closed(List<ClosedRun> closed) {
        return () -> {
            announcer.closed(closed);
            return closed.stream().map(run -> run.run().lease()).toList();
        };
    }

    /** What one statement did; told once the transaction is committed. */
    @FunctionalInterface
    private interface Written {

        /** Returns the leases that ended. */
        List<Lease> tell();
    }
}
