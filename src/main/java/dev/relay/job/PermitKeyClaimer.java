package dev.relay.job;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Claims from a queue whose permit keys each have a limit: what stands first in line among the jobs of keys that have permits
 * left and the jobs without a key. Jobs of other keys are passed over unseen, however many they are.
 *
 * <p>With more keys than {@link #MOST_KEYS} a claim compares so many of them, the next claim the next ones, so that each
 * has its turn.
 */
@Component
class PermitKeyClaimer {

    /** Keys whose lines one statement compares: each costs about three looks into an index. */
    static final int MOST_KEYS = 500;
    private static final int MOST_ROUNDS = 10;
    /** Jobs of the line that one statement looks through for those without a key. */
    static final int WINDOW = 1000;
    private static final int MOST_WINDOWS = 20;

    private final LimitedClaimRepository limited;

    PermitKeyClaimer(LimitedClaimRepository limited) {
        this.limited = limited;
    }

    /** Claims up to {@code limit} jobs; runs within the transaction that has locked the queue. */
    List<JobEntity> claim(LimitedLine line, int perKey, int limit) {
        Optional<LinePosition> keyless = sweep(line);
        List<JobEntity> claimed = new ArrayList<>();
        for (int round = 0; round < MOST_ROUNDS; round++) {
            String after = line.afterKey;
            List<KeyPermits> keys = limited.keysWithReadyJobs(line.queue(), after, MOST_KEYS, perKey);
            claimed.addAll(claim(line.queue(), keyless, keys, limit - claimed.size()));
            boolean more = keys.size() == MOST_KEYS;
            line.afterKey = more ? keys.getLast().key() : "";
            boolean seenAll = !more && after.isEmpty();
            if (claimed.size() == limit || seenAll) {
                break;
            }
        }
        return ClaimLine.inOrder(claimed);
    }

    private List<JobEntity> claim(String queue, Optional<LinePosition> keyless, List<KeyPermits> keys, int limit) {
        LinePosition from = keyless.orElse(LinePosition.START);
        List<KeyPermits> open = keys.stream().filter(key -> key.left() > 0).toList();
        String[] names = open.stream().map(KeyPermits::key).toArray(String[]::new);
        Integer[] permits = open.stream().map(key -> (int) Math.min(key.left(), limit)).toArray(Integer[]::new);
        return limited.claimByKey(queue, JobClaimer.runIdPrefix(), from.rank(), from.runAt(), from.seq(),
                keyless.isPresent() ? WINDOW : 0, names, permits, limit);
    }

    /** Moves on to the first job without a key, and returns where it stands; nothing when this claim did not come to one. */
    private Optional<LinePosition> sweep(LimitedLine line) {
        for (int n = 0; n < MOST_WINDOWS; n++) {
            long begin = System.nanoTime();
            LinePosition from = line.keyless.position(begin);
            Optional<LinePosition> first = limited
                    .firstWithoutKey(line.queue(), from.rank(), from.runAt(), from.seq(), WINDOW).stream().findFirst();
            Optional<LinePosition> next = first.isPresent()
                    ? first
                    : limited.positionBehind(line.queue(), from.rank(), from.runAt(), from.seq(), WINDOW).stream()
                            .findFirst();
            long now = System.nanoTime();
            if (first.isPresent() || next.isEmpty()) {
                line.keyless.arrivedAt(first.orElse(from), now, now - begin);
                return first;
            }
            line.keyless.passedTo(next.get(), now - begin);
        }
        return Optional.empty();
    }
}
