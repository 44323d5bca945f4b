package dev.relay.testing;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** A client that speaks HTTP by hand, and so can send a request ahead, or hang up while it waits. */
public final class RawConnection implements AutoCloseable {

    private final Socket socket;

    public RawConnection(URI address) throws IOException {
        socket = new Socket(address.getHost(), address.getPort());
        socket.setSoTimeout(10_000);
    }

    /** Sends a GET without waiting for its answer. */
    public void get(String path) throws IOException {
        socket.getOutputStream()
                .write(("GET " + path + " HTTP/1.1\r\nHost: relay\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
    }

    /** Reads until {@code last} has come; returns all that has. */
    public String readUntil(String last) throws IOException {
        StringBuilder read = new StringBuilder();
        while (read.indexOf(last) < 0) {
            int next = socket.getInputStream().read();
            if (next < 0) {
                throw new IOException("The server hung up after: " + read);
            }
            read.append((char) next);
        }
        return read.toString();
    }

    /** Hangs up. */
    @Override
    public void close() throws IOException {
        socket.close();
    }
}
