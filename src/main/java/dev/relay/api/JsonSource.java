package dev.relay.api;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;

/**
 * A JSON document as it came: its tokens to look at, and its values to cut out to the byte. A value is never parsed into a
 * tree and never written anew, so what comes out later is what went in: number literals, key order, duplicate keys.
 */
public final class JsonSource implements AutoCloseable {

    /** Levels of nesting in a document; more is an attack on recursive readers, PostgreSQL's and the clients'. */
    static final int MAX_DEPTH = 1000;
    private static final double MAX_EXACT_DOUBLE = 0x1p53;

    private static final JsonFactory JSON = JsonFactory.builder()
            // The body's size is bounded already; within it a number or a string may be as long as it likes.
            .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH)
                    .maxNumberLength(Integer.MAX_VALUE).maxStringLength(Integer.MAX_VALUE)
                    .maxNameLength(Integer.MAX_VALUE).build())
            // Always UTF-8 (RFC 8259, 8.1), so that a token's byte offsets are offsets into the body.
            .disable(TokenStreamFactory.Feature.CHARSET_DETECTION).build();

    private final byte[] utf8;
    private final JsonParser parser;

    private JsonSource(byte[] utf8) {
        this.utf8 = utf8;
        this.parser = JSON.createParser(ObjectReadContext.empty(), utf8);
    }

    /** Opens a document, before its first token; a byte order mark before it is passed over. */
    public static JsonSource of(byte[] body) {
        requireUtf8(body);
        return new JsonSource(startsWithByteOrderMark(body) ? Arrays.copyOfRange(body, 3, body.length) : body);
    }

    /** Returns the next token, or null at the end of the document. */
    @Nullable
    public JsonToken next() {
        try {
            return parser.nextToken();
        } catch (JacksonException e) {
            throw malformed(e);
        }
    }

    /** Returns the current property's name. */
    public String name() {
        return parser.currentName();
    }

    /** Returns the current string, unescaped. */
    public String string() {
        try {
            return parser.getString();
        } catch (JacksonException e) {
            throw malformed(e);
        }
    }

    /**
     * Returns the current number, or null when it is none that fits a long. {@code 30.0} and {@code 3e1} are integers, as
     * JSON Schema has it: JSON has one type of number.
     */
    @Nullable
    public Long integer() {
        return switch (parser.getNumberType()) {
            case INT, LONG -> parser.getLongValue();
            case BIG_INTEGER -> null;
            case FLOAT, DOUBLE, BIG_DECIMAL -> exactly(parser.getDoubleValue());
        };
    }

    private static @Nullable Long exactly(double value) {
        return Math.rint(value) == value && Math.abs(value) <= MAX_EXACT_DOUBLE ? (Long) (long) value : null;
    }

    /** Returns the JSON text of the value that begins with the current token, as it came, and moves to its last token. */
    public String value() {
        try {
            int from = (int) parser.currentTokenLocation().getByteOffset();
            parser.skipChildren();
            // Strings are read lazily: without this the location would be that of the opening quote.
            parser.finishToken();
            int to = endOfValue(from, (int) parser.currentLocation().getByteOffset());
            return new String(utf8, from, to - from, StandardCharsets.UTF_8);
        } catch (JacksonException e) {
            throw malformed(e);
        }
    }

    /** A number that is the whole document is read up to and with the white space that shows its end. */
    private int endOfValue(int from, int read) {
        int to = read;
        while (to > from
                && (utf8[to - 1] == ' ' || utf8[to - 1] == '\t' || utf8[to - 1] == '\n' || utf8[to - 1] == '\r')) {
            to--;
        }
        return to;
    }

    /** Moves to the last token of the value that begins with the current one. */
    public void skipValue() {
        try {
            parser.skipChildren();
        } catch (JacksonException e) {
            throw malformed(e);
        }
    }

    /** Checks that the document ends here. */
    public void end() {
        if (next() != null) {
            throw ProblemException.malformed("The body goes on after the end of its JSON value");
        }
    }

    @Override
    public void close() {
        parser.close();
    }

    private static ProblemException malformed(JacksonException e) {
        if (e instanceof StreamConstraintsException) {
            return ProblemException.malformed("The body may be nested at most " + MAX_DEPTH + " levels deep");
        }
        // Jackson adds where the value began, with a source that it does not show; only the reason is of use.
        String reason = e.getOriginalMessage().replaceAll(" in null$| \\(start marker at .*", "");
        var at = e.getLocation();
        String where = at == null ? "" : " (line " + at.getLineNr() + ", column " + at.getColumnNr() + ")";
        return ProblemException.malformed("The body is not well-formed JSON: " + reason + where);
    }

    private static void requireUtf8(byte[] body) {
        int all = 0;
        for (byte b : body) {
            all |= b;
        }
        if (all < 0) {
            try {
                StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body));
            } catch (CharacterCodingException e) {
                throw ProblemException.malformed("The body is not valid UTF-8");
            }
        }
    }

    private static boolean startsWithByteOrderMark(byte[] body) {
        return body.length >= 3 && body[0] == (byte) 0xEF && body[1] == (byte) 0xBB && body[2] == (byte) 0xBF;
    }
}
