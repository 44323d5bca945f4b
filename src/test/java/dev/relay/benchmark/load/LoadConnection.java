package dev.relay.benchmark.load;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;

/** A keep-alive connection that does not block, and opens itself again when the server has closed it. */
final class LoadConnection {

    private static final int CONNECT_LIMIT_MILLIS = 5_000;

    final Conversation conversation;
    private final InetSocketAddress address;
    private final Selector selector;
    private final Answer answer = new Answer();
    private SocketChannel channel;
    private SelectionKey key;
    private ByteBuffer request;
    private long since;
    private boolean waiting;

    LoadConnection(InetSocketAddress address, Selector selector, Conversation conversation) throws IOException {
        this.address = address;
        this.selector = selector;
        this.conversation = conversation;
        connect();
    }

    private void connect() throws IOException {
        channel = SocketChannel.open();
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        channel.socket().connect(address, CONNECT_LIMIT_MILLIS);
        channel.configureBlocking(false);
        key = channel.register(selector, SelectionKey.OP_READ, this);
    }

    /** Sends the next request; its latency counts from {@code intended}, not from when it got its turn. */
    void ask(long intended) throws IOException {
        request = conversation.ask();
        since = intended;
        waiting = true;
        answer.begin();
        if (!channel.isOpen()) {
            connect();
        }
        write();
    }

    void write() throws IOException {
        channel.write(request);
        key.interestOps(request.hasRemaining() ? SelectionKey.OP_READ | SelectionKey.OP_WRITE : SelectionKey.OP_READ);
    }

    /** Reads what has come into a buffer that is shared, and returns whether the answer is complete. */
    boolean read(ByteBuffer shared) throws IOException {
        boolean complete = false;
        while (true) {
            shared.clear();
            int length = channel.read(shared);
            if (length < 0) {
                close();
                return complete;
            }
            if (length > 0) {
                complete = answer.take(shared.array(), length);
            }
            if (length < shared.capacity()) {
                return complete;
            }
        }
    }

    /** Ends the exchange: returns the answer after noting what the server said about the connection. */
    Answer answer() throws IOException {
        waiting = false;
        if (answer.isClosing()) {
            close();
        }
        return answer;
    }

    /** Gives up the exchange, as the connection broke. */
    void abandon() throws IOException {
        waiting = false;
        close();
    }

    boolean isWaiting() {
        return waiting;
    }

    boolean isOpen() {
        return channel.isOpen();
    }

    long since() {
        return since;
    }

    boolean wantsToWrite() {
        return key.isValid() && key.isWritable();
    }

    void close() throws IOException {
        channel.close();
    }
}
