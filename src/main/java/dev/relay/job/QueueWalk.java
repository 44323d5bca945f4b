package dev.relay.job;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Goes through the queues of a table in portions: each goes on where the last one ended, and begins anew after the end. Where that
 * was is known to this replica only, and is a hint: forgotten, the walk begins anew.
 */
final class QueueWalk {

    private static final String START = "";

    private String last = START;

    /** Looks at up to {@code limit} queues, and returns those that are due. */
    synchronized List<String> next(int limit, Function<String, @Nullable OldestOfQueue> after,
            Predicate<OldestOfQueue> isDue) {
        List<String> due = new ArrayList<>();
        for (int looked = 0; looked < limit; looked++) {
            OldestOfQueue queue = after.apply(last);
            if (queue == null) {
                last = START;
                return due;
            }
            last = queue.queue();
            if (isDue.test(queue)) {
                due.add(last);
            }
        }
        return due;
    }
}
