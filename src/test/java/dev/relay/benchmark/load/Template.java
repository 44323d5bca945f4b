package dev.relay.benchmark.load;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A request rendered once, with places of fixed width ({@code {id}}, {@code {run}}) into which ids are written. */
final class Template {

    /** Digits of an id. */
    static final int ID_LENGTH = 16;
    /** Characters of a run id, a UUID. */
    static final int RUN_LENGTH = 36;

    private final byte[] bytes;
    private final int[] places;

    private Template(byte[] bytes, int[] places) {
        this.bytes = bytes;
        this.places = places;
    }

    static Template request(String method, String path, String body) {
        String filled = body.replace("{id}", "0".repeat(ID_LENGTH));
        String head = method + ' ' + path + " HTTP/1.1\r\nHost: localhost\r\n"
                + (body.isEmpty() ? "" : "Content-Type: application/json\r\n")
                + (method.equals("GET") ? "" : "Content-Length: " + filled.length() + "\r\n") + "\r\n";
        return of(head + body);
    }

    private static Template of(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(text.length());
        List<Integer> places = new ArrayList<>();
        int from = 0;
        for (int at = text.indexOf('{'); at >= 0; at = text.indexOf('{', at + 1)) {
            int length = text.startsWith("{id}", at) ? ID_LENGTH : text.startsWith("{run}", at) ? RUN_LENGTH : 0;
            if (length > 0) {
                bytes.writeBytes(ascii(text.substring(from, at)));
                places.add(bytes.size());
                bytes.writeBytes(ascii("0".repeat(length)));
                from = text.indexOf('}', at) + 1;
            }
        }
        bytes.writeBytes(ascii(text.substring(from)));
        return new Template(bytes.toByteArray(), places.stream().mapToInt(Integer::intValue).toArray());
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    int places() {
        return places.length;
    }

    void writeId(int place, long id) {
        int at = places[place] + ID_LENGTH;
        for (int i = 0; i < ID_LENGTH; i++) {
            bytes[--at] = (byte) ('0' + id % 10);
            id /= 10;
        }
    }

    void writeFrom(int place, byte[] source, int from, int length) {
        System.arraycopy(source, from, bytes, places[place], length);
    }

    ByteBuffer buffer() {
        return ByteBuffer.wrap(bytes);
    }
}
