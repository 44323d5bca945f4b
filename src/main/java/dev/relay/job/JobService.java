package dev.relay.job;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * The life of a job as its producers and runners drive it. Every method returns after its commit; every method throws
 * {@link StoreUnavailableException} (try again) or {@link StoreRefusedException} (never) when the store says so.
 *
 * <p>Execution is at least once: a job whose lease lapses runs again. Of the completions of one run at most one is
 * accepted.
 */
@Service
public class JobService {

    private final JobEnqueuer enqueuer;
    private final JobClaimer claimer;
    private final LeaseExtender leases;
    private final JobRemover remover;
    private final JobCanceller canceller;
    private final RunEnder ender;
    private final JobRepository jobs;
    private final LineAnnouncer announcer;
    private final JobMetrics metrics;

    JobService(JobEnqueuer enqueuer, JobClaimer claimer, LeaseExtender leases, JobRemover remover,
            JobCanceller canceller, RunEnder ender, JobRepository jobs, LineAnnouncer announcer, JobMetrics metrics) {
        this.enqueuer = enqueuer;
        this.claimer = claimer;
        this.leases = leases;
        this.remover = remover;
        this.canceller = canceller;
        this.ender = ender;
        this.jobs = jobs;
        this.announcer = announcer;
        this.metrics = metrics;
    }

    /** Adds jobs; {@code mode} says what becomes of one whose key a live job has already. */
    public EnqueueOutcome enqueue(List<NewJob> newJobs, ConflictMode mode) {
        return enqueuer.enqueue(newJobs, mode);
    }

    /**
     * Hands out up to {@code limit} READY jobs of a queue in the order of its line, each under a new lease; empty when
     * none is ready.
     */
    public List<Job> claim(String queue, int limit) {
        return claimer.claim(queue, limit);
    }

    /**
     * Extends the lease of a running job by its timeout, from now.
     *
     * @param runId the run that must hold it; null for whichever does
     * @param state JSON text to keep; null leaves what there is
     * @return false when no such run holds the job
     */
    public boolean heartbeat(JobKey key, @Nullable UUID runId, @Nullable String state) {
        return leases.heartbeat(key, runId, state) != RunState.LOST;
    }

    /** Extends the lease of a run as {@link #heartbeat} does, and tells whether it has been asked to stop. */
    public RunState heartbeatRun(JobKey key, UUID runId, @Nullable String state) {
        return leases.heartbeat(key, runId, state);
    }

    /** Ends the run of a job, and with it the job. Returns false, and changes nothing, when that run no longer holds it. */
    public boolean complete(JobKey key, UUID runId) {
        return remover.remove(key, runId, null);
    }

    /** Ends a run as it says. Returns false, and changes nothing, when that run no longer holds its job. */
    public boolean end(EndedRun run) {
        return ender.end(run);
    }

    /**
     * Ends runs as each says, all in one transaction. Answers one by one, in their order, whether the run held its job until
     * now; those that did not change nothing.
     */
    public List<Boolean> end(List<EndedRun> runs) {
        return ender.end(runs);
    }

    /** Removes a job whatever its state; a run that held it counts as completed. Returns false when there was none. */
    public boolean delete(JobKey key) {
        return remover.remove(key, null, null);
    }

    /**
     * Cancels jobs: those that wait become dead letters, those that run are asked to stop by their next heartbeat.
     *
     * @param force whether those that run become dead letters too, their lease void at once
     */
    public Cancelled cancel(Cancellation which, boolean force) {
        return canceller.cancel(which, force);
    }

    /** Ends the run of a job by putting it back with new values. Returns false when no run holds it. */
    public boolean reschedule(NewJob job) {
        NewJobColumns c = NewJobColumns.of(List.of(job));
        List<Placed> placed = Store.run(() -> jobs.reschedule(c.queues(), c.ids(), c.timeouts(), c.maxRetries(),
                c.payloads(), c.progress(), c.runAts()));
        placed.forEach(rescheduled -> metrics.rescheduled(rescheduled.queue()));
        announcer.rescheduled(job, placed);
        announcer.permitsFreed(job.key().queue(), placed.size());
        return !placed.isEmpty();
    }

    /** Replaces a running job by new ones, in one transaction. Changes nothing when that run no longer holds it. */
    public RequeueOutcome requeue(JobKey key, UUID runId, List<NewJob> newJobs, ConflictMode mode) {
        return enqueuer.requeue(key, runId, newJobs, mode);
    }
}
