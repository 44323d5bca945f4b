package dev.relay.benchmark.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntFunction;

/**
 * Holds conversations with a server over many connections, on the thread that calls it.
 *
 * <p>In a closed loop each connection asks again as soon as it has heard. In an open loop cycles begin at a fixed rate,
 * whatever the server does; a cycle whose instant comes while all connections are busy begins later, and its first
 * latency counts from its instant all the same, so that a server which stalls is not spared the requests it held up.
 */
public final class LoadGenerator implements AutoCloseable {

    /** How long answers are awaited after the end. */
    private static final long DRAIN_LIMIT = TimeUnit.SECONDS.toNanos(60);
    /** How exactly an open loop keeps its instants while nothing happens; finer costs CPU the server could use. */
    private static final long OPEN_LOOP_TICK = TimeUnit.MICROSECONDS.toNanos(100);

    private final Selector selector;
    private final List<LoadConnection> connections = new ArrayList<>();
    private final Deque<LoadConnection> free = new ArrayDeque<>();
    private final ByteBuffer shared = ByteBuffer.allocate(128 * 1024);
    private LoadResult result = new LoadResult();
    private int waiting;
    private volatile boolean stopped;
    // Of an open loop: cycles begin every interval, or never in a closed one.
    private long interval;
    private long nextCycle;
    private long deadline;
    private boolean open;

    /** Opens connections; {@code conversations} gets the number of each. */
    public LoadGenerator(URI server, int count, IntFunction<? extends Conversation> conversations) {
        try {
            selector = Selector.open();
            InetSocketAddress address = new InetSocketAddress(server.getHost(), server.getPort());
            for (int i = 0; i < count; i++) {
                connections.add(new LoadConnection(address, selector, conversations.apply(i)));
            }
            free.addAll(connections);
        } catch (IOException e) {
            throw new UncheckedIOException("After " + connections.size() + " connections", e);
        }
    }

    /** Loads in a closed loop. */
    public static LoadResult closed(URI server, int count, Duration duration,
            IntFunction<? extends Conversation> conversations) {
        try (LoadGenerator generator = new LoadGenerator(server, count, conversations)) {
            return generator.closed(duration);
        }
    }

    /** Loads in an open loop, with {@code rate} cycles a second. */
    public static LoadResult open(URI server, int count, double rate, Duration duration,
            IntFunction<? extends Conversation> conversations) {
        try (LoadGenerator generator = new LoadGenerator(server, count, conversations)) {
            return generator.open(rate, duration);
        }
    }

    /** Loads in a closed loop, on the connections that are open. */
    public LoadResult closed(Duration duration) {
        open = false;
        return run(duration);
    }

    /** Loads in an open loop, on the connections that are open; can be called again to go on. */
    public LoadResult open(double rate, Duration duration) {
        open = true;
        interval = (long) (1e9 / rate);
        return run(duration);
    }

    /** Makes the load end before its time, without awaiting the answers that are due; for other threads. */
    public void stop() {
        stopped = true;
        selector.wakeup();
    }

    private LoadResult run(Duration duration) {
        result = new LoadResult();
        stopped = false;
        try {
            load(duration);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return result;
    }

    private void load(Duration duration) throws IOException {
        long start = System.nanoTime();
        deadline = start + duration.toNanos();
        nextCycle = start;
        while (System.nanoTime() < deadline && !stopped) {
            beginCycles();
            handle(deadline);
        }
        if (open && !stopped) {
            result.notSent(Math.max(0, (deadline - nextCycle) / interval));
        }
        deadline = Math.min(deadline, System.nanoTime());
        long last = deadline + DRAIN_LIMIT;
        while (waiting > 0 && System.nanoTime() < last && !stopped) {
            handle(last);
        }
        result.took(System.nanoTime() - start);
    }

    private void beginCycles() throws IOException {
        // Each but once: a connection that breaks is free again at once.
        for (int left = free.size(); left > 0; left--) {
            long now = System.nanoTime();
            if (!open) {
                ask(free.poll(), now);
            } else if (nextCycle <= now) {
                ask(free.poll(), nextCycle);
                nextCycle += interval;
            } else {
                return;
            }
        }
    }

    private void handle(long until) throws IOException {
        boolean pacing = open && until == deadline && !free.isEmpty();
        if (pacing) {
            if (selector.selectNow(this::ready) == 0) {
                LockSupport.parkNanos(Math.min(nextCycle - System.nanoTime(), OPEN_LOOP_TICK));
            }
        } else {
            selector.select(this::ready, Math.max(1, TimeUnit.NANOSECONDS.toMillis(until - System.nanoTime())));
        }
    }

    private void ready(SelectionKey key) {
        LoadConnection connection = (LoadConnection) key.attachment();
        try {
            if (connection.wantsToWrite()) {
                connection.write();
            }
            boolean complete = connection.read(shared);
            if (complete && connection.isWaiting()) {
                hear(connection);
            } else if (!connection.isOpen() && connection.isWaiting()) {
                broken(connection);
            }
        } catch (IOException e) {
            if (connection.isWaiting()) {
                broken(connection);
            }
        }
    }

    private void hear(LoadConnection connection) throws IOException {
        long now = System.nanoTime();
        Conversation conversation = connection.conversation;
        Answer answer = connection.answer();
        waiting--;
        if (answer.status() < 400) {
            result.answered(conversation.asked(), now - connection.since());
        } else {
            result.answered(answer.status());
        }
        result.done(conversation.hear(answer));
        goOn(connection, now);
    }

    private void goOn(LoadConnection connection, long now) throws IOException {
        boolean cycleEnded = connection.conversation.isCycleEnded();
        // A cycle that has begun is ended, so that no job stays claimed.
        boolean asksAtOnce = cycleEnded ? !open && now < deadline : now < deadline + DRAIN_LIMIT;
        if (asksAtOnce) {
            ask(connection, now);
        } else {
            free.add(connection);
        }
    }

    private void ask(LoadConnection connection, long intended) throws IOException {
        waiting++;
        try {
            connection.ask(intended);
        } catch (IOException e) {
            broken(connection);
        }
    }

    private void broken(LoadConnection connection) {
        waiting--;
        result.answered(0);
        try {
            connection.abandon();
        } catch (IOException e) {
            // It is closed, however it feels about it.
        }
        free.add(connection);
    }

    @Override
    public void close() {
        try {
            for (LoadConnection connection : connections) {
                connection.close();
            }
            selector.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
