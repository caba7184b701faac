package io.holdfast.http;

import java.io.ByteArrayInputStream;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Answers of a made-up provider. */
final class Answers {
    static final ApiProfile API = new ApiProfile(
            "Lantern", "Authorization", "Bearer ", "Lantern's settings", List.of("x-request-id", "x-edge-id"));
    static final Endpoint CALL = Endpoint.of("lists/7/", "place=2");

    private static final int MOST_ELEMENTS = 15_000;

    private Answers() {}

    static Response ok(String body) {
        return of(200, body, Map.of());
    }

    static Response with(String header, String value) {
        return of(200, "{}", Map.of(header, value));
    }

    static Response of(int status, String body, Map<String, String> more) {
        return of(status, body.getBytes(StandardCharsets.UTF_8), more);
    }

    static Response of(int status, byte[] body, Map<String, String> more) {
        Map<String, List<String>> headers = new HashMap<>();
        headers.put("Date", List.of("Sun, 14 Mar 2027 09:26:53 GMT"));
        more.forEach((name, value) -> headers.put(name, List.of(value)));
        return new Response(
                API,
                CALL,
                status,
                HttpHeaders.of(headers, (name, value) -> true),
                Optional.empty(),
                new ByteArrayInputStream(body),
                MOST_ELEMENTS);
    }
}
