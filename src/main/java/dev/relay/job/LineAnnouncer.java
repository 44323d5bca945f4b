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
    private final ApplicationEventPublisher events;

    private final QueueService queues;

    LineAnnouncer(JobClaimer claimer, ApplicationEventPublisher events, QueueService queues) {
        this.claimer = claimer;
        this.events = events;
        this.queues = queues;
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

    /** Announces that runs of a queue ended: where the number that may run is limited, as many more may run now. */
    void permitsFreed(String queue, int count) {
        if (count > 0 && (queues.of(queue).isLimited() || queues.maxRunningInTotal() != null)) {
            events.publishEvent(new JobsReady(Map.of(queue, count)));
        }
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
