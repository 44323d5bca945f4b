package dev.relay.job;

import java.util.Comparator;
import java.util.List;
import java.util.function.Function;

/** The line of one queue, as claims of this replica walk it: from where they look, and in which order they take. */
final class ClaimLine {

    final String queue;
    private final ClaimBound bound = new ClaimBound(System.nanoTime());

    ClaimLine(String queue) {
        this.queue = queue;
    }

    /** Claims by a statement that looks from a place on, from where the bound says; from the start before it finds nothing. */
    List<JobEntity> take(Function<LinePosition, List<JobEntity>> statement) {
        ClaimBound.Look look = bound.begin(System.nanoTime());
        List<JobEntity> claimed = take(look, statement);
        if (claimed.isEmpty() && !look.isFromStart()) {
            claimed = take(bound.beginFromStart(), statement);
        }
        return claimed;
    }

    private List<JobEntity> take(ClaimBound.Look look, Function<LinePosition, List<JobEntity>> statement) {
        List<JobEntity> claimed = List.of();
        try {
            claimed = inOrder(statement.apply(look.from));
            return claimed;
        } finally {
            if (claimed.isEmpty()) {
                bound.end(look);
            } else {
                bound.end(look, claimed.getLast().position());
            }
        }
    }

    /** Returns jobs in the order of the line: RETURNING promises none. */
    static List<JobEntity> inOrder(List<JobEntity> claimed) {
        return claimed.stream().sorted(Comparator.comparing(JobEntity::position)).toList();
    }

    /** Tells that a job was put into line, after its commit. */
    void lower(LinePosition job) {
        bound.lower(job);
    }
}
