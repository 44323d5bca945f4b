package dev.relay.job;

import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;

/**
 * The life of a job, and the only writer of it. Every method returns after its commit; every method throws
 * {@link StoreUnavailableException} (try again) or {@link StoreRefusedException} (never) when the store says so.
 *
 * <p>Execution is at least once: a job whose lease lapses runs again. Of the completions of one run at most one is
 * accepted.
 */
@Service
public class JobService {

    private static final Comparator<JobEntity> LINE = Comparator.<JobEntity>comparingInt(job -> job.rank)
            .thenComparing(job -> job.runAt).thenComparingLong(job -> job.seq);

    private final JobRepository jobs;
    private final JobEnqueuer enqueuer;
    private final JobMetrics metrics;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    JobService(JobRepository jobs, JobEnqueuer enqueuer, JobMetrics metrics, ApplicationEventPublisher events,
            Clock clock) {
        this.jobs = jobs;
        this.enqueuer = enqueuer;
        this.metrics = metrics;
        this.events = events;
        this.clock = clock;
    }

    /** Adds jobs, all in one statement; {@code mode} says what a key does that a live job has already. */
    public EnqueueOutcome enqueue(List<NewJob> newJobs, ConflictMode mode) {
        EnqueueOutcome outcome = Store.run(() -> enqueuer.enqueue(newJobs, mode));
        switch (outcome) {
            case EnqueueOutcome.Enqueued enqueued -> {
                metrics.enqueued(enqueued.keys());
                announce(newJobs);
            }
            case EnqueueOutcome.AlreadyExists exists -> {
            }
        }
        return outcome;
    }

    /**
     * Hands out up to {@code limit} READY jobs of a queue in the order of its line, each under a new lease; empty when
     * none is ready.
     */
    public List<Job> claim(String queue, int limit) {
        List<JobEntity> claimed = Store.run(() -> jobs.claim(queue, runIdPrefix(), limit));
        metrics.claimed(queue, claimed);
        return claimed.stream().sorted(LINE).map(JobEntity::toJob).toList();
    }

    /**
     * Extends the lease of a running job by its timeout, from now.
     *
     * @param runId the run that must hold it; null for whichever does
     * @param state JSON text to keep; null leaves what there is
     * @return false when no such run holds the job
     */
    public boolean heartbeat(JobKey key, @Nullable UUID runId, @Nullable String state) {
        boolean held = !Store
                .run(() -> jobs.heartbeat(array(key.queue()), array(key.id()), orNull(runId), orNull(state)))
                .isEmpty();
        if (held) {
            metrics.heartbeat(key.queue());
        }
        return held;
    }

    /** Ends the run of a job, and with it the job. Returns false, and changes nothing, when that run no longer holds it. */
    public boolean complete(JobKey key, UUID runId) {
        return remove(key, runId);
    }

    /** Removes a job whatever its state; a run that held it counts as completed. Returns false when there was none. */
    public boolean delete(JobKey key) {
        return remove(key, null);
    }

    private boolean remove(JobKey key, @Nullable UUID runId) {
        List<Removed> removed = Store.run(() -> jobs.remove(array(key.queue()), array(key.id()), orNull(runId)));
        removed.forEach(job -> metrics.removed(key.queue(), job.runSeconds()));
        return !removed.isEmpty();
    }

    /** Ends the run of a job by putting it back with new values. Returns false when no run holds it. */
    public boolean reschedule(NewJob job) {
        NewJobColumns c = NewJobColumns.of(List.of(job));
        boolean rescheduled = !Store.run(() -> jobs.reschedule(c.queues(), c.ids(), c.timeouts(), c.maxRetries(),
                c.payloads(), c.progress(), c.runAts())).isEmpty();
        if (rescheduled) {
            metrics.rescheduled(job.key().queue());
            announce(List.of(job));
        }
        return rescheduled;
    }

    /** Replaces a running job by new ones, in one transaction. Changes nothing when that run no longer holds it. */
    public RequeueOutcome requeue(JobKey key, UUID runId, List<NewJob> newJobs, ConflictMode mode) {
        RequeueOutcome outcome = Store.run(() -> enqueuer.requeue(key, runId, newJobs, mode));
        switch (outcome) {
            case RequeueOutcome.Requeued requeued -> {
                metrics.rescheduled(key.queue());
                metrics.enqueued(requeued.keys());
                announce(newJobs);
            }
            case RequeueOutcome.LeaseLost lost -> {
            }
            case RequeueOutcome.AlreadyExists exists -> {
            }
        }
        return outcome;
    }

    private void announce(Collection<NewJob> committed) {
        Instant now = clock.instant();
        committed.stream().map(NewJob::runAt).filter(Objects::nonNull).map(OffsetDateTime::toInstant)
                .filter(now::isBefore).min(Comparator.naturalOrder())
                .ifPresent(earliest -> events.publishEvent(new JobsScheduled(earliest)));
    }

    /** The first 24 characters of a UUID of version 8, which is the one for schemes of one's own (RFC 9562, 5.8). */
    private static String runIdPrefix() {
        String random = UUID.randomUUID().toString();
        return random.substring(0, 14) + '8' + random.substring(15, 24);
    }

    private static String[] array(String value) {
        return new String[]{value};
    }

    private static @Nullable String[] orNull(@Nullable Object value) {
        return new @Nullable String[]{value == null ? null : value.toString()};
    }
}
