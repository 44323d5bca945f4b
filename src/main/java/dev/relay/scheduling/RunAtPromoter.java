package dev.relay.scheduling;

import dev.relay.job.JobPromotion;
import dev.relay.job.JobsScheduled;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;
import org.springframework.core.task.TaskRejectedException;
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
    /** The one look that is planned between two intervals: an earlier one replaces it, any look makes it void. */
    private @Nullable Look nextLook;

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
        try {
            lookAt(event.earliest());
        } catch (TaskRejectedException e) {
            // The jobs are committed, and their enqueue must not fail because this replica no longer looks after them.
            log.debug("Jobs were scheduled while this server stops: another one promotes them, or its next start");
        }
    }

    private synchronized void lookAt(Instant due) {
        boolean withinInterval = due.isBefore(clock.instant().plus(settings.promoteInterval()));
        if (withinInterval && (nextLook == null || due.isBefore(nextLook.due()))) {
            forgetNextLook();
            nextLook = new Look(due, scheduler.schedule(this::promote, due));
        }
    }

    // Unless it is cancelled, a look that was overtaken would plan a next one too, and they would multiply.
    private synchronized void forgetNextLook() {
        if (nextLook != null) {
            nextLook.task().cancel(false);
            nextLook = null;
        }
    }

    private record Look(Instant due, Future<?> task) {}
}
