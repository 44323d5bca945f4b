package dev.relay.job;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** New jobs, turned on their side: one array a column, as {@code unnest} takes them. */
record NewJobColumns(String[] queues, String[] ids, Integer[] timeouts, @Nullable Integer[] maxRetries,
        Integer[] ranks, String[] payloads, @Nullable String[] progress, @Nullable OffsetDateTime[] runAts) {

    static NewJobColumns of(List<NewJob> jobs) {
        return new NewJobColumns(column(jobs, String[]::new, job -> job.key().queue()),
                column(jobs, String[]::new, job -> job.key().id()), column(jobs, Integer[]::new, NewJob::timeout),
                column(jobs, Integer[]::new, NewJob::maxRetries),
                column(jobs, Integer[]::new, NewJob::rank), column(jobs, String[]::new, NewJob::payload),
                column(jobs, String[]::new, NewJob::state), column(jobs, OffsetDateTime[]::new, NewJob::runAt));
    }

    private static <T extends @Nullable Object> T[] column(List<NewJob> jobs, IntFunction<T[]> array,
            Function<NewJob, T> value) {
        return jobs.stream().map(value).toArray(array);
    }
}
