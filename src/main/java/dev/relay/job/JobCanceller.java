package dev.relay.job;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Cancels jobs: those that wait at once, those that run by asking them, or by force. */
@Component
class JobCanceller {

    /** Of one transaction: more would hold locks for longer. */
    private static final int MOST_AT_ONCE = 1000;

    private final CancelRepository jobs;
    private final JobMetrics metrics;
    private final LineAnnouncer announcer;
    private final TransactionTemplate transaction;

    JobCanceller(CancelRepository jobs, JobMetrics metrics, LineAnnouncer announcer,
            TransactionTemplate transaction) {
        this.jobs = jobs;
        this.metrics = metrics;
        this.announcer = announcer;
        this.transaction = transaction;
    }

    Cancelled cancel(Cancellation which, boolean force) {
        String queue = which.queue();
        return switch (which) {
            case Cancellation.ById(JobKey key) -> cancel(queue, force, () -> jobs.chooseById(queue, key.id()));
            case Cancellation.ByUniqueKey one -> cancel(queue, force,
                    () -> jobs.chooseByUniqueKey(queue, one.uniqueKey()));
            case Cancellation.ByFingerprint many -> cancelMany(many, force);
        };
    }

    /** In batches, each committed before the next; one that finds nobody is the last. Who comes later is not meant. */
    private Cancelled cancelMany(Cancellation.ByFingerprint which, boolean force) {
        Instant begin = Store.run(jobs::now);
        Cancelled sum = Cancelled.NONE;
        Cancelled batch;
        do {
            batch = cancel(which.queue(), force,
                    () -> jobs.chooseByFingerprint(which.queue(), which.fingerprint(), begin, force, MOST_AT_ONCE));
            sum = sum.plus(batch);
        } while (batch.found() > 0);
        return sum;
    }

    private Cancelled cancel(String queue, boolean force, Supplier<List<Chosen>> choose) {
        List<Chosen> dead = new ArrayList<>();
        Cancelled cancelled = Store.run(() -> transaction.execute(tx -> {
            List<Chosen> chosen = choose.get();
            Predicate<Chosen> dies = job -> force || !job.running();
            List<Chosen> asked = chosen.stream().filter(dies.negate()).filter(job -> !job.cancelRequested()).toList();
            dead.clear();
            dead.addAll(chosen.stream().filter(dies).toList());
            if (!dead.isEmpty()) {
                jobs.deadLetter(queue, ids(dead));
            }
            if (!asked.isEmpty()) {
                jobs.request(queue, ids(asked));
            }
            return new Cancelled(chosen.size(), dead.size(), asked.size());
        }));
        announce(queue, dead);
        return cancelled;
    }

    private void announce(String queue, List<Chosen> dead) {
        metrics.deadLettered(queue, Ending.CANCELLED, dead.size());
        announcer.permitsFreed(queue, (int) dead.stream().filter(Chosen::running).count());
        dead.stream().filter(Chosen::awaited)
                .forEach(job -> announcer.ended(new JobKey(queue, job.id()), Ending.CANCELLED));
    }

    private static String[] ids(List<Chosen> jobs) {
        return jobs.stream().map(Chosen::id).toArray(String[]::new);
    }
}
