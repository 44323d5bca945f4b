package dev.relay.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class GroupCommitTest {

    private final FakeStore store = new FakeStore();
    private final GroupCommit<Integer, String> group = new GroupCommit<>(1, store);
    private final Callers callers = new Callers(group);

    @Test
    void writesALoneOperationOnTheThreadOfItsCaller() {
        AtomicReference<Thread> writer = new AtomicReference<>();
        store.failWith(batch -> writer.set(Thread.currentThread()));

        assertThat(group.submit(1)).isEqualTo(FakeStore.answerTo(1));
        assertThat(writer).hasValue(Thread.currentThread());
        assertThat(store.batches()).containsExactly(List.of(1));
    }

    @Test
    void writesWhatArrivesDuringAFlushTogetherAndInItsOrder() {
        store.hold();
        List<CompletableFuture<String>> answers = callers.submitAll(0, 20);
        store.release();

        assertThat(answers).allSatisfy(answer -> assertThat(answer.join()).isNotNull());
        assertThat(store.batches()).containsExactly(List.of(0), IntStream.rangeClosed(1, 20).boxed().toList());
    }

    @Test
    void givesEachCallerItsOwnAnswerOnceInAStorm() throws InterruptedException {
        List<String> wrong = Collections.synchronizedList(new ArrayList<>());
        int threads = 200;
        int operations = 1000;
        List<Thread> all = IntStream.range(0, threads).mapToObj(t -> Thread.ofVirtual().start(() -> {
            for (int i = t * operations; i < (t + 1) * operations; i++) {
                String answer = group.submit(i);
                if (!FakeStore.answerTo(i).equals(answer)) {
                    wrong.add(i + " got " + answer);
                }
            }
        })).toList();
        for (Thread thread : all) {
            thread.join();
        }

        assertThat(wrong).isEmpty();
        assertThat(store.written()).hasSize(threads * operations).doesNotHaveDuplicates();
        assertThat(store.mostUnderWay()).isEqualTo(1);
    }

    @Test
    void servesCallersInTheOrderInWhichTheyCameAcrossFlushes() {
        int last = 2 * GroupCommit.MOST_IN_A_FLUSH + 100;
        store.hold();
        List<CompletableFuture<String>> answers = callers.submitAll(0, last);
        store.release();

        CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new)).join();
        assertThat(store.written()).containsExactlyElementsOf(IntStream.rangeClosed(0, last).boxed().toList());
        assertThat(store.batches()).extracting(List::size).containsExactly(1, GroupCommit.MOST_IN_A_FLUSH,
                GroupCommit.MOST_IN_A_FLUSH, 100);
    }

    @Test
    void hasAsManyFlushesUnderWayAsItHasLanesAndNoMore() {
        Callers threeLanes = new Callers(new GroupCommit<>(3, store));
        store.hold();
        List<CompletableFuture<String>> answers = threeLanes.submitAll(1, 10);

        assertThat(store.batches()).containsExactlyInAnyOrder(List.of(1), List.of(2), List.of(3));
        store.release();
        CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new)).join();
        assertThat(store.mostUnderWay()).isEqualTo(3);
        assertThat(store.written()).containsExactlyInAnyOrder(1, 2, 3, 4, 5, 6, 7, 8, 9, 10);
    }

    @Test
    void servesACallerWhoseThreadIsInterruptedAndKeepsTheInterrupt() {
        AtomicBoolean stillInterrupted = new AtomicBoolean();
        CompletableFuture<String> answer = new CompletableFuture<>();
        store.hold();
        callers.submit(1);
        Thread waiting = Thread.ofVirtual().start(() -> {
            Thread.currentThread().interrupt();
            answer.complete(group.submit(2));
            stillInterrupted.set(Thread.currentThread().isInterrupted());
        });
        callers.submit(3);
        waiting.interrupt();
        store.release();

        assertThat(answer.join()).isEqualTo(FakeStore.answerTo(2));
        assertThat(joined(waiting)).isTrue();
        assertThat(stillInterrupted).isTrue();
    }

    @Test
    void leadsAFlushWithoutTheInterruptOfItsCaller() {
        AtomicBoolean interruptedDuringFlush = new AtomicBoolean(true);
        store.failWith(batch -> interruptedDuringFlush.set(Thread.currentThread().isInterrupted()));

        Thread.currentThread().interrupt();
        group.submit(1);

        assertThat(Thread.interrupted()).isTrue();
        assertThat(interruptedDuringFlush).isFalse();
    }

    private static boolean joined(Thread thread) {
        try {
            return thread.join(Duration.ofSeconds(10));
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
