package dev.relay.notification;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class WaitingLineTest {

    private final WaitingLine line = new WaitingLine();

    @Test
    void letsTheFirstLookAtOnce() {
        assertThat(line.join(List.of("a")).takeWake()).isEqualTo("a");
    }

    @Test
    void letsAnotherLookWhileTheFirstHasNotFoundOutYet() {
        Waiter first = line.join(List.of("a"));

        assertThat(line.join(List.of("a")).takeWake()).isEqualTo("a");
        first.takeWake();
        assertThat(line.join(List.of("a")).takeWake()).isEqualTo("a");
    }

    @Test
    void letsNobodyLookBehindOneWhoFoundNothing() {
        joinIdle("a");

        assertThat(line.join(List.of("a")).takeWake()).isNull();
    }

    @Test
    void letsNobodyLookWhenTheOneWhoFoundNothingHasLeft() {
        Waiter first = joinIdle("a");
        line.join(List.of("a"));
        line.leave(first);

        assertThat(line.join(List.of("a")).takeWake()).isNull();
    }

    @Test
    void letsOneLookWhoIsFirstInAnyOfItsLines() {
        joinIdle("a");

        assertThat(line.join(List.of("a", "b")).takeWake()).isEqualTo("b");
    }

    @Test
    void wakesAsManyAsThereAreJobsInTheOrderInWhichTheyCame() {
        List<Waiter> waiters = List.of(joinIdle("a"), joinIdle("a"), joinIdle("a"));
        line.wake("a", 2);

        assertThat(waiters).extracting(Waiter::takeWake).containsExactly("a", "a", null);
    }

    @Test
    void keepsThePlaceOfOneWhoRejoins() {
        Waiter first = joinIdle("a");
        Waiter second = joinIdle("a");
        line.wake("a", 1);
        first.takeWake();
        line.rejoin(first);
        line.wake("a", 1);

        assertThat(first.takeWake()).isEqualTo("a");
        assertThat(second.takeWake()).isNull();
    }

    @Test
    void wakesTheNextForAJobOfAnotherQueueWhenTheFirstIsWokenAlready() {
        Waiter both = joinIdle("a", "b");
        Waiter next = joinIdle("b");
        line.wake("a", 1);
        line.wake("b", 1);

        assertThat(both.takeWake()).isEqualTo("a");
        assertThat(next.takeWake()).isEqualTo("b");
    }

    @Test
    void handsAWakeUpThatWasNotUsedToTheNext() {
        Waiter first = joinIdle("a");
        Waiter second = joinIdle("a");
        line.wake("a", 1);
        line.leave(first);

        assertThat(second.takeWake()).isEqualTo("a");
    }

    @Test
    void handsAWakeUpOnForTheQueueThatItWasFor() {
        Waiter both = joinIdle("a", "b");
        Waiter a = joinIdle("a");
        Waiter b = joinIdle("b");
        line.wake("b", 1);
        line.leave(both);

        assertThat(a.takeWake()).isNull();
        assertThat(b.takeWake()).isEqualTo("b");
    }

    @Test
    void forgetsQueuesThatNobodyWaitsForAnyMore() {
        Waiter both = joinIdle("a", "b");
        Waiter a = joinIdle("a");
        line.leave(both);

        assertThat(line.queues()).containsExactly("a");
        line.leave(a);
        assertThat(line.queues()).isEmpty();
    }

    @Test
    void returnsFromWaitingWhenWokenBeforeItBegan() {
        Waiter waiter = joinIdle("a");
        line.wake("a", 1);

        assertThat(waiter.awaitWake(System.nanoTime() + Duration.ofHours(1).toNanos(), Duration.ofHours(1))).isTrue();
        assertThat(waiter.takeWake()).isEqualTo("a");
        assertThat(waiter.takeWake()).isNull();
    }

    @Test
    void endsWaitingAtTheDeadline() {
        Waiter waiter = joinIdle("a");
        long deadline = System.nanoTime() + 1_000_000;
        boolean waits;
        do {
            waits = waiter.awaitWake(deadline, Duration.ofHours(1));
        } while (waits);

        assertThat(System.nanoTime() - deadline).isNotNegative();
    }

    private Waiter joinIdle(String... queues) {
        Waiter waiter = line.join(List.of(queues));
        waiter.takeWake();
        waiter.becomeIdle();
        return waiter;
    }
}
