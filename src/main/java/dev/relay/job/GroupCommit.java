package dev.relay.job;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Gathers single operations that arrive while others are being written, and writes them together: PostgreSQL's cost is per
 * statement and per commit far more than per row.
 *
 * <p>There is no thread of its own and no timer. Whoever comes while fewer than {@code lanes} flushes are under way writes
 * at once, on its own thread, and so pays nothing for the gathering. Whoever comes later waits in line; a flush that ends
 * makes the first in line write everything that has gathered behind it. The size of a batch finds itself under load.
 *
 * <p>Invariant: an operation stands in line, in one flush, or has its answer, and it gets one answer only, after the
 * statement that carried it has committed or failed. While anybody stands in line, {@code lanes} flushes are under way, so
 * somebody will always take the line over.
 *
 * @param <E> an operation
 * @param <R> its result
 */
final class GroupCommit<E, R> {

    /** Writes operations in one statement and returns their results in their order. */
    @FunctionalInterface
    interface Flush<E, R> {
        List<R> write(List<E> operations);
    }

    /** Operations in hand, in line and in flushes: each holds its caller's request in memory. */
    static final int ROOM = 4096;
    /**
     * How long an operation waits for room before it is refused. Were it refused at once, callers that ask again at once would
     * take the processor from those in line: with 6,000 of them a sixth of the possible work was done.
     */
    static final Duration PATIENCE = Duration.ofSeconds(1);
    /** Larger statements take longer and cost no less for each row. */
    static final int MOST_IN_A_FLUSH = 512;

    private final Flush<E, R> flush;
    private final int lanes;
    private final Semaphore room = new Semaphore(ROOM, true);
    private final ReentrantLock lock = new ReentrantLock();
    private final Deque<Operation<E, R>> line = new ArrayDeque<>();
    private int underWay;

    GroupCommit(int lanes, Flush<E, R> flush) {
        this.lanes = lanes;
        this.flush = flush;
    }

    /**
     * Writes an operation, alone or with others, and returns its result once that is committed.
     *
     * @throws StoreUnavailableException when the store is, or when there was no room for too long
     * @throws StoreRefusedException when the store refuses this very operation
     */
    R submit(E element) {
        Operation<E, R> operation = new Operation<>(element);
        // Kept for later: what is under way cannot be taken back, and an interrupted thread that led a flush would break the
        // connection, and with it the operations of everybody else.
        operation.interrupted = Thread.interrupted();
        enterRoom(operation);
        try {
            if (enter(operation)) {
                lead(List.of(operation));
            } else {
                List<Operation<E, R>> batch = operation.awaitTurn();
                if (batch != null) {
                    lead(batch);
                }
            }
            return operation.answer();
        } finally {
            room.release();
            if (operation.interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void enterRoom(Operation<E, R> operation) {
        try {
            if (room.tryAcquire(PATIENCE.toNanos(), TimeUnit.NANOSECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            operation.interrupted = true;
        }
        if (operation.interrupted) {
            Thread.currentThread().interrupt();
        }
        throw new StoreUnavailableException("Too many operations wait for the store already", null);
    }

    /** Returns whether the operation is to be written at once; otherwise it now stands in line. */
    private boolean enter(Operation<E, R> operation) {
        lock.lock();
        try {
            if (underWay < lanes) {
                underWay++;
                return true;
            }
            line.add(operation);
            return false;
        } finally {
            lock.unlock();
        }
    }

    private void lead(List<Operation<E, R>> batch) {
        List<R> results;
        try {
            results = write(batch);
        } catch (StoreRefusedException e) {
            handOver();
            writeInHalves(batch, e);
            return;
        } catch (StoreUnavailableException e) {
            // Those in line would only find out the same, one time-out later.
            List<Operation<E, R>> waiting = leave();
            batch.forEach(operation -> operation.fail(e));
            waiting.forEach(operation -> operation.fail(e));
            return;
        } catch (RuntimeException | Error e) {
            handOver();
            batch.forEach(operation -> operation.fail(e));
            return;
        }
        handOver();
        succeed(batch, results);
    }

    /**
     * One bad element must not fail its neighbours: writes what was refused in halves, until the bad ones stand alone. This
     * goes on beside the flushes, so that those who come later need not wait for it.
     */
    private void writeInHalves(List<Operation<E, R>> refused, StoreRefusedException reason) {
        Deque<List<Operation<E, R>>> parts = new ArrayDeque<>();
        halve(refused, reason, parts);
        while (!parts.isEmpty()) {
            List<Operation<E, R>> part = parts.pop();
            try {
                succeed(part, write(part));
            } catch (StoreRefusedException e) {
                halve(part, e, parts);
            } catch (RuntimeException | Error e) {
                // The other parts would only find out the same, one time-out each later.
                part.forEach(operation -> operation.fail(e));
                parts.forEach(rest -> rest.forEach(operation -> operation.fail(e)));
                return;
            }
        }
    }

    private void halve(List<Operation<E, R>> refused, StoreRefusedException reason,
            Deque<List<Operation<E, R>>> parts) {
        if (refused.size() == 1) {
            refused.getFirst().fail(reason);
            return;
        }
        int half = refused.size() / 2;
        parts.push(refused.subList(half, refused.size()));
        parts.push(refused.subList(0, half));
    }

    private void succeed(List<Operation<E, R>> batch, List<R> results) {
        for (int i = 0; i < results.size(); i++) {
            batch.get(i).succeed(results.get(i));
        }
    }

    private List<R> write(List<Operation<E, R>> batch) {
        List<R> results = flush.write(batch.stream().map(operation -> operation.element).toList());
        if (results.size() != batch.size()) {
            throw new IllegalStateException(batch.size() + " operations, but " + results.size() + " results");
        }
        return results;
    }

    /** Ends a flush: the first in line leads everybody behind it. */
    private void handOver() {
        List<Operation<E, R>> next;
        lock.lock();
        try {
            next = take(MOST_IN_A_FLUSH);
            if (next.isEmpty()) {
                underWay--;
            }
        } finally {
            lock.unlock();
        }
        if (!next.isEmpty()) {
            next.getFirst().lead(next);
        }
    }

    /** Ends a flush and takes everybody out of the line. */
    private List<Operation<E, R>> leave() {
        lock.lock();
        try {
            underWay--;
            return take(Integer.MAX_VALUE);
        } finally {
            lock.unlock();
        }
    }

    private List<Operation<E, R>> take(int most) {
        List<Operation<E, R>> taken = new ArrayList<>(Math.min(most, line.size()));
        while (!line.isEmpty() && taken.size() < most) {
            taken.add(line.remove());
        }
        return taken;
    }

    /** An operation and the thread that waits for it. */
    private static final class Operation<E, R> {

        private final E element;
        private final Thread caller = Thread.currentThread();
        private boolean interrupted;
        private @Nullable R result;
        private @Nullable Throwable failure;
        private volatile @Nullable List<Operation<E, R>> batch;
        private volatile boolean answered;

        Operation(E element) {
            this.element = element;
        }

        /** Waits until the operation has its answer (null) or is first in line (the batch it leads). */
        @Nullable
        List<Operation<E, R>> awaitTurn() {
            while (!answered && batch == null) {
                LockSupport.park(this);
                interrupted |= Thread.interrupted();
            }
            return answered ? null : batch;
        }

        void lead(List<Operation<E, R>> everybody) {
            batch = everybody;
            LockSupport.unpark(caller);
        }

        void succeed(R value) {
            result = value;
            wake();
        }

        void fail(Throwable thrown) {
            failure = thrown;
            wake();
        }

        private void wake() {
            answered = true;
            if (caller != Thread.currentThread()) {
                LockSupport.unpark(caller);
            }
        }

        @SuppressWarnings("NullAway") // answered, so the result is set unless a failure is
        R answer() {
            switch (failure) {
                case null -> {
                    return result;
                }
                case RuntimeException e -> throw e;
                case Error e -> throw e;
                case Throwable e -> throw new IllegalStateException(e);
            }
        }
    }
}
