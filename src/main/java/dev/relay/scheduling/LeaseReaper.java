package dev.relay.scheduling;

import dev.relay.job.LeaseLapse;
import dev.relay.job.Reaped;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Takes lapsed leases back: their jobs return to the queue, or become dead letters. */
@Component
class LeaseReaper {

    private static final Logger log = LoggerFactory.getLogger(LeaseReaper.class);

    private final LeaseLapse lapse;
    private final SchedulingSettings settings;

    LeaseReaper(LeaseLapse lapse, SchedulingSettings settings) {
        this.lapse = lapse;
        this.settings = settings;
    }

    @Scheduled(fixedDelayString = "${relay.scheduling.reap-interval}")
    void reap() {
        AtomicInteger returned = new AtomicInteger();
        AtomicInteger dead = new AtomicInteger();
        Batches.forEach(lapse.queuesWithLapsedJobs(SchedulingSettings.QUEUES_IN_A_LOOK),
                queue -> Batches.whileFull(settings.batchSize(), limit -> {
                    Reaped reaped = lapse.reap(queue, limit);
                    returned.addAndGet(reaped.returned());
                    dead.addAndGet(reaped.deadLettered());
                    return reaped.sum();
                }));
        int sum = returned.get() + dead.get();
        if (sum > 0) {
            log.info("Reaped {} lapsed leases: {} back to their queue, {} dead-lettered", sum, returned, dead);
        } else {
            log.trace("No lease has lapsed");
        }
    }
}
