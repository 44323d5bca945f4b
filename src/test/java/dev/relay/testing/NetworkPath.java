package dev.relay.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The network between a server and its database, which a test can cut, silence and mend. */
public final class NetworkPath implements AutoCloseable {

    private final URI target;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final int port;
    private ServerSocket listener;
    private Thread acceptor;
    private volatile boolean silent;

    private NetworkPath(URI target) throws IOException {
        this.target = target;
        this.listener = listen(0);
        this.port = listener.getLocalPort();
        this.acceptor = accept();
    }

    public static NetworkPath to(DatabaseConnection database) {
        try {
            return new NetworkPath(URI.create(database.jdbcUrl().replaceFirst("^jdbc:", "")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The database, as it is reached by this path. */
    public DatabaseConnection through(DatabaseConnection database) {
        return new DatabaseConnection("jdbc:postgresql://127.0.0.1:" + port + target.getPath(), database.username(),
                database.password());
    }

    /** Breaks all connections and refuses new ones. */
    public void cut() {
        close(listener);
        try {
            // The port is free only then.
            acceptor.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        sockets.forEach(NetworkPath::close);
        sockets.clear();
    }

    /** Lets nothing through any more and tells nobody. */
    public void silence() {
        silent = true;
    }

    public void mend() {
        if (silent) {
            cut();
            silent = false;
        }
        if (listener.isClosed()) {
            try {
                listener = listen(port);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            acceptor = accept();
        }
    }

    @Override
    public void close() {
        cut();
    }

    private static ServerSocket listen(int port) throws IOException {
        return new ServerSocket(port, 100, InetAddress.getLoopbackAddress());
    }

    private Thread accept() {
        ServerSocket current = listener;
        return Thread.ofVirtual().start(() -> {
            try {
                while (true) {
                    Socket near = current.accept();
                    Socket far = new Socket(target.getHost(), target.getPort());
                    sockets.add(near);
                    sockets.add(far);
                    pipe(near, far);
                    pipe(far, near);
                }
            } catch (IOException e) {
                // cut
            }
        });
    }

    private void pipe(Socket from, Socket to) {
        Thread.ofVirtual().start(() -> {
            byte[] buffer = new byte[8192];
            try (from; to; InputStream in = from.getInputStream(); OutputStream out = to.getOutputStream()) {
                for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
                    if (!silent) {
                        out.write(buffer, 0, length);
                    }
                }
            } catch (IOException e) {
                // cut, or an end closed
            }
        });
    }

    private static void close(AutoCloseable socket) {
        try {
            socket.close();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
