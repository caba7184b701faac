package io.holdfast.eventbrite;

import io.holdfast.http.Endpoint;
import io.holdfast.http.Response;
import io.holdfast.model.RemoteId;
import io.holdfast.model.RemoteRef;
import io.holdfast.model.SubjectKind;
import java.io.ByteArrayInputStream;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Answers as they come off the wire, for tests of what is read from them. */
final class Answers {
    static final String EVENT = "880011223344";
    static final RemoteRef REMOTE = new RemoteRef(SubjectKind.EVENT, RemoteId.of(EVENT));

    private static final Endpoint CALL = Endpoints.attendees(REMOTE);

    private Answers() {}

    static Response ok(String body) {
        return of(200, body);
    }

    static Response of(int status, String body) {
        return of(status, body.getBytes(StandardCharsets.UTF_8), Map.of());
    }

    static Response of(int status, byte[] body, Map<String, String> more) {
        Map<String, List<String>> headers = new HashMap<>();
        headers.put("Date", List.of("Sun, 14 Mar 2027 09:26:53 GMT"));
        more.forEach((name, value) -> headers.put(name, List.of(value)));
        return new Response(
                Endpoints.API,
                CALL,
                status,
                HttpHeaders.of(headers, (name, value) -> true),
                Optional.empty(),
                new ByteArrayInputStream(body),
                100_000);
    }

    /** A last page of these rows. */
    static String page(String... rows) {
        return "{\"pagination\": {\"object_count\": " + rows.length + ", \"has_more_items\": false}, \"attendees\": ["
                + String.join(",", rows) + "]}";
    }

    /** A row with an id, an event and these members. */
    static String row(String id, String members) {
        return "{\"id\": \"" + id + "\", \"event_id\": \"" + EVENT + "\"" + (members.isEmpty() ? "" : ", " + members)
                + "}";
    }
}
