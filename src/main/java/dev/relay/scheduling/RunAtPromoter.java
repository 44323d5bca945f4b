package dev.relay.scheduling;

import dev.relay.job.JobPromotion;
import dev.relay.job.JobsScheduled;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;
import org.springframework.scheduling.TaskScheduler;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Makes scheduled jobs ready when they are due: at the very instant where it is known to this replica, at the latest after
 * its interval where another replica enqueued the job.
 */
@Component
class RunAtPromoter {

    private static final Logger log = LoggerFactory.getLogger(RunAtPromoter.class);

    private final JobPromotion promotion;
    private final TaskScheduler scheduler;
    private final Clock clock;
    private final SchedulingSettings settings;
    /** The next look between two intervals; a look that comes too often costs little, one forgotten costs an interval. */
    private Instant nextLook = Instant.MAX;

    RunAtPromoter(JobPromotion promotion, TaskScheduler scheduler, Clock clock, SchedulingSettings settings) {
        this.promotion = promotion;
        this.scheduler = scheduler;
        this.clock = clock;
        this.settings = settings;
    }

    @Scheduled(fixedDelayString = "${relay.scheduling.promote-interval}")
    void promote() {
        forgetNextLook();
        Optional<Duration> untilNext = promotion.untilNextDue();
        if (untilNext.isPresent() && !untilNext.get().isPositive()) {
            promoteDueJobs();
            untilNext = promotion.untilNextDue();
        }
        untilNext.ifPresent(delay -> lookAt(clock.instant().plus(delay)));
    }

    private void promoteDueJobs() {
        int promoted = 0;
        for (String queue : promotion.queuesWithDueJobs(SchedulingSettings.QUEUES_IN_A_LOOK)) {
            promoted += Batches.whileFull(settings.batchSize(), limit -> promotion.promote(queue, limit));
        }
        log.debug("Promoted {} due jobs: they are ready", promoted);
    }

    @EventListener
    void on(JobsScheduled event) {
        lookAt(event.earliest());
    }

    private synchronized void lookAt(Instant due) {
        boolean withinInterval = due.isBefore(clock.instant().plus(settings.promoteInterval()));
        if (withinInterval && due.isBefore(nextLook)) {
            nextLook = due;
            scheduler.schedule(this::promote, due);
        }
    }

    private synchronized void forgetNextLook() {
        nextLook = Instant.MAX;
    }
}
