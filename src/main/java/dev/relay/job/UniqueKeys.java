package dev.relay.job;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Keeps unique keys unique: the index refuses a second job, and here is said who has the key, and who goes for whom. */
@Component
class UniqueKeys {

    /** Tells the locks of these turns from whatever else is locked in the same database. */
    private static final int SPACE = 0x52656c79;
    /** Enough that different keys seldom wait for each other, few enough to be held at once. */
    private static final int TURNS = 64;

    private final UniqueKeyRepository keys;
    private final JobMetrics metrics;
    private final LineAnnouncer announcer;

    UniqueKeys(UniqueKeyRepository keys, JobMetrics metrics, LineAnnouncer announcer) {
        this.keys = keys;
        this.metrics = metrics;
        this.announcer = announcer;
    }

    static boolean anyIn(List<NewJob> newJobs) {
        return newJobs.stream().anyMatch(job -> job.traits().uniqueKey() != null);
    }

    /**
     * Returns what is left of jobs that replace each other, one after the other: of those with the same id, or the same
     * unique key, the last.
     */
    static List<NewJob> lastOfEachKey(List<NewJob> newJobs) {
        Map<JobKey, NewJob> byId = new LinkedHashMap<>();
        Map<JobKey, JobKey> idByUniqueKey = new HashMap<>();
        for (NewJob job : newJobs) {
            JobKey uniqueKey = uniqueKey(job);
            JobKey holder = uniqueKey == null ? null : idByUniqueKey.put(uniqueKey, job.key());
            if (holder != null) {
                // Unless it has been replaced since, by one with another key or none.
                byId.computeIfPresent(holder, (key, before) -> Objects.equals(uniqueKey(before), uniqueKey)
                        ? null
                        : before);
            }
            byId.put(job.key(), job);
        }
        return List.copyOf(byId.values());
    }

    private static @Nullable JobKey uniqueKey(NewJob job) {
        String uniqueKey = job.traits().uniqueKey();
        return uniqueKey == null ? null : new JobKey(job.key().queue(), uniqueKey);
    }

    /**
     * Removes those who have a unique key of the new jobs, within the transaction that puts these in; returns those that do
     * not come back with them under another key.
     */
    List<Displaced> makeWay(List<NewJob> newJobs) {
        List<NewJob> unique = newJobs.stream().filter(job -> job.traits().uniqueKey() != null).toList();
        if (unique.isEmpty()) {
            return List.of();
        }
        // In one order, so that nobody waits for one who waits for him.
        Integer[] turns = unique.stream().map(job -> Math.floorMod(Objects.hashCode(uniqueKey(job)), TURNS)).sorted()
                .distinct().toArray(Integer[]::new);
        keys.takeTurns(SPACE, turns);
        NewJobColumns c = NewJobColumns.of(unique);
        Set<JobKey> ids = newJobs.stream().map(NewJob::key).collect(Collectors.toSet());
        return keys.makeWay(c.queues(), c.ids(), TraitColumns.of(unique).uniqueKeys()).stream()
                .filter(gone -> !ids.contains(gone.key())).toList();
    }

    /** Tells, after the commit, that those jobs are gone. */
    void announce(List<Displaced> displaced) {
        for (Displaced job : displaced) {
            metrics.removed(job.queue(), null);
            announcer.permitsFreed(job.queue(), job.running() ? 1 : 0);
            if (job.awaited()) {
                announcer.ended(job.key(), Ending.DELETED);
            }
        }
    }

    /**
     * Returns the key that kept a job from being put in.
     *
     * @param newJobs those that came with it, one of which may have its unique key
     * @param replaced the running job that they were to take the place of, which does not stand in the way; null is none
     */
    TakenKey taken(NewJob refused, List<NewJob> newJobs, @Nullable JobKey replaced) {
        JobKey uniqueKey = uniqueKey(refused);
        if (uniqueKey == null) {
            return new TakenKey(refused.key(), null);
        }
        Optional<JobKey> live = Store.run(() -> keys.holder(uniqueKey.queue(), uniqueKey.id()))
                .map(id -> new JobKey(uniqueKey.queue(), id)).filter(key -> !key.equals(replaced));
        Optional<JobKey> holder = live.or(() -> newJobs.stream().takeWhile(job -> job != refused)
                .filter(job -> uniqueKey.equals(uniqueKey(job))).map(NewJob::key).findFirst());
        return holder.filter(key -> !key.equals(refused.key()))
                .map(key -> new TakenKey(key, refused.traits().uniqueKey()))
                .orElseGet(() -> new TakenKey(refused.key(), null));
    }
}
