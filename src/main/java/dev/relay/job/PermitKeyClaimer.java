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
        List<JobEntity> claimed = new ArrayList<>();
        Optional<LinePosition> keyless = sweep(line);
        boolean more = true;
        for (int round = 0; more && claimed.size() < limit && round < MOST_ROUNDS; round++) {
            String after = line.afterKey;
            List<KeyPermits> keys = limited.keysWithReadyJobs(line.queue(), after, MOST_KEYS, perKey);
            claimed.addAll(claim(line.queue(), keyless, keys, limit - claimed.size()));
            boolean full = keys.size() == MOST_KEYS;
            line.afterKey = full ? keys.getLast().key() : "";
            more = full || !after.isEmpty();
        }
        if (claimed.size() < limit) {
            // Before it comes away with less: what another replica put before the sweep stands at the head, as a rule.
            firstWithoutKey(line.queue(), LinePosition.START).ifPresent(head -> claimed
                    .addAll(claim(line.queue(), Optional.of(head), List.of(), limit - claimed.size())));
        }
        return ClaimLine.inOrder(claimed);
    }

    private Optional<LinePosition> firstWithoutKey(String queue, LinePosition from) {
        return limited.firstWithoutKey(queue, from.rank(), from.runAt(), from.seq(), WINDOW).stream().findFirst();
    }

    private Optional<LinePosition> positionBehind(String queue, LinePosition from) {
        return limited.positionBehind(queue, from.rank(), from.runAt(), from.seq(), WINDOW).stream().findFirst();
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
            Optional<LinePosition> first = firstWithoutKey(line.queue(), from);
            Optional<LinePosition> next = first.isPresent() ? first : positionBehind(line.queue(), from);
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
