package dev.relay.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class GroupCommitFailureTest {

    private final FakeStore store = new FakeStore();
    private final GroupCommit<Integer, String> group = new GroupCommit<>(1, store);
    private final Callers callers = new Callers(group);

    @Test
    void failsARefusedOperationAloneAndWritesItsNeighbours() {
        store.refuse(5);
        List<CompletableFuture<String>> answers = submitBehindAHeldFlush(1, 8);

        assertThatThrownBy(answers.get(5)::join).hasCauseInstanceOf(StoreRefusedException.class);
        answers.remove(5);
        assertThat(answers).allSatisfy(answer -> assertThat(answer.join()).startsWith("answer to "));
    }

    @Test
    void findsARefusedOperationAmongManyByHalves() {
        store.refuse(100);
        List<CompletableFuture<String>> answers = submitBehindAHeldFlush(1, GroupCommit.MOST_IN_A_FLUSH);

        assertThatThrownBy(answers.get(100)::join).hasCauseInstanceOf(StoreRefusedException.class);
        assertThat(answers.getLast().join()).isNotNull();
        assertThat(store.batches()).hasSize(2 + 2 * 9);
    }

    @Test
    void givesUpTheOtherHalvesWhenTheStoreGoesAway() {
        store.failWith(batch -> {
            if (batch.contains(1)) {
                throw batch.size() == 8 ? refused() : new StoreUnavailableException("away", null);
            }
        });
        List<CompletableFuture<String>> answers = submitBehindAHeldFlush(1, 8);

        assertThat(answers.subList(1, 9)).allSatisfy(answer -> assertThatThrownBy(answer::join)
                .hasCauseInstanceOf(StoreUnavailableException.class));
        assertThat(store.batches()).extracting(List::size).containsExactly(1, 8, 4);
    }

    @Test
    void failsEverybodyInTheFlushAndInLineWhenTheStoreIsUnavailable() {
        store.failWith(batch -> {
            throw new StoreUnavailableException("away", null);
        });

        assertThat(submitBehindAHeldFlush(1, 20)).allSatisfy(answer -> assertThatThrownBy(answer::join)
                .hasCauseInstanceOf(StoreUnavailableException.class));
        assertThat(store.batches()).hasSize(1);
    }

    @Test
    void worksAgainForTheNextCallerAfterTheStoreWasUnavailable() {
        failsEverybodyInTheFlushAndInLineWhenTheStoreIsUnavailable();
        store.work();

        assertThat(group.submit(21)).isEqualTo(FakeStore.answerTo(21));
    }

    @Test
    void tellsADefectToTheCallersOfThatFlushAndGoesOnWithTheLine() {
        failsTheFirstFlushOnly(new IllegalStateException("defect"));
    }

    @Test
    void tellsAnErrorToTheCallersOfThatFlushAndGoesOnWithTheLine() {
        failsTheFirstFlushOnly(new StackOverflowError());
    }

    @Test
    void failsTheCallersOfAFlushThatAnswersTooLittle() {
        GroupCommit<Integer, String> forgetful = new GroupCommit<>(1, batch -> List.of());

        assertThatThrownBy(() -> forgetful.submit(1)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> forgetful.submit(2)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void refusesWhoFindsNoRoomForTooLong() {
        store.hold();
        List<CompletableFuture<String>> answers = callers.submitAll(1, GroupCommit.ROOM);

        assertThatThrownBy(() -> group.submit(-1)).isInstanceOf(StoreUnavailableException.class);
        store.release();
        CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new)).join();
        assertThat(group.submit(-2)).isEqualTo(FakeStore.answerTo(-2));
    }

    @Test
    void servesWhoFindsRoomWhileItWaits() {
        store.hold();
        callers.submitAll(1, GroupCommit.ROOM);
        CompletableFuture<String> late = callers.submit(-1).answer();
        store.release();

        assertThat(late.join()).isEqualTo(FakeStore.answerTo(-1));
    }

    private void failsTheFirstFlushOnly(Throwable thrown) {
        AtomicBoolean failed = new AtomicBoolean();
        store.failWith(batch -> {
            if (failed.compareAndSet(false, true)) {
                throw GroupCommitFailureTest.<RuntimeException>unchecked(thrown);
            }
        });
        List<CompletableFuture<String>> answers = submitBehindAHeldFlush(1, 10);

        assertThatThrownBy(answers.getFirst()::join).hasCause(thrown);
        assertThat(answers.subList(1, 11)).allSatisfy(answer -> assertThat(answer.join()).isNotNull());
    }

    @SuppressWarnings("unchecked")
    private static <T extends Throwable> T unchecked(Throwable thrown) throws T {
        throw (T) thrown;
    }

    private static StoreRefusedException refused() {
        return new StoreRefusedException("refused", new IllegalStateException());
    }

    /** Operation 0 in a flush by itself, the others together in the next. */
    private List<CompletableFuture<String>> submitBehindAHeldFlush(int first, int last) {
        store.hold();
        List<CompletableFuture<String>> answers = new ArrayList<>(List.of(callers.submit(0).answer()));
        answers.addAll(callers.submitAll(first, last));
        store.release();
        return answers;
    }
}
