package dev.relay.job;

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

/** Threads that each submit one operation, one after the other. */
final class Callers {

    private static final Set<Thread.State> WAITING = EnumSet.of(Thread.State.WAITING, Thread.State.TIMED_WAITING);

    private final GroupCommit<Integer, String> group;

    Callers(GroupCommit<Integer, String> group) {
        this.group = group;
    }

    record Caller(Thread thread, CompletableFuture<String> answer) {}

    /** Submits, and returns when the caller waits: in a flush that is held up, in line, or for room. */
    Caller submit(int operation) {
        CompletableFuture<String> answer = new CompletableFuture<>();
        Thread thread = Thread.ofVirtual().start(() -> {
            try {
                answer.complete(group.submit(operation));
            } catch (Throwable e) {
                answer.completeExceptionally(e);
            }
        });
        long deadline = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (!WAITING.contains(thread.getState()) && !answer.isDone()) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("The caller does not wait but is " + thread.getState());
            }
            Thread.onSpinWait();
        }
        return new Caller(thread, answer);
    }

    /** Submits the operations {@code first} to {@code last}, in this order. */
    List<CompletableFuture<String>> submitAll(int first, int last) {
        return IntStream.rangeClosed(first, last).mapToObj(i -> submit(i).answer()).toList();
    }
}
