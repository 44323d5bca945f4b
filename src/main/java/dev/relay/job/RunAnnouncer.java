package dev.relay.job;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Tells, after the commit, how runs ended: to the metrics, to claims and to whoever waits for a job's end. */
@Component
class RunAnnouncer {

    private final LineAnnouncer line;
    private final JobMetrics metrics;

    RunAnnouncer(LineAnnouncer line, JobMetrics metrics) {
        this.line = line;
        this.metrics = metrics;
    }

    /** Announces runs that ended unfinished. */
    void closed(List<ClosedRun> runs) {
        Map<String, Integer> freed = new HashMap<>();
        Map<String, Integer> ready = new HashMap<>();
        Instant earliest = Instant.MAX;
        for (ClosedRun run : runs) {
            String queue = run.key().queue();
            metrics.unfinished(queue, run.outcome(), 1);
            freed.merge(queue, 1, Integer::sum);
            switch (run.after()) {
                case AfterRun.BackInLine back -> {
                    countRetry(run);
                    if (run.ready()) {
                        ready.merge(queue, 1, Integer::sum);
                    } else if (back.runAt() != null && back.runAt().isBefore(earliest)) {
                        earliest = back.runAt();
                    }
                }
                case AfterRun.Dead dead -> died(run, dead.reason());
            }
        }
        ready.forEach(line::becameReady);
        freed.forEach(line::permitsFreed);
        if (earliest.isBefore(Instant.MAX)) {
            line.scheduled(earliest);
        }
    }

    private void countRetry(ClosedRun run) {
        if (run.outcome() instanceof RunOutcome.Failed || run.outcome() instanceof RunOutcome.Lapsed) {
            metrics.retried(run.key().queue(), 1);
        }
    }

    private void died(ClosedRun run, Ending reason) {
        metrics.deadLettered(run.key().queue(), reason, 1);
        if (run.awaited()) {
            line.ended(run.key(), reason);
        }
    }

    /** Announces jobs that were taken out, completed or deleted; {@code removed} numbers those of {@code removals}. */
    void removed(List<Removal> removals, List<Removed> removed) {
        Map<String, Integer> freed = new HashMap<>();
        for (Removed job : removed) {
            JobKey key = removals.get(job.index()).key();
            metrics.removed(key.queue(), job.runSeconds());
            if (job.runSeconds() != null) {
                freed.merge(key.queue(), 1, Integer::sum);
            }
            if (job.awaited()) {
                line.ended(key, job.ending());
            }
        }
        freed.forEach(line::permitsFreed);
    }
}
