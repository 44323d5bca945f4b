package dev.relay.benchmark.load;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * An HTTP answer in the bytes as they came: only the status, the length and whether the connection stays are looked at. One
 * object for each connection, used again for each answer.
 */
public final class Answer {

    private static final byte[] CONTENT_LENGTH = lower("content-length:");
    private static final byte[] CHUNKED = lower("transfer-encoding: chunked");
    private static final byte[] CLOSE = lower("connection: close");
    private static final byte[] LAST_CHUNK = lower("0\r\n\r\n");
    private static final int UNKNOWN = -1;

    private byte[] bytes = new byte[1024];
    private int end;
    private int bodyStart;
    private int bodyLength;
    private boolean chunked;
    private boolean closing;

    void begin() {
        end = 0;
        bodyStart = UNKNOWN;
        bodyLength = 0;
        chunked = false;
        closing = false;
    }

    /** Takes what was read, and returns whether the answer is complete. */
    boolean take(byte[] read, int length) {
        if (end + length > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, end + length));
        }
        System.arraycopy(read, 0, bytes, end, length);
        end += length;
        if (bodyStart == UNKNOWN && !readHead()) {
            return false;
        }
        return chunked ? endsWithLastChunk() : end >= bodyStart + bodyLength;
    }

    private boolean endsWithLastChunk() {
        return end - bodyStart >= LAST_CHUNK.length
                && Arrays.equals(bytes, end - LAST_CHUNK.length, end, LAST_CHUNK, 0, LAST_CHUNK.length);
    }

    private boolean readHead() {
        for (int i = 0; i + 1 < end; i++) {
            if (bytes[i] == '\n') {
                if (bytes[i + 1] == '\r') {
                    bodyStart = i + 3;
                    return bodyStart <= end;
                }
                readHeader(i + 1);
            }
        }
        return false;
    }

    private void readHeader(int at) {
        if (startsWith(at, CONTENT_LENGTH)) {
            bodyLength = number(at + CONTENT_LENGTH.length);
        } else if (startsWith(at, CHUNKED)) {
            chunked = true;
        } else if (startsWith(at, CLOSE)) {
            closing = true;
        }
    }

    private boolean startsWith(int at, byte[] header) {
        if (at + header.length > end) {
            return false;
        }
        for (int i = 0; i < header.length; i++) {
            int b = bytes[at + i];
            if ((b >= 'A' && b <= 'Z' ? b + 32 : b) != header[i]) {
                return false;
            }
        }
        return true;
    }

    private int number(int at) {
        int number = 0;
        for (int i = at; i < end && bytes[i] != '\r'; i++) {
            if (bytes[i] != ' ') {
                number = number * 10 + bytes[i] - '0';
            }
        }
        return number;
    }

    /** Returns the status, such as 202. */
    public int status() {
        return (bytes[9] - '0') * 100 + (bytes[10] - '0') * 10 + bytes[11] - '0';
    }

    boolean isClosing() {
        return closing;
    }

    /** Returns where the first occurrence of {@code text} at or after {@code from} in the body ends, or -1. */
    public int after(byte[] text, int from) {
        int last = end - text.length;
        for (int i = Math.max(from, bodyStart); i <= last; i++) {
            if (bytes[i] == text[0] && Arrays.equals(bytes, i, i + text.length, text, 0, text.length)) {
                return i + text.length;
            }
        }
        return -1;
    }

    /** Copies a part of the answer. */
    public void copy(int from, byte[] to, int at, int length) {
        System.arraycopy(bytes, from, to, at, length);
    }

    /** Returns the body as text. */
    public String body() {
        return new String(bytes, bodyStart, end - bodyStart, StandardCharsets.UTF_8);
    }

    private static byte[] lower(String header) {
        return header.getBytes(StandardCharsets.ISO_8859_1);
    }
}
