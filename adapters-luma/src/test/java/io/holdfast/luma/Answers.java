package io.holdfast.luma;

import io.holdfast.http.Endpoint;
import io.holdfast.http.Response;
import io.holdfast.model.Cursor;
import java.io.ByteArrayInputStream;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Answers as they come off the wire, for tests of what is read from them. */
final class Answers {
    static final Endpoint GUESTS = Endpoints.guests("evt-Pier1", Cursor.START);
    static final Endpoint MORE_GUESTS = Endpoints.guests("evt-Pier1", Cursor.of("p2"));
    static final String REFUSED = "{\"message\": \"No.\", \"code\": null}";

    private Answers() {}

    static Response ok(String body) {
        return of(200, GUESTS, body, Map.of());
    }

    static Response of(int status, Endpoint call, String body, Map<String, String> more) {
        return of(status, call, body.getBytes(StandardCharsets.UTF_8), more);
    }

    static Response of(int status, Endpoint call, byte[] body, Map<String, String> more) {
        Map<String, List<String>> headers = new HashMap<>();
        headers.put("Date", List.of("Sun, 14 Mar 2027 09:26:53 GMT"));
        more.forEach((name, value) -> headers.put(name, List.of(value)));
        return new Response(
                Endpoints.API,
                call,
                status,
                HttpHeaders.of(headers, (name, value) -> true),
                Optional.empty(),
                new ByteArrayInputStream(body),
                100_000);
    }

    /** A last page of these rows. */
    static String page(String... rows) {
        return "{\"entries\": [" + String.join(",", rows) + "], \"has_more\": false}";
    }

    /** A guest with an id and these members. */
    static String guest(String id, String members) {
        return "{\"id\": \"" + id + "\"" + (members.isEmpty() ? "" : ", " + members) + "}";
    }
}
