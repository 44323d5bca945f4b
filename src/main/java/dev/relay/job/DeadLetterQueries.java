package dev.relay.job;

import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Service;

/** Reads dead letters; changes nothing. */
@Service
public class DeadLetterQueries {

    private final DeadLetterSearch search;
    private final DeadLetterRepository letters;

    DeadLetterQueries(DeadLetterSearch search, DeadLetterRepository letters) {
        this.search = search;
        this.letters = letters;
    }

    /** Returns the dead letter with this number. */
    public Optional<DeadLetter> find(String queue, long deadSeq) {
        return Store.run(() -> letters.findByQueueAndDeadSeq(queue, deadSeq)).map(DeadLetterEntity::toDeadLetter);
    }

    /**
     * Returns dead letters, newest first.
     *
     * @param before only those with a smaller number: where the last page ended
     * @param limit at most so many
     */
    public DeadLetterPage page(DeadLetterFilter filter, long before, int limit) {
        DeadLetterSearch.Found found = search.find(filter, before, limit);
        List<DeadLetterEntity> rows = found.letters().isEmpty()
                ? List.of()
                : Store.run(() -> letters.read(filter.queue(), found.seqs()));
        return new DeadLetterPage(rows.stream().map(DeadLetterEntity::toDeadLetter).toList(), found.next());
    }
}
