package dev.relay.job;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Puts jobs in, as the {@link ConflictMode} says; opens a transaction only where one statement cannot do it alone. */
@Component
class JobEnqueuer {

    private final JobRepository jobs;
    private final TransactionTemplate transaction;

    JobEnqueuer(JobRepository jobs, TransactionTemplate transaction) {
        this.jobs = jobs;
        this.transaction = transaction;
    }

    EnqueueOutcome enqueue(List<NewJob> newJobs, ConflictMode mode) {
        if (newJobs.isEmpty()) {
            return new EnqueueOutcome.Enqueued(List.of());
        }
        boolean durable = newJobs.stream().anyMatch(NewJob::durable);
        // All or nothing takes a transaction, except for a single job, which is that by itself.
        boolean atomic = mode == ConflictMode.UNIQUE && newJobs.size() > 1;
        Supplier<EnqueueOutcome> insert = () -> insert(newJobs, mode);
        return durable && !atomic ? insert.get() : inTransaction(durable, insert);
    }

    RequeueOutcome requeue(JobKey key, UUID runId, List<NewJob> newJobs, ConflictMode mode) {
        return transaction.execute(status -> {
            String[] run = {runId.toString()};
            if (jobs.remove(new String[]{key.queue()}, new String[]{key.id()}, run).isEmpty()) {
                return new RequeueOutcome.LeaseLost();
            }
            return switch (newJobs.isEmpty() ? new EnqueueOutcome.Enqueued(List.of()) : insert(newJobs, mode)) {
                case EnqueueOutcome.Enqueued enqueued -> new RequeueOutcome.Requeued(enqueued.keys());
                case EnqueueOutcome.AlreadyExists exists -> {
                    status.setRollbackOnly();
                    yield new RequeueOutcome.AlreadyExists(exists.key());
                }
            };
        });
    }

    private EnqueueOutcome inTransaction(boolean durable, Supplier<EnqueueOutcome> insert) {
        return transaction.execute(status -> {
            if (!durable) {
                jobs.commitWithoutWaiting();
            }
            EnqueueOutcome outcome = insert.get();
            if (outcome instanceof EnqueueOutcome.AlreadyExists) {
                status.setRollbackOnly();
            }
            return outcome;
        });
    }

    private EnqueueOutcome insert(List<NewJob> newJobs, ConflictMode mode) {
        return switch (mode) {
            case UNIQUE -> {
                List<JobKey> inserted = insert(newJobs);
                yield inserted.size() == newJobs.size()
                        ? new EnqueueOutcome.Enqueued(inserted)
                        : new EnqueueOutcome.AlreadyExists(firstConflict(newJobs, inserted));
            }
            case IGNORE -> new EnqueueOutcome.Enqueued(insert(newJobs));
            case REPLACE -> new EnqueueOutcome.Enqueued(replace(lastOfEachKey(newJobs)));
        };
    }

    private List<JobKey> insert(List<NewJob> newJobs) {
        NewJobColumns c = NewJobColumns.of(newJobs);
        return jobs.enqueue(c.queues(), c.ids(), c.timeouts(), c.maxRetries(), c.ranks(), c.payloads(), c.progress(),
                c.runAts());
    }

    private List<JobKey> replace(List<NewJob> newJobs) {
        NewJobColumns c = NewJobColumns.of(newJobs);
        return jobs.enqueueReplacing(c.queues(), c.ids(), c.timeouts(), c.maxRetries(), c.ranks(), c.payloads(),
                c.progress(), c.runAts());
    }

    private static JobKey firstConflict(List<NewJob> newJobs, List<JobKey> inserted) {
        Set<JobKey> free = new HashSet<>(inserted);
        return newJobs.stream().map(NewJob::key).filter(key -> !free.remove(key)).findFirst().orElseThrow();
    }

    private static List<NewJob> lastOfEachKey(List<NewJob> newJobs) {
        Map<JobKey, NewJob> byKey = new LinkedHashMap<>();
        newJobs.forEach(job -> byKey.put(job.key(), job));
        return List.copyOf(byKey.values());
    }
}
