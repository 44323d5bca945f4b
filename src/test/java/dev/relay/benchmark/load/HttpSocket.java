package dev.relay.benchmark.load;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.util.concurrent.TimeUnit;

/** A keep-alive connection for one caller who waits: for runners and probes whose single exchange is looked at. */
public final class HttpSocket implements AutoCloseable {

    private static final int READ_LIMIT_MILLIS = (int) TimeUnit.SECONDS.toMillis(90);

    private final URI server;
    private final byte[] read = new byte[64 * 1024];
    private final Answer answer = new Answer();
    private Socket socket;

    public HttpSocket(URI server) {
        this.server = server;
        connect();
    }

    private void connect() {
        try {
            socket = new Socket();
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(READ_LIMIT_MILLIS);
            socket.connect(new InetSocketAddress(server.getHost(), server.getPort()), READ_LIMIT_MILLIS);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Exchanges what the conversation says next; returns when it is answered. */
    public Answer exchange(Conversation conversation) {
        if (socket.isClosed()) {
            connect();
        }
        try {
            var request = conversation.ask();
            socket.getOutputStream().write(request.array(), request.position(), request.remaining());
            receive();
            if (answer.isClosing()) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        conversation.hear(answer);
        return answer;
    }

    private void receive() throws IOException {
        InputStream in = socket.getInputStream();
        answer.begin();
        int length;
        do {
            length = in.read(read);
            if (length < 0) {
                throw new IOException("The server closed the connection instead of answering");
            }
        } while (!answer.take(read, length));
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
