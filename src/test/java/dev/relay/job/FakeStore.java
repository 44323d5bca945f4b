package dev.relay.job;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** What a {@link GroupCommit} writes to in tests: it remembers what it was given, and can be held up and made to fail. */
final class FakeStore implements GroupCommit.Flush<Integer, String> {

    private final List<List<Integer>> batches = Collections.synchronizedList(new ArrayList<>());
    private final AtomicInteger underWay = new AtomicInteger();
    private final AtomicInteger mostUnderWay = new AtomicInteger();
    private volatile CountDownLatch gate = new CountDownLatch(0);
    private volatile Consumer<List<Integer>> fault = batch -> {};

    @Override
    public List<String> write(List<Integer> operations) {
        mostUnderWay.accumulateAndGet(underWay.incrementAndGet(), Math::max);
        batches.add(operations);
        try {
            gate.await();
            fault.accept(operations);
            return operations.stream().map(FakeStore::answerTo).toList();
        } catch (InterruptedException e) {
            throw new IllegalStateException("A flush was interrupted", e);
        } finally {
            underWay.decrementAndGet();
        }
    }

    static String answerTo(int operation) {
        return "answer to " + operation;
    }

    /** Holds up all flushes until {@link #release()}. */
    void hold() {
        gate = new CountDownLatch(1);
    }

    void release() {
        gate.countDown();
    }

    /** Runs before each batch is answered, and may throw. */
    void failWith(Consumer<List<Integer>> thrower) {
        fault = thrower;
    }

    void refuse(int bad) {
        failWith(batch -> {
            if (batch.contains(bad)) {
                throw new StoreRefusedException("refused", new IllegalStateException());
            }
        });
    }

    void work() {
        failWith(batch -> {});
    }

    List<List<Integer>> batches() {
        return List.copyOf(batches);
    }

    List<Integer> written() {
        return batches().stream().flatMap(List::stream).toList();
    }

    int mostUnderWay() {
        return mostUnderWay.get();
    }
}
