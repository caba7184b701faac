package io.holdfast.webhook;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One request of a provider as it came in, untouched. Whoever holds it knows neither whether it is genuine nor whether its body
 * can be read. Its text shows no more than how long the body is: what providers send repeats secrets and names people.
 */
public final class Delivery {
    private final Map<String, List<String>> headers;
    private final byte[] body;

    private Delivery(Map<String, List<String>> headers, byte[] body) {
        this.headers = headers;
        this.body = body;
    }

    /**
     * {@return a delivery}
     *
     * @param headers names in any case, each with its values in order; copied
     * @param body the raw bytes; copied
     */
    public static Delivery of(Map<String, List<String>> headers, byte[] body) {
        Map<String, List<String>> lower = new HashMap<>();
        headers.forEach(
                (name, values) -> lower.merge(name.toLowerCase(Locale.ROOT), List.copyOf(values), Delivery::both));
        return new Delivery(Map.copyOf(lower), body.clone());
    }

    private static List<String> both(List<String> some, List<String> more) {
        return Stream.concat(some.stream(), more.stream()).toList();
    }

    /**
     * {@return all values of a header, in order; none if it did not come}
     *
     * @param name in any case
     */
    public List<String> headers(String name) {
        return headers.getOrDefault(name.toLowerCase(Locale.ROOT), List.of());
    }

    /**
     * {@return the first value of a header; empty if it did not come}
     *
     * @param name in any case
     */
    public Optional<String> header(String name) {
        return headers(name).stream().findFirst();
    }

    /** {@return the raw bytes of the body, a copy} */
    public byte[] body() {
        return body.clone();
    }

    @Override
    public String toString() {
        return "Delivery(" + body.length + " bytes)";
    }
}
