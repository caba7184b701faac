package io.holdfast.model;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * Which address deliveries of an integration come to. It is the SHA-256 of the secret part of that address, so whoever reads a
 * store can't deliver.
 *
 * @param value 64 hexadecimal digits in lower case
 */
public record RouteId(String value) {
    private static final Pattern FORM = Pattern.compile("[0-9a-f]{64}");

    public RouteId {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "expected a route id of 64 hexadecimal digits in lower case but found another text; make it of the"
                            + " path secret with RouteId.ofPath");
        }
    }

    /**
     * {@return the id with this text}
     *
     * @param value 64 hexadecimal digits in lower case
     * @throws IllegalArgumentException if the text is another
     */
    public static RouteId of(String value) {
        return new RouteId(value);
    }

    /**
     * {@return the id of the address that ends with a path secret}
     *
     * @param pathSecret any text
     */
    public static RouteId ofPath(String pathSecret) {
        return of(HexFormat.of().formatHex(sha256().digest(pathSecret.getBytes(StandardCharsets.UTF_8))));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException everyJvmHasIt) {
            throw new IllegalStateException(everyJvmHasIt);
        }
    }

    /**
     * {@return whether this is another id, compared in constant time}
     *
     * @param other another id
     */
    public boolean is(RouteId other) {
        return MessageDigest.isEqual(
                value.getBytes(StandardCharsets.US_ASCII), other.value.getBytes(StandardCharsets.US_ASCII));
    }
}
