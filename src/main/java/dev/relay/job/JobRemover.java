package dev.relay.job;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Takes jobs out: completed by their run, or deleted. Those that come at the same time go together. */
@Component
class JobRemover {

    private static final int LANES = 1;

    private final GroupCommit<Removal, Boolean> removals = new GroupCommit<>(LANES, this::write);
    private final JobRepository jobs;
    private final JobMetrics metrics;
    private final LineAnnouncer announcer;

    JobRemover(JobRepository jobs, JobMetrics metrics, LineAnnouncer announcer) {
        this.jobs = jobs;
        this.metrics = metrics;
        this.announcer = announcer;
    }

    /** Returns false when there is no such job, or not held by this run; a null run stands for whatever its state. */
    boolean remove(JobKey key, @Nullable UUID runId) {
        return removals.submit(new Removal(key, runId == null ? null : runId.toString()));
    }

    // A job that stands in it twice is deleted once, and RETURNING names one of the two: the other comes too late.
    private List<Boolean> write(List<Removal> all) {
        // Sorted, so that two statements for the same jobs lock them in the same order and cannot deadlock.
        List<Integer> order = IntStream.range(0, all.size()).boxed()
                .sorted(Comparator.comparing(i -> all.get(i).key())).toList();
        String[] queues = order.stream().map(i -> all.get(i).key().queue()).toArray(String[]::new);
        String[] ids = order.stream().map(i -> all.get(i).key().id()).toArray(String[]::new);
        @Nullable
        String[] runIds = order.stream().map(i -> all.get(i).runId()).toArray(String[]::new);
        Boolean[] done = new Boolean[all.size()];
        Arrays.fill(done, false);
        for (Removed removed : Store.run(() -> jobs.remove(queues, ids, runIds))) {
            int i = (int) removed.n() - 1;
            done[order.get(i)] = true;
            metrics.removed(queues[i], removed.runSeconds());
            if (removed.runSeconds() != null) {
                announcer.permitsFreed(queues[i], 1);
            }
        }
        return List.of(done);
    }

    private record Removal(JobKey key, @Nullable String runId) {}
}
