package dev.relay.job;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What can be told from bounded counts; here they stop at ten. */
class QueueTallyTest {

    private static final long MOST = 10;

    @Test
    void tellsExactlyWhatIsBelowTheBound() {
        assertThat(tally(9, 4, 3, 3, 2, 2, 10))
                .isEqualTo(new QueueTally(exactly(4), exactly(3), exactly(2), exactly(10)));
    }

    @Test
    void tellsThatThereAreMoreBeyondTheBound() {
        QueueTally tally = tally(11, 11, 0, 0, 0, 0, 11);

        assertThat(tally.ready()).isEqualTo(atLeast(10));
        assertThat(tally.deadLetters()).isEqualTo(atLeast(10));
        assertThat(tally.scheduled()).isEqualTo(exactly(0));
    }

    @Test
    void tellsTheScheduledJobsOfASmallQueueByWhatIsLeftThoughOtherQueuesHaveTooMany() {
        assertThat(tally(7, 2, 1, 11, 2, 5, 0).scheduled()).isEqualTo(exactly(3));
    }

    @Test
    void tellsTheRunningJobsOfASmallQueueByWhatIsLeftThoughOtherQueuesHaveTooMany() {
        assertThat(tally(7, 2, 1, 5, 0, 11, 0).running()).isEqualTo(exactly(4));
    }

    @Test
    void tellsPartsOnlyWhereNothingElseIsKnown() {
        QueueTally tally = tally(11, 2, 1, 11, 3, 11, 0);

        assertThat(tally.scheduled()).isEqualTo(atLeast(1));
        assertThat(tally.running()).isEqualTo(atLeast(3));
    }

    @Test
    void neverShowsMoreThanTheBound() {
        QueueTally tally = tally(11, 11, 11, 11, 11, 11, 11);

        assertThat(tally).isEqualTo(new QueueTally(atLeast(10), atLeast(10), atLeast(10), atLeast(10)));
    }

    private static QueueTally tally(long live, long ready, long scheduled, long scheduledOfAll, long running,
            long runningOfAll, long deadLetters) {
        return QueueTally.of(
                new CountedQueue(live, ready, scheduled, scheduledOfAll, running, runningOfAll, deadLetters), MOST);
    }

    private static BoundedCount exactly(long count) {
        return new BoundedCount(count, false);
    }

    private static BoundedCount atLeast(long count) {
        return new BoundedCount(count, true);
    }
}
