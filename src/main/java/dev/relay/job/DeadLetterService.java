package dev.relay.job;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * What operators do with dead letters: retry or delete them, one or many. Many are taken newest first and in portions, each of a
 * bounded cost: who goes on where the last portion ended comes to an end, even when what is retried dies again.
 */
@Service
public class DeadLetterService {

    /** How often a retry is broken off by an enqueue of the same id at the same instant before it is given up. */
    private static final int ATTEMPTS = 5;

    private final DeadLetterSearch search;
    private final DeadLetterRepository letters;
    private final LineAnnouncer announcer;
    private final DeadLetterMetrics metrics;

    DeadLetterService(DeadLetterSearch search, DeadLetterRepository letters, LineAnnouncer announcer,
            DeadLetterMetrics metrics) {
        this.search = search;
        this.letters = letters;
        this.announcer = announcer;
        this.metrics = metrics;
    }

    /** Deletes a dead letter. Returns false when there was none. */
    public boolean delete(String queue, long deadSeq) {
        return delete(queue, new Long[]{deadSeq}) > 0;
    }

    /** Deletes up to {@code limit} dead letters, of those with a smaller number than {@code before}. */
    public DeletedLetters delete(DeadLetterFilter filter, long before, int limit) {
        DeadLetterSearch.Found found = search.find(filter, before, limit);
        int deleted = found.letters().isEmpty() ? 0 : delete(filter.queue(), found.seqs());
        return new DeletedLetters(deleted, found.next());
    }

    private int delete(String queue, Long[] seqs) {
        int deleted = Store.run(() -> letters.delete(queue, seqs)).size();
        metrics.deleted(queue, deleted);
        return deleted;
    }

    /**
     * Makes a dead letter a live job again, ready at once: its counters at zero, its retries as they were at first, its
     * attempts kept.
     *
     * @param payload JSON text, instead of its own; null leaves that
     */
    public RetryOutcome retry(String queue, long deadSeq, @Nullable String payload) {
        Long[] seqs = {deadSeq};
        if (!retry(queue, seqs, RetrySpread.AT_ONCE, payload).isEmpty()) {
            return new RetryOutcome.Retried();
        }
        Optional<DeadLetterEntity> stayed = Store.run(() -> letters.findByQueueAndDeadSeq(queue, deadSeq));
        return stayed.<RetryOutcome>map(letter -> new RetryOutcome.AlreadyLive(new JobKey(queue, letter.id)))
                .orElseGet(RetryOutcome.NoSuchLetter::new);
    }

    /** Retries up to {@code limit} dead letters, of those with a smaller number than {@code before}. */
    public RetriedLetters retry(DeadLetterFilter filter, long before, int limit, RetrySpread spread) {
        DeadLetterSearch.Found found = search.find(filter, before, limit);
        Long[] seqs = oldestFirst(newestOfEachName(found.letters()));
        List<RetriedJob> retried = seqs.length == 0 ? List.of() : retry(filter.queue(), seqs, spread, null);
        Instant from = retried.stream().map(RetriedJob::runAt).max(Comparator.naturalOrder())
                .map(last -> last.plus(spread.between())).orElse(spread.from());
        return new RetriedLetters(retried.size(), found.letters().size() - retried.size(), found.next(), from);
    }

    private List<RetriedJob> retry(String queue, Long[] seqs, RetrySpread spread, @Nullable String payload) {
        Double[] delays = IntStream.range(0, seqs.length).mapToObj(spread::delay).toArray(Double[]::new);
        List<RetriedJob> retried = move(queue, seqs, delays, spread.from(), payload);
        metrics.retried(queue, retried.size());
        announcer.retried(queue, retried);
        return retried;
    }

    private List<RetriedJob> move(String queue, Long[] seqs, Double[] delays, Instant from, @Nullable String payload) {
        for (int attempt = 1;; attempt++) {
            try {
                return Store.run(() -> letters.retry(queue, seqs, delays, from, payload));
            } catch (StoreRefusedException e) {
                if (attempt == ATTEMPTS) {
                    throw new StoreUnavailableException("Jobs with the same ids are being enqueued all the time", e);
                }
            }
        }
    }

    /** An id may have died many times, and only one of them can live. */
    private static List<FoundLetter> newestOfEachName(List<FoundLetter> newestFirst) {
        Set<String> ids = new HashSet<>();
        Set<String> uniqueKeys = new HashSet<>();
        List<FoundLetter> newest = new ArrayList<>();
        for (FoundLetter letter : newestFirst) {
            boolean free = !ids.contains(letter.id()) && !uniqueKeys.contains(letter.uniqueKey());
            if (free) {
                newest.add(letter);
                ids.add(letter.id());
                if (letter.uniqueKey() != null) {
                    uniqueKeys.add(letter.uniqueKey());
                }
            }
        }
        return newest;
    }

    private static Long[] oldestFirst(List<FoundLetter> newestFirst) {
        List<Long> seqs = new ArrayList<>(newestFirst.stream().map(FoundLetter::deadSeq).toList());
        Collections.reverse(seqs);
        return seqs.toArray(Long[]::new);
    }
}
