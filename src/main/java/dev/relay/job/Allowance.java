package dev.relay.job;

import java.time.Duration;

/**
 * How many jobs a claim may take, and what limits it. Pure.
 *
 * @param permits permits that are left, of the queue and in total
 * @param asked how many jobs the claim is for
 */
record Allowance(ClaimLimits limits, long permits, int asked) {

    /** When permits are given back somebody tells; this is for when that message was lost. */
    static final Duration PERMIT_LOOK = Duration.ofMillis(500);
    /** Tokens of a fast rate are waited for together. */
    static final Duration SHORTEST_LOOK = Duration.ofMillis(20);
    private static final Duration LONGEST_LOOK = Duration.ofHours(1);
    private static final int MOST_WOKEN = 1000;

    static Allowance of(ClaimLimits limits, long inTotalLeft, int asked) {
        return new Allowance(limits, Math.max(0, Math.min(inTotalLeft, limits.permitsLeft())), asked);
    }

    int allowed() {
        return (int) Math.min(asked, Math.min(permits, limits.wholeTokens()));
    }

    boolean byKey() {
        return limits.maxRunningPerKey() != null;
    }

    /** Returns when those who wait should look again, and how many of them, after this claim took {@code claimed} jobs. */
    ClaimHeldBack heldBack(String queue, int claimed) {
        if (limits.wholeTokens() - claimed < 1) {
            Duration untilNext = untilNextToken(claimed);
            return new ClaimHeldBack(queue, true, untilNext, mostWoken(1 + untilNext.toMillis() / msPerToken()));
        }
        boolean tokensLeft = limits.tokens() != null && claimed == allowed() && permits > claimed;
        return tokensLeft
                ? new ClaimHeldBack(queue, false, SHORTEST_LOOK, mostWoken(limits.wholeTokens() - claimed))
                : new ClaimHeldBack(queue, false, PERMIT_LOOK, MOST_WOKEN);
    }

    private Duration untilNextToken(int claimed) {
        double left = limits.tokens() == null ? 1 : limits.tokens() - claimed;
        double millis = Math.ceil(Math.min((1 - left) * msPerToken(), LONGEST_LOOK.toMillis()));
        return Duration.ofMillis(Math.max((long) millis, SHORTEST_LOOK.toMillis()));
    }

    private double msPerToken() {
        return limits.ratePeriodMs() == null || limits.rateLimit() == null
                ? Double.POSITIVE_INFINITY
                : (double) limits.ratePeriodMs() / limits.rateLimit();
    }

    private static int mostWoken(double count) {
        return (int) Math.min(MOST_WOKEN, Math.ceil(count));
    }
}
