package dev.relay.job;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Puts jobs in, as the {@link ConflictMode} says: a single job together with others that come at the same time, the jobs of
 * one call in one statement. Opens a transaction only where one statement cannot do it alone.
 */
@Component
class JobEnqueuer {

    private static final int LANES = 1;

    private final GroupCommit<NewJob, Boolean> durable = new GroupCommit<>(LANES, this::insertSingles);
    private final GroupCommit<NewJob, Boolean> relaxed = new GroupCommit<>(LANES, this::insertSinglesRelaxed);
    private final JobRepository jobs;
    private final RunRepository runs;
    private final JobMetrics metrics;
    private final LineAnnouncer announcer;
    private final UniqueKeys uniqueKeys;
    private final TransactionTemplate transaction;

    JobEnqueuer(JobRepository jobs, RunRepository runs, JobMetrics metrics, LineAnnouncer announcer,
            UniqueKeys uniqueKeys,
            TransactionTemplate transaction) {
        this.jobs = jobs;
        this.runs = runs;
        this.metrics = metrics;
        this.announcer = announcer;
        this.uniqueKeys = uniqueKeys;
        this.transaction = transaction;
    }

    EnqueueOutcome enqueue(List<NewJob> newJobs, ConflictMode mode) {
        if (newJobs.isEmpty()) {
            return new EnqueueOutcome.Enqueued();
        }
        // A single job is all or nothing by itself, so unique and ignore are the same statement.
        if (newJobs.size() == 1 && mode != ConflictMode.REPLACE) {
            NewJob job = newJobs.getFirst();
            boolean inserted = naming(newJobs, () -> (job.durable() ? durable : relaxed).submit(job));
            return inserted || mode == ConflictMode.IGNORE
                    ? new EnqueueOutcome.Enqueued()
                    : alreadyExists(job, newJobs);
        }
        Insertion insertion = naming(newJobs, () -> Store.run(() -> insertTogether(newJobs, mode)));
        if (insertion.conflict() != null) {
            return alreadyExists(insertion.conflict(), newJobs);
        }
        announce(newJobs, insertion);
        if (mode == ConflictMode.REPLACE) {
            freePermits(insertion.placed());
        }
        return new EnqueueOutcome.Enqueued();
    }

    private EnqueueOutcome alreadyExists(NewJob refused, List<NewJob> newJobs) {
        TakenKey taken = uniqueKeys.taken(refused, newJobs, null);
        return new EnqueueOutcome.AlreadyExists(taken.holder(), taken.uniqueKey());
    }

    RequeueOutcome requeue(JobKey key, UUID runId, List<NewJob> newJobs, ConflictMode mode) {
        return naming(newJobs,
                () -> Store.run(() -> transaction.execute(tx -> removeAndInsert(tx, key, runId, newJobs, mode))))
                .map(requeue -> requeued(key, newJobs, requeue)).orElseGet(RequeueOutcome.LeaseLost::new);
    }

    private RequeueOutcome requeued(JobKey key, List<NewJob> newJobs, Requeue requeue) {
        Insertion insertion = requeue.insertion();
        if (insertion.conflict() != null) {
            TakenKey taken = uniqueKeys.taken(insertion.conflict(), newJobs, key);
            return new RequeueOutcome.AlreadyExists(taken.holder(), taken.uniqueKey());
        }
        metrics.rescheduled(key.queue());
        announce(newJobs, insertion);
        announcer.permitsFreed(key.queue(), 1);
        if (requeue.awaited() && !isAmong(newJobs, key)) {
            announcer.ended(key, Ending.COMPLETED);
        }
        return new RequeueOutcome.Requeued();
    }

    /** Returns empty, and has changed nothing, when the run no longer holds the job. */
    private Optional<Requeue> removeAndInsert(TransactionStatus tx, JobKey key, UUID runId, List<NewJob> newJobs,
            ConflictMode mode) {
        String[] queue = {key.queue()};
        String[] id = {key.id()};
        String[] run = {runId.toString()};
        return jobs.remove(queue, id, run).stream().findFirst().map(removed -> {
            Insertion insertion = insertOrRollBack(tx, newJobs, mode);
            if (removed.awaited() && isAmong(newJobs, key)) {
                runs.markAwaited(key.queue(), key.id());
            }
            return new Requeue(insertion, removed.awaited());
        });
    }

    private static boolean isAmong(List<NewJob> newJobs, JobKey key) {
        return newJobs.stream().anyMatch(job -> job.key().equals(key));
    }

    private Insertion insertTogether(List<NewJob> newJobs, ConflictMode mode) {
        boolean allRelaxed = newJobs.stream().noneMatch(NewJob::durable);
        boolean makesWay = mode == ConflictMode.REPLACE && UniqueKeys.anyIn(newJobs);
        if (mode != ConflictMode.UNIQUE && !allRelaxed && !makesWay) {
            return insert(newJobs, mode);
        }
        return transaction.execute(tx -> {
            if (allRelaxed) {
                jobs.commitWithoutWaiting();
            }
            return insertOrRollBack(tx, newJobs, mode);
        });
    }

    private Insertion insertOrRollBack(TransactionStatus tx, List<NewJob> newJobs, ConflictMode mode) {
        Insertion insertion = insert(newJobs, mode);
        if (insertion.conflict() != null) {
            tx.setRollbackOnly();
        }
        return insertion;
    }

    private Insertion insert(List<NewJob> newJobs, ConflictMode mode) {
        return switch (mode) {
            case UNIQUE -> {
                List<Placed> placed = insert(newJobs);
                yield placed.size() == newJobs.size()
                        ? Insertion.of(placed)
                        : Insertion.refused(firstConflict(newJobs, placed));
            }
            case IGNORE -> Insertion.of(insert(newJobs));
            case REPLACE -> replace(UniqueKeys.lastOfEachKey(newJobs));
        };
    }

    private List<Placed> insert(List<NewJob> newJobs) {
        NewJobColumns c = NewJobColumns.of(newJobs);
        if (newJobs.stream().allMatch(job -> job.traits().isNone())) {
            return jobs.enqueue(c.queues(), c.ids(), c.timeouts(), c.maxRetries(), c.ranks(), c.payloads(),
                    c.progress(), c.runAts());
        }
        TraitColumns t = TraitColumns.of(newJobs);
        return jobs.enqueueWithTraits(c.queues(), c.ids(), c.timeouts(), c.maxRetries(), c.ranks(), c.payloads(),
                c.progress(), c.runAts(), t.uniqueKeys(), t.fingerprints(), t.permitKeys(), t.backoffs());
    }

    private Insertion replace(List<NewJob> newJobs) {
        List<Displaced> displaced = uniqueKeys.makeWay(newJobs);
        NewJobColumns c = NewJobColumns.of(newJobs);
        TraitColumns t = TraitColumns.of(newJobs);
        return new Insertion(jobs.enqueueReplacing(c.queues(), c.ids(), c.timeouts(), c.maxRetries(), c.ranks(),
                c.payloads(), c.progress(), c.runAts(), t.uniqueKeys(), t.fingerprints(), t.permitKeys(),
                t.backoffs()), displaced, null);
    }

    /** Writes what was gathered; of two equal keys the first is inserted, as the statement itself does it. */
    private List<Boolean> insertSingles(List<NewJob> gathered) {
        List<Placed> placed = Store.run(() -> insert(gathered));
        announce(gathered, placed);
        return whichInserted(gathered, placed);
    }

    private List<Boolean> insertSinglesRelaxed(List<NewJob> gathered) {
        List<Placed> placed = Store.run(() -> transaction.execute(tx -> {
            jobs.commitWithoutWaiting();
            return insert(gathered);
        }));
        announce(gathered, placed);
        return whichInserted(gathered, placed);
    }

    private void announce(List<NewJob> newJobs, Insertion insertion) {
        announce(newJobs, insertion.placed());
        uniqueKeys.announce(insertion.displaced());
    }

    private void announce(List<NewJob> newJobs, List<Placed> placed) {
        metrics.enqueued(placed);
        announcer.placed(newJobs, placed);
    }

    /** Some of the jobs that were replaced may have been running: too many wake-ups do no harm. */
    private void freePermits(List<Placed> placed) {
        placed.stream().collect(Collectors.groupingBy(Placed::queue, Collectors.summingInt(job -> 1)))
                .forEach(announcer::permitsFreed);
    }

    /** Names the job that the store refuses: all else has been checked before, what is left is a key too large to index. */
    private static <T> T naming(List<NewJob> newJobs, Supplier<T> write) {
        try {
            return write.get();
        } catch (StoreRefusedException e) {
            throw newJobs.stream().map(NewJob::key).max(Comparator.comparingInt(JobKey::bytes)).map(e::naming)
                    .orElse(e);
        }
    }

    private static NewJob firstConflict(List<NewJob> newJobs, List<Placed> placed) {
        return newJobs.get(whichInserted(newJobs, placed).indexOf(false));
    }

    private static List<Boolean> whichInserted(List<NewJob> newJobs, List<Placed> placed) {
        Map<JobKey, Placed> inserted = HashMap.newHashMap(placed.size());
        placed.forEach(job -> inserted.put(job.key(), job));
        List<Boolean> which = new ArrayList<>(newJobs.size());
        newJobs.forEach(job -> which.add(inserted.remove(job.key()) != null));
        return which;
    }

    /**
     * What an insert did.
     *
     * @param placed jobs that were put in their place
     * @param displaced jobs that went because of their unique key
     * @param conflict the first job with a key that had to be free and is not, in which case nothing was done
     */
    private record Insertion(List<Placed> placed, List<Displaced> displaced, @Nullable NewJob conflict) {

        static Insertion of(List<Placed> placed) {
            return new Insertion(placed, List.of(), null);
        }

        static Insertion refused(NewJob conflict) {
            return new Insertion(List.of(), List.of(), conflict);
        }
    }

    /** Jobs that came in the place of another, for whose end somebody waited or not. */
    private record Requeue(Insertion insertion, boolean awaited) {}
}
