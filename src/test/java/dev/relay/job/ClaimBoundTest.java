package dev.relay.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ClaimBoundTest {

    private static final long NOW = Long.MAX_VALUE - 1000;
    private final ClaimBound bound = new ClaimBound(NOW);

    @Test
    void beginsAtTheStart() {
        assertThat(bound.begin(NOW).isFromStart()).isTrue();
    }

    @Test
    void risesToTheLastJobOfAClaim() {
        claimUpTo(at(5));

        assertThat(bound.begin(NOW).from).isEqualTo(at(5));
    }

    @Test
    void staysWhereItWasAfterAClaimThatTookNothing() {
        claimUpTo(at(5));
        bound.end(bound.begin(NOW));

        assertThat(bound.begin(NOW).from).isEqualTo(at(5));
    }

    @Test
    void fallsToAJobThatIsPutBeforeIt() {
        claimUpTo(at(5));
        bound.lower(at(2));

        assertThat(bound.begin(NOW).from).isEqualTo(at(2));
    }

    @Test
    void doesNotRiseToAJobThatIsPutBehindIt() {
        claimUpTo(at(5));
        bound.lower(at(9));

        assertThat(bound.begin(NOW).from).isEqualTo(at(5));
    }

    @Test
    void doesNotRiseAboveAJobThatCameDuringTheLook() {
        ClaimBound.Look look = bound.begin(NOW);
        bound.lower(at(3));
        bound.end(look, at(8));

        assertThat(bound.begin(NOW).from).isEqualTo(at(3));
    }

    @Test
    void staysLowWhenAJobCameBeforeItDuringALookFromTheBound() {
        claimUpTo(at(5));
        ClaimBound.Look look = bound.begin(NOW);
        bound.lower(at(3));
        bound.end(look, at(8));

        assertThat(bound.begin(NOW).from).isEqualTo(at(3));
    }

    @Test
    void fallsToWhereALookFromTheStartEnded() {
        claimUpTo(at(8));
        bound.end(bound.beginFromStart(), at(2));

        assertThat(bound.begin(NOW).from).isEqualTo(at(2));
    }

    @Test
    void fallsToTheStartForAJobWhosePlaceIsNotKnown() {
        claimUpTo(at(8));
        bound.lower(LinePosition.START);

        assertThat(bound.begin(NOW).isFromStart()).isTrue();
    }

    @Test
    void looksFromTheStartOnceInEachRecheckInterval() {
        claimUpTo(at(5));
        long later = NOW + ClaimBound.RECHECK.plus(Duration.ofMillis(1)).toNanos();

        assertThat(bound.begin(later).isFromStart()).isTrue();
        assertThat(bound.begin(later).from).isEqualTo(at(5));
    }

    @Test
    void ordersByRankThenRunAtThenSeq() {
        LinePosition first = new LinePosition(-5, Instant.ofEpochSecond(9), 9);
        LinePosition second = new LinePosition(0, Instant.ofEpochSecond(1), 9);
        LinePosition third = new LinePosition(0, Instant.ofEpochSecond(2), 3);
        LinePosition fourth = new LinePosition(0, Instant.ofEpochSecond(2), 4);

        assertThat(Stream.of(fourth, second, third, first).sorted()).containsExactly(first, second,
                third, fourth);
        assertThat(LinePosition.START).isLessThan(first);
    }

    private void claimUpTo(LinePosition last) {
        bound.end(bound.begin(NOW), last);
    }

    private static LinePosition at(int second) {
        return new LinePosition(0, Instant.ofEpochSecond(second), second);
    }
}
