package io.holdfast.benchmarks;

import io.holdfast.sandbox.EventbriteSandbox;
import io.holdfast.sandbox.SandboxEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A list of attendees page by page, as the provider sends it: fetched bare, with no more than it takes to go on. */
final class RecordedPages {
    private static final Pattern GOES_ON = Pattern.compile("\"continuation\":\"([^\"]+)\",\"has_more_items\":true");

    private RecordedPages() {}

    /** The pages of an event made for this. */
    static List<byte[]> of(int attendees) {
        try (EventbriteSandbox sandbox = EventbriteSandbox.start()) {
            SandboxEvent event = sandbox.event("Harbour Data Night", attendees);
            return fetch(HttpClient.newHttpClient(), attendeesOf(sandbox, event), sandbox.token());
        }
    }

    static URI attendeesOf(EventbriteSandbox sandbox, SandboxEvent event) {
        return sandbox.baseUri().resolve("events/" + event.id() + "/attendees/");
    }

    static List<byte[]> fetch(HttpClient client, URI list, String token) {
        List<byte[]> pages = new ArrayList<>();
        Optional<URI> next = Optional.of(list);
        while (next.isPresent()) {
            byte[] page = get(client, next.get(), token);
            pages.add(page);
            next = continuation(page).map(place -> list.resolve("?continuation=" + place));
        }
        return pages;
    }

    private static Optional<String> continuation(byte[] page) {
        // the provider's pages begin with where they go on
        Matcher place = GOES_ON.matcher(new String(page, 0, Math.min(page.length, 512), StandardCharsets.UTF_8));
        return place.find() ? Optional.of(place.group(1)) : Optional.empty();
    }

    private static byte[] get(HttpClient client, URI uri, String token) {
        HttpRequest request = HttpRequest.newBuilder(uri)
                .header("Authorization", "Bearer " + token)
                .build();
        try {
            return client.send(request, HttpResponse.BodyHandlers.ofByteArray()).body();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("expected a page but the call was interrupted", stopped);
        }
    }
}
