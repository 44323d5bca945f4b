package dev.relay.job;

import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** What became of jobs, for those who wait to know. */
@Service
public class JobOutcomes {

    private static final int LANES = 1;
    /** Jobs asked for in one statement. */
    private static final int MOST_AT_ONCE = 1000;

    private final GroupCommit<JobKey, Optional<Instant>> marks = new GroupCommit<>(LANES, this::mark);
    private final JobOutcomeRepository jobs;
    private final LineAnnouncer announcer;
    private final Clock clock;

    JobOutcomes(JobOutcomeRepository jobs, LineAnnouncer announcer, Clock clock) {
        this.jobs = jobs;
        this.announcer = announcer;
        this.clock = clock;
    }

    /** Returns what is known of a job: of those that had this key the live one, else the last that ended. */
    public JobOutcome find(JobKey key) {
        return find(key, Instant.MIN, null);
    }

    /**
     * Returns what became of the live job that was marked, and not of one that had its key before.
     *
     * @param createdAt when that was created
     * @param told how it is said to have ended, for it may be kept nowhere; null when nobody said so
     */
    public JobOutcome find(JobKey key, Instant createdAt, @Nullable Ending told) {
        List<Trace> traces = Store.run(() -> jobs.trace(key.queue(), key.id()));
        Optional<Trace> live = traces.stream().filter(Trace::isLive).findFirst();
        if (live.isPresent() && (createdAt.equals(Instant.MIN) || live.get().createdAt().equals(createdAt))) {
            return new JobOutcome.StillLive();
        }
        return traces.stream().filter(trace -> !trace.createdAt().isBefore(createdAt)).flatMap(JobOutcomes::ended)
                .filter(ended -> told == null || ended.ending() == told)
                .max(Comparator.comparing(JobOutcome.Ended::endedAt)).<JobOutcome>map(ended -> ended)
                .orElseGet(() -> notKept(told, live.isPresent()));
    }

    private static Stream<JobOutcome.Ended> ended(Trace trace) {
        return trace.ending() == null || trace.endedAt() == null
                ? Stream.empty()
                : Stream.of(new JobOutcome.Ended(Ending.valueOf(trace.ending()), trace.endedAt(), trace.result(),
                        trace.error()));
    }

    /** Of a job that left no trace; one that took its key meanwhile is as good to wait for. */
    private JobOutcome notKept(@Nullable Ending told, boolean another) {
        if (told != null) {
            return new JobOutcome.Ended(told, clock.instant(), null, null);
        }
        return another ? new JobOutcome.StillLive() : new JobOutcome.Unknown();
    }

    /**
     * Marks a live job, so that whoever ends it publishes {@link JobEnded}.
     *
     * @return when it was created; empty when there is no such live job
     */
    public Optional<Instant> await(JobKey key) {
        return marks.submit(key);
    }

    /** Returns those of the jobs that live no longer, and makes sure that the others are marked. */
    public Set<JobKey> ended(Collection<JobKey> awaited) {
        Set<JobKey> ended = new HashSet<>(awaited);
        List<JobKey> keys = sorted(awaited);
        for (int from = 0; from < keys.size(); from += MOST_AT_ONCE) {
            List<LiveJob> live = live(keys.subList(from, Math.min(from + MOST_AT_ONCE, keys.size())));
            live.forEach(job -> ended.remove(job.key()));
            List<JobKey> unmarked = live.stream().filter(job -> !job.awaited()).map(LiveJob::key).toList();
            if (!unmarked.isEmpty()) {
                markLive(unmarked);
            }
        }
        return ended;
    }

    private List<Optional<Instant>> mark(List<JobKey> gathered) {
        Map<JobKey, Instant> createdAt = new HashMap<>();
        List<JobKey> keys = sorted(gathered);
        markLive(keys).forEach(job -> createdAt.put(job.key(), job.createdAt()));
        // Ended, or marked by somebody else.
        List<JobKey> others = keys.stream().filter(key -> !createdAt.containsKey(key)).toList();
        if (!others.isEmpty()) {
            live(others).forEach(job -> createdAt.put(job.key(), job.createdAt()));
        }
        return gathered.stream().map(key -> Optional.ofNullable(createdAt.get(key))).toList();
    }

    private List<LiveJob> markLive(List<JobKey> keys) {
        List<LiveJob> marked = Store.run(() -> jobs.mark(queues(keys), ids(keys)));
        announcer.unlocked(marked);
        return marked;
    }

    private List<LiveJob> live(List<JobKey> keys) {
        return Store.run(() -> jobs.live(queues(keys), ids(keys)));
    }

    /** In one order, so that two statements for the same jobs cannot deadlock; each once. */
    private static List<JobKey> sorted(Collection<JobKey> keys) {
        return keys.stream().distinct().sorted().toList();
    }

    private static String[] queues(List<JobKey> keys) {
        return keys.stream().map(JobKey::queue).toArray(String[]::new);
    }

    private static String[] ids(List<JobKey> keys) {
        return keys.stream().map(JobKey::id).toArray(String[]::new);
    }
}
