package dev.relay.scheduling;

import dev.relay.job.ArchiveRetention;
import dev.relay.job.DeadLetterRetention;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.ToIntFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Removes what has been kept for long enough, and makes the archive's days ahead. */
@Component
class Janitor implements SmartInitializingSingleton {

    private static final Logger log = LoggerFactory.getLogger(Janitor.class);

    private final DeadLetterRetention letters;
    private final ArchiveRetention archive;
    private final SchedulingSettings settings;

    Janitor(DeadLetterRetention letters, ArchiveRetention archive, SchedulingSettings settings) {
        this.letters = letters;
        this.archive = archive;
        this.settings = settings;
    }

    /** Before the first request: what completes today finds its day there. */
    @Override
    public void afterSingletonsInstantiated() {
        try {
            makeArchiveDays();
        } catch (RuntimeException e) {
            // Until then the default partition takes what completes: no reason not to serve.
            log.warn("The archive's days are not made yet; the next round tries again: {}", e.getMessage());
        }
    }

    @Scheduled(fixedDelayString = "${relay.scheduling.janitor-interval}", initialDelayString = "${relay.scheduling.janitor-interval}")
    void purgeDeadLetters() {
        List<String> queues = letters.queuesWithOldLetters(SchedulingSettings.QUEUES_IN_A_LOOK);
        int purged = purge(queues, queue -> letters.purge(queue, settings.batchSize()));
        report("Purged {} dead letters of {} queues: they were kept as long as their queues say", purged,
                queues.size());
    }

    @Scheduled(fixedDelayString = "${relay.scheduling.janitor-interval}", initialDelayString = "${relay.scheduling.janitor-interval}")
    void purgeArchive() {
        List<String> queues = archive.queuesWithOldJobs(SchedulingSettings.QUEUES_IN_A_LOOK);
        int purged = purge(queues, queue -> archive.purge(queue, settings.batchSize()));
        report("Purged {} archived jobs of {} queues: they were kept as long as their queues say", purged,
                queues.size());
    }

    @Scheduled(fixedDelayString = "${relay.scheduling.janitor-interval}", initialDelayString = "${relay.scheduling.janitor-interval}")
    void keepArchiveDays() {
        makeArchiveDays();
        int dropped = archive.dropDays();
        report("Dropped {} days of the archive that no queue keeps any more", dropped);
    }

    private void makeArchiveDays() {
        int made = archive.makeDays();
        if (made > 0) {
            log.debug("Made {} days of the archive ahead", made);
        }
    }

    private static int purge(List<String> queues, ToIntFunction<String> work) {
        AtomicInteger purged = new AtomicInteger();
        Batches.forEach(queues, queue -> purged.addAndGet(work.applyAsInt(queue)));
        return purged.get();
    }

    private static void report(String line, Object... counts) {
        if (counts[0].equals(0)) {
            log.trace("Nothing has been kept for long enough");
        } else {
            log.info(line, counts);
        }
    }
}
