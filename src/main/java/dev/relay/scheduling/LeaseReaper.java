package dev.relay.scheduling;

import dev.relay.job.LeaseLapse;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntUnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Takes lapsed leases back: their jobs return to the queue, or become dead letters when their retries are spent. */
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
        Batches.forEach(lapse.queuesWithLapsedJobs(SchedulingSettings.QUEUES_IN_A_LOOK), queue -> {
            returned.addAndGet(whileFull(limit -> lapse.returnToQueue(queue, limit)));
            dead.addAndGet(whileFull(limit -> lapse.deadLetter(queue, limit)));
        });
        int sum = returned.get() + dead.get();
        if (sum > 0) {
            log.info("Reaped {} lapsed leases: {} back to their queue, {} dead-lettered", sum, returned, dead);
        } else {
            log.trace("No lease has lapsed");
        }
    }

    private int whileFull(IntUnaryOperator batch) {
        return Batches.whileFull(settings.batchSize(), batch);
    }
}
