package dev.relay.job;

/**
 * How many jobs were counted, up to a bound on what counting may cost.
 *
 * @param count those that were counted
 * @param atLeast whether there may be more
 */
public record BoundedCount(long count, boolean atLeast) {

    /** Exactly so many. */
    static BoundedCount exactly(long count) {
        return new BoundedCount(count, false);
    }

    /** What was found among {@code all}, which were looked at to one beyond {@code most}. */
    static BoundedCount among(long found, long all, long most) {
        return new BoundedCount(Math.min(found, most), all > most);
    }

    /** What a count found that went one beyond {@code most}. */
    static BoundedCount upTo(long most, long found) {
        return new BoundedCount(Math.min(found, most), found > most);
    }
}
