package dev.relay.job;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Finds dead letters, newest first, at a bounded cost: by the index that leaves the fewest to look at. */
@Component
class DeadLetterSearch {

    /** Letters looked at for one page; a filter that few pass is then answered with fewer than asked for, and a next page. */
    static final int LOOK = 10_000;

    private final DeadLetterSearchRepository letters;

    DeadLetterSearch(DeadLetterSearchRepository letters) {
        this.letters = letters;
    }

    /** Returns up to {@code limit} letters that died before that one. */
    Found find(DeadLetterFilter filter, long before, int limit) {
        // One more than asked for: whether it is there tells whether there is a next page.
        List<FoundLetter> rows = Store.run(() -> look(filter, before, limit + 1));
        return new Found(rows.stream().filter(FoundLetter::hit).limit(limit).toList(), next(rows, limit));
    }

    private static @Nullable Long next(List<FoundLetter> rows, int limit) {
        if (rows.size() > limit) {
            return rows.get(limit - 1).deadSeq();
        }
        return !rows.isEmpty() && rows.getLast().n() == LOOK ? (Long) rows.getLast().deadSeq() : null;
    }

    private List<FoundLetter> look(DeadLetterFilter f, long before, int limit) {
        Statement statement = statement(f);
        return statement.look(f.queue(), f.reasonName(), f.id(), f.fingerprint(), f.uniqueKey(), f.errorType(),
                f.diedAfter(), f.diedBefore(), before, LOOK, limit);
    }

    private Statement statement(DeadLetterFilter filter) {
        if (filter.id() != null) {
            return letters::byId;
        }
        if (filter.uniqueKey() != null) {
            return letters::byUniqueKey;
        }
        if (filter.fingerprint() != null) {
            return letters::byFingerprint;
        }
        if (filter.errorType() != null) {
            return letters::byErrorType;
        }
        return filter.reason() != null ? letters::byReason : letters::newest;
    }

    /** @param next where to go on; null when the search came to the end */
    record Found(List<FoundLetter> letters, @Nullable Long next) {

        Long[] seqs() {
            return letters.stream().map(FoundLetter::deadSeq).toArray(Long[]::new);
        }
    }

    @FunctionalInterface
    private interface Statement {

        List<FoundLetter> look(String queue, @Nullable String reason, @Nullable String id, @Nullable String fingerprint,
                @Nullable String uniqueKey, @Nullable String errorType, Instant diedAfter,
                Instant diedBefore, long before, int look, int limit);
    }
}
