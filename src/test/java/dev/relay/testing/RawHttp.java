package dev.relay.testing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;

/** Sends bytes that no client library would. */
public final class RawHttp {

    /** A whole answer; the body is as it stood on the wire, chunked when the server chunked it. */
    public record Answer(int status, String head, String body) {}

    private RawHttp() {}

    /** Sends a request that ends its connection, without a body; the target may hold any bytes, as ISO-8859-1. */
    public static Answer send(URI address, String method, String target, Map<String, String> headers) {
        String lines = headers.entrySet().stream().map(h -> h.getKey() + ": " + h.getValue() + "\r\n")
                .collect(Collectors.joining());
        return send(address, (method + " " + target + " HTTP/1.1\r\nHost: relay\r\nConnection: close\r\n" + lines
                + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
    }

    public static Answer send(URI address, byte[] request) {
        try (Socket socket = new Socket(address.getHost(), address.getPort())) {
            socket.setSoTimeout(30_000);
            OutputStream out = socket.getOutputStream();
            out.write(request);
            out.flush();
            return read(socket.getInputStream());
        } catch (IOException e) {
            throw new IllegalStateException("No answer", e);
        }
    }

    private static Answer read(InputStream in) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        in.transferTo(bytes);
        String answer = bytes.toString(StandardCharsets.UTF_8);
        int end = answer.indexOf("\r\n\r\n");
        return new Answer(Integer.parseInt(answer.substring(9, 12)), answer.substring(0, end),
                answer.substring(end + 4));
    }
}
