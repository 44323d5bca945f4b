package dev.relay.job;

import dev.relay.queue.BackoffJson;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The traits of new jobs, turned on their side as {@link NewJobColumns} are; only where a job has any. */
record TraitColumns(@Nullable String[] uniqueKeys, @Nullable String[] fingerprints, @Nullable String[] permitKeys,
        @Nullable String[] backoffs) {

    static TraitColumns of(List<NewJob> jobs) {
        return new TraitColumns(column(jobs, JobTraits::uniqueKey), column(jobs, JobTraits::fingerprint),
                column(jobs, JobTraits::permitKey), column(jobs, TraitColumns::backoff));
    }

    private static @Nullable String backoff(JobTraits traits) {
        return traits.backoff() == null ? null : BackoffJson.write(traits.backoff());
    }

    private static @Nullable String[] column(List<NewJob> jobs, Function<JobTraits, @Nullable String> value) {
        return jobs.stream().map(job -> value.apply(job.traits())).toArray(String[]::new);
    }
}
