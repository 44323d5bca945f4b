package dev.relay.scheduling;

import java.util.function.IntUnaryOperator;

/** Work done in bounded portions, with nothing held between two of them. */
final class Batches {

    private Batches() {}

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
