package dev.relay.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class AllowanceTest {

    private static final long NO_TOTAL = Integer.MAX_VALUE;

    @Test
    void allowsWhatIsAskedForWithoutALimit() {
        assertThat(Allowance.of(ClaimLimits.NONE, NO_TOTAL, 7).allowed()).isEqualTo(7);
    }

    @Test
    void allowsTheLeastOfPermitsTokensAndTotal() {
        assertThat(Allowance.of(limits(10, 4, 100.0), NO_TOTAL, 50).allowed()).isEqualTo(6);
        assertThat(Allowance.of(limits(10, 4, 2.9), NO_TOTAL, 50).allowed()).isEqualTo(2);
        assertThat(Allowance.of(limits(10, 4, 100.0), 3, 50).allowed()).isEqualTo(3);
    }

    @Test
    void allowsNothingWhereMoreRunThanMay() {
        assertThat(Allowance.of(limits(3, 5, 1.0), -2, 5).allowed()).isZero();
    }

    @Test
    void looksAgainWhenTheNextTokenIsThere() {
        ClaimHeldBack held = Allowance.of(limits(100, 0, 1.25), NO_TOTAL, 5).heldBack("q", 1);

        assertThat(held).isEqualTo(new ClaimHeldBack("q", true, Duration.ofMillis(75), 2));
    }

    @Test
    void looksForTokensOfAFastRateTogether() {
        ClaimHeldBack held = Allowance.of(new ClaimLimits(false, null, null, 1000, 1000L, 0.0, Instant.EPOCH, false, 0),
                NO_TOTAL, 5).heldBack("q", 0);

        assertThat(held).isEqualTo(new ClaimHeldBack("q", true, Allowance.SHORTEST_LOOK, 21));
    }

    @Test
    void looksAgainInAWhileForPermitsAndAtOnceForTokensThatAreLeft() {
        assertThat(Allowance.of(limits(5, 5, 9.0), NO_TOTAL, 5).heldBack("q", 0).nextLook())
                .isEqualTo(Allowance.PERMIT_LOOK);
        assertThat(Allowance.of(limits(5, 2, 9.0), NO_TOTAL, 1).heldBack("q", 1).nextLook())
                .isEqualTo(Allowance.SHORTEST_LOOK);
    }

    @Test
    void looksAgainWithinAnHourHoweverSlowTheRate() {
        assertThat(Allowance.of(new ClaimLimits(false, null, null, 1, Long.MAX_VALUE, 0.0, Instant.EPOCH, false, 0),
                NO_TOTAL, 1).heldBack("q", 0).nextLook()).isEqualTo(Duration.ofHours(1));
    }

    /** Ten tokens a second. */
    private static ClaimLimits limits(int maxRunning, int running, double tokens) {
        return new ClaimLimits(false, maxRunning, null, 10, 1000L, tokens, Instant.EPOCH, false, running);
    }
}
