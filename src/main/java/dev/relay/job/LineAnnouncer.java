package dev.relay.job;

import dev.relay.queue.QueueService;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/**
 * Tells, after the commit, that jobs were put into line, or that something else lets them be claimed: to claims, and as events
 * to whoever waits or promotes.
 */
@Component
class LineAnnouncer {

    private final JobClaimer claimer;
    private final QueueService queues;
    private final ApplicationEventPublisher events;

    LineAnnouncer(JobClaimer claimer, QueueService queues, ApplicationEventPublisher events) {
        this.claimer = claimer;
        this.queues = queues;
        this.events = events;
    }

    /** Announces the jobs that were put in their place; {@code newJobs} are those that were handed in, or more. */
    void placed(List<NewJob> newJobs, List<Placed> placed) {
        // The smallest rank of all is a lower bound for each: good enough for a hint, and nothing to look up.
        int rank = newJobs.stream().mapToInt(NewJob::rank).min().orElse(0);
        Map<String, LinePosition> first = new HashMap<>();
        Map<String, Integer> ready = new HashMap<>();
        Set<JobKey> scheduled = new HashSet<>();
        for (Placed job : placed) {
            if (job.readyAt() == null) {
                scheduled.add(job.key());
            } else {
                first.merge(job.queue(), new LinePosition(rank, job.readyAt(), 0), LinePosition::earlier);
                ready.merge(job.queue(), 1, Integer::sum);
            }
        }
        first.forEach(claimer::lowerBound);
        if (!ready.isEmpty()) {
            events.publishEvent(new JobsReady(ready));
        }
        if (!scheduled.isEmpty()) {
            // Of these only: an instant that has passed would make the promoter look at once, and in vain.
            newJobs.stream().filter(job -> scheduled.contains(job.key())).map(NewJob::runAt).filter(Objects::nonNull)
                    .map(OffsetDateTime::toInstant).min(Comparator.naturalOrder())
                    .ifPresent(this::scheduled);
        }
    }

    /** Announces a job that its runner put back: it kept its rank, which is not known here. */
    void rescheduled(NewJob job, List<Placed> placed) {
        placed(List.of(job), placed);
        placed.forEach(back -> claimer.lowerBound(back.queue(), LinePosition.START));
    }

    /** Announces jobs of the future, the soonest of which is due at {@code earliest}. */
    void scheduled(Instant earliest) {
        events.publishEvent(new JobsScheduled(earliest));
    }

    /** Announces the end of a job for which somebody waits. */
    void ended(JobKey key, Ending ending) {
        events.publishEvent(new JobEnded(key, ending));
    }

    /** Announces jobs that became ready at places in line that are not known. */
    void becameReady(String queue, int count) {
        if (count > 0) {
            claimer.lowerBound(queue, LinePosition.START);
            events.publishEvent(new JobsReady(Map.of(queue, count)));
        }
    }

    /** Announces that runs of a queue have ended, where others may begin for it: in this queue, or in any. */
    void permitsFreed(String queue, int count) {
        if (count > 0 && queues.maxRunningInTotal() != null) {
            events.publishEvent(new JobsReady(Map.of(QueueService.ALL, count)));
        } else if (count > 0 && queues.of(queue).isLimited()) {
            events.publishEvent(new JobsReady(Map.of(queue, count)));
        }
    }

    /** Announces dead letters that are jobs again; their places in line are not known here. */
    void retried(String queue, List<RetriedJob> jobs) {
        becameReady(queue, (int) jobs.stream().filter(RetriedJob::ready).count());
        jobs.stream().filter(job -> !job.ready()).map(RetriedJob::runAt).min(Comparator.naturalOrder())
                .ifPresent(earliest -> events.publishEvent(new JobsScheduled(earliest)));
    }

    /** Announces ready jobs that were locked for a moment, in which a claim may have passed them over. */
    void unlocked(List<LiveJob> jobs) {
        Map<String, Integer> ready = new HashMap<>();
        for (LiveJob job : jobs) {
            if (job.ready()) {
                claimer.lowerBound(job.queue(), job.position());
                ready.merge(job.queue(), 1, Integer::sum);
            }
        }
        if (!ready.isEmpty()) {
            events.publishEvent(new JobsReady(ready));
        }
    }
}
