package io.holdfast.luma;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.zip.GZIPOutputStream;

/**
 * What becomes of one answer on its way: the words of it, and its bytes.
 *
 * @param change makes another answer of the true one
 * @param passing how many bytes of the body go through; {@link #NOT_EVEN_HEADERS} for nothing at all
 * @param then what happens after them
 */
record Fault(UnaryOperator<Wire> change, int passing, Then then) {
    static final int NOT_EVEN_HEADERS = -1;
    private static final String JSON = "application/json; charset=utf-8";

    /** What happens to the rest. */
    enum Then {
        GO_ON,
        /** Nothing more comes, and the connection stays open. */
        STALL,
        /** A byte a second. */
        DRIP,
        /** The connection ends in good order. */
        CLOSE,
        RESET
    }

    /** An answer as it lies on the wire. */
    static final class Wire {
        private final int status;
        private final Map<String, String> headers;
        private final byte[] body;

        Wire(int status, Map<String, String> headers, byte[] body) {
            this.status = status;
            this.headers = headers;
            this.body = body;
        }

        int status() {
            return status;
        }

        Map<String, String> headers() {
            return headers;
        }

        byte[] body() {
            return body;
        }

        Wire header(String name, String value) {
            Map<String, String> more = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
            more.putAll(headers);
            more.put(name, value);
            return new Wire(status, more, body);
        }

        Wire without(String name) {
            Map<String, String> fewer = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
            fewer.putAll(headers);
            fewer.remove(name);
            return new Wire(status, fewer, body);
        }

        Wire body(byte[] other) {
            return new Wire(status, headers, other);
        }
    }

    static Fault none() {
        return changing(wire -> wire);
    }

    static Fault answer(int status, String type, String body) {
        return changing(wire ->
                new Wire(status, wire.headers(), body.getBytes(StandardCharsets.UTF_8)).header("Content-Type", type));
    }

    static Fault json(int status, String body) {
        return answer(status, JSON, body);
    }

    /** As Luma words errors. */
    static Fault refused(int status) {
        return json(status, Answers.REFUSED);
    }

    static Fault html(int status) {
        return answer(status, "text/html", "<html><body>Just a moment</body></html>");
    }

    static Fault redirect(int status, String to) {
        return refused(status).header("Location", to);
    }

    /** The true answer with other text. */
    static Fault text(UnaryOperator<String> edit) {
        return changing(wire -> wire.body(
                edit.apply(new String(wire.body(), StandardCharsets.UTF_8)).getBytes(StandardCharsets.UTF_8)));
    }

    /** Its text in another charset. */
    Fault in(Charset charset) {
        return and(wire -> wire.body(new String(wire.body(), StandardCharsets.UTF_8).getBytes(charset)));
    }

    static Fault gzipped() {
        return changing(wire -> wire.body(packed(wire.body())).header("Content-Encoding", "gzip"));
    }

    static Fault stall() {
        return new Fault(wire -> wire, NOT_EVEN_HEADERS, Then.STALL);
    }

    static Fault stallInBody(int after) {
        return new Fault(wire -> wire, after, Then.STALL);
    }

    static Fault drip() {
        return new Fault(wire -> wire, 0, Then.DRIP);
    }

    static Fault close() {
        return new Fault(wire -> wire, NOT_EVEN_HEADERS, Then.CLOSE);
    }

    static Fault truncate(int after) {
        return new Fault(wire -> wire, after, Then.CLOSE);
    }

    static Fault reset() {
        return new Fault(wire -> wire, NOT_EVEN_HEADERS, Then.RESET);
    }

    static Fault resetInBody(int after) {
        return new Fault(wire -> wire, after, Then.RESET);
    }

    Fault header(String name, String value) {
        return and(wire -> wire.header(name, value));
    }

    Fault status(int status) {
        return and(wire -> new Wire(status, wire.headers(), wire.body()));
    }

    Fault stalling(int after) {
        return new Fault(change, after, Then.STALL);
    }

    Fault without(String name) {
        return and(wire -> wire.without(name));
    }

    private Fault and(UnaryOperator<Wire> more) {
        return new Fault(wire -> more.apply(change.apply(wire)), passing, then);
    }

    private static Fault changing(UnaryOperator<Wire> change) {
        return new Fault(change, Integer.MAX_VALUE, Then.GO_ON);
    }

    private static byte[] packed(byte[] plain) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(plain);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return packed.toByteArray();
    }

    /** How long a byte takes that drips. */
    static Duration perByte() {
        return Duration.ofSeconds(1);
    }
}
