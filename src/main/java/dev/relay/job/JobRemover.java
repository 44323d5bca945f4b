package dev.relay.job;

import dev.relay.queue.QueueService;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Takes jobs out: completed by their run, or deleted. Those that come at the same time go together; jobs of queues that keep an
 * archive go by a statement of their own, so that the others pay nothing for it.
 */
@Component
class JobRemover {

    private static final int LANES = 1;

    private final GroupCommit<Removal, Boolean> removals = new GroupCommit<>(LANES, this::write);
    private final GroupCommit<Removal, Boolean> archivals = new GroupCommit<>(LANES, this::writeIntoArchive);
    private final JobRepository jobs;
    private final RunRepository runs;
    private final QueueService queues;
    private final RunAnnouncer announcer;

    JobRemover(JobRepository jobs, RunRepository runs, QueueService queues, RunAnnouncer announcer) {
        this.jobs = jobs;
        this.runs = runs;
        this.queues = queues;
        this.announcer = announcer;
    }

    /**
     * Returns false when there is no such job, or not held by this run; a null run stands for whatever its state.
     *
     * @param result JSON text for the archive, if its queue keeps one; null when there is none
     */
    boolean remove(JobKey key, @Nullable UUID runId, @Nullable String result) {
        Removal removal = new Removal(key, runId == null ? null : runId.toString(), result);
        return (isArchived(removal) ? archivals : removals).submit(removal);
    }

    boolean isArchived(Removal removal) {
        return queues.of(removal.key().queue()).archive();
    }

    private List<Boolean> write(List<Removal> all) {
        return write(all, this::takeOut);
    }

    private List<Boolean> writeIntoArchive(List<Removal> all) {
        return write(all, this::takeOutIntoArchive);
    }

    // A job that stands in it twice is deleted once, and RETURNING names one of the two: the other comes too late.
    private List<Boolean> write(List<Removal> all, Function<List<Removal>, List<Removed>> statement) {
        // Sorted, so that two statements for the same jobs lock them in the same order and cannot deadlock.
        List<Integer> order = IntStream.range(0, all.size()).boxed()
                .sorted(Comparator.comparing(i -> all.get(i).key())).toList();
        List<Removal> sorted = order.stream().map(all::get).toList();
        Boolean[] done = new Boolean[all.size()];
        Arrays.fill(done, false);
        List<Removed> removed = Store.run(() -> statement.apply(sorted));
        removed.forEach(job -> done[order.get(job.index())] = true);
        announcer.removed(sorted, removed);
        return List.of(done);
    }

    List<Removed> takeOut(List<Removal> all) {
        return jobs.remove(queues(all), ids(all), runIds(all));
    }

    List<Removed> takeOutIntoArchive(List<Removal> all) {
        return runs.removeIntoArchive(queues(all), ids(all), runIds(all),
                all.stream().map(Removal::result).toArray(String[]::new));
    }

    private static String[] queues(List<Removal> all) {
        return all.stream().map(removal -> removal.key().queue()).toArray(String[]::new);
    }

    private static String[] ids(List<Removal> all) {
        return all.stream().map(removal -> removal.key().id()).toArray(String[]::new);
    }

    private static @Nullable String[] runIds(List<Removal> all) {
        return all.stream().map(Removal::runId).toArray(String[]::new);
    }
}
