package io.holdfast.http;

import io.holdfast.model.FailureKind;
import io.holdfast.port.ProviderException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One request: the path below the base, and its query.
 *
 * @param path relative to the base; it stands in messages
 * @param query empty, or with its question mark; it stands in no message
 */
public record Endpoint(String path, String query) {
    /**
     * Makes a request with these parameters.
     *
     * @param path relative to the base
     * @param parameters as {@link #parameter} gives them; an empty one is left out
     * @return the request
     */
    public static Endpoint of(String path, String... parameters) {
        String all =
                Stream.of(parameters).filter(parameter -> !parameter.isEmpty()).collect(Collectors.joining("&"));
        return new Endpoint(path, all.isEmpty() ? "" : "?" + all);
    }

    /**
     * Writes one parameter of a query.
     *
     * @param name its name, which needs no encoding
     * @param value its value
     * @return the parameter, encoded
     */
    public static String parameter(String name, String value) {
        return name + "=" + encoded(value);
    }

    /**
     * Encodes a text for a place in a path or a query.
     *
     * @param text any text
     * @return the text with percent signs
     */
    public static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /**
     * Encodes an id as one segment of a path.
     *
     * @param id the provider's id of something
     * @return the id with percent signs
     * @throws ProviderException of kind {@code REMOTE_GONE}, and nothing is sent, if it is {@code .} or {@code ..}: these stand
     *     for another path (RFC 3986, 3.3), with percent signs too
     */
    public static String segment(String id) {
        if (id.equals(".") || id.equals("..")) {
            throw ProviderException.of(
                    FailureKind.REMOTE_GONE, "expected an id but found dots alone, so nothing was asked; check the id");
        }
        return encoded(id);
    }
}
