package io.holdfast.sandbox;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The parameters of a request. */
final class Query {
    private final Map<String, String> values = new LinkedHashMap<>();

    Query(URI uri) {
        this(Optional.ofNullable(uri.getRawQuery()).orElse(""));
    }

    /** The query as it was sent, with its question mark; empty if there is none. */
    static String raw(URI uri) {
        return Optional.ofNullable(uri.getRawQuery()).map(raw -> "?" + raw).orElse("");
    }

    /** Of a query or of a form, as they were sent; malformed escapes are an {@code IllegalArgumentException}. */
    Query(String raw) {
        for (String pair : raw.split("&", -1)) {
            String[] parts = pair.split("=", 2);
            if (parts.length == 2) {
                values.put(decode(parts[0]), decode(parts[1]));
            }
        }
    }

    Optional<String> text(String name) {
        return Optional.ofNullable(values.get(name)).filter(value -> !value.isEmpty());
    }

    List<String> list(String name) {
        return text(name).map(all -> List.of(all.split(",", -1))).orElse(List.of());
    }

    /** An instant as the provider takes it: UTC with a {@code Z}, whole seconds. */
    Optional<Instant> instant(String name) {
        return text(name).map(value -> {
            if (!value.matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ")) {
                throw Refusal.argument(name);
            }
            try {
                return Instant.parse(value);
            } catch (DateTimeException malformed) {
                throw Refusal.argument(name);
            }
        });
    }

    /** All but the place in the list: what makes a list this list. */
    String filters() {
        Map<String, String> filters = new TreeMap<>(values);
        filters.remove("continuation");
        return filters.toString();
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
