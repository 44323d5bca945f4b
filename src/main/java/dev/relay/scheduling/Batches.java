package dev.relay.scheduling;

import dev.relay.job.StoreUnavailableException;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.IntUnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Work done queue by queue and in bounded portions, with nothing held between two of them. */
final class Batches {

    private static final Logger log = LoggerFactory.getLogger(Batches.class);

    private Batches() {}

    /** Does the work of each queue; one whose work fails does not hold up the others. Passes on that the store is away. */
    static void forEach(List<String> queues, Consumer<String> work) {
        for (String queue : queues) {
            try {
                work.accept(queue);
            } catch (StoreUnavailableException e) {
                throw e;
            } catch (RuntimeException e) {
                log.error("Scheduled work for queue {} failed; it is tried again in the next round", queue, e);
            }
        }
    }

    /** Repeats {@code batch}, which takes a limit and answers how many it did, until one is not full; returns the sum. */
    static int whileFull(int limit, IntUnaryOperator batch) {
        int sum = 0;
        int done;
        do {
            done = batch.applyAsInt(limit);
            sum += done;
        } while (done == limit);
        return sum;
    }
}
