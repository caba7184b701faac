package io.holdfast.benchmarks;

import io.holdfast.sandbox.ProviderSandbox;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;

/** A list of attendees page by page, as the provider sends it: fetched bare, with no more than it takes to go on. */
final class RecordedPages {
    private static final int ENDS = 512;

    private RecordedPages() {}

    /** The pages of an event made for this. */
    static List<byte[]> of(Measured provider, int attendees) {
        try (ProviderSandbox sandbox = provider.start(Duration.ZERO)) {
            String event = sandbox.event("Harbour Data Night", attendees).id();
            return fetch(provider, HttpClient.newHttpClient(), sandbox, event);
        }
    }

    static List<byte[]> fetch(Measured provider, HttpClient client, ProviderSandbox sandbox, String event) {
        URI list = sandbox.baseUri().resolve(provider.list(event));
        List<byte[]> pages = new ArrayList<>();
        Optional<URI> next = Optional.of(list);
        while (next.isPresent()) {
            byte[] page = get(client, provider.authorised(HttpRequest.newBuilder(next.get()), sandbox.token()));
            pages.add(page);
            next = continuation(provider, page).map(place -> URI.create(list + "&" + provider.place() + "=" + place));
        }
        return pages;
    }

    /** The provider's pages begin or end with where they go on. */
    private static Optional<String> continuation(Measured provider, byte[] page) {
        int end = Math.min(page.length, ENDS);
        String ends = new String(page, 0, end, StandardCharsets.UTF_8)
                + new String(page, page.length - end, end, StandardCharsets.UTF_8);
        Matcher place = provider.goesOn().matcher(ends);
        return place.find() ? Optional.of(place.group(1)) : Optional.empty();
    }

    private static byte[] get(HttpClient client, HttpRequest.Builder request) {
        try {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray())
                    .body();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("expected a page but the call was interrupted", stopped);
        }
    }
}
