package io.holdfast.http;

import java.net.http.HttpClient;
import java.time.Duration;
import org.immutables.value.Value;

/** What a host may choose of an exchange, whichever place of the provider's is asked. */
public interface ExchangeOptions {
    /** {@return the host's own client, with its proxy and certificates; without redirects and without an Authenticator} */
    @Value.Default
    default HttpClient httpClient() {
        return HttpClient.newBuilder()
                .connectTimeout(Duration.ofSeconds(10))
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
    }

    /** {@return how long one exchange may take in all: connecting, headers and body; default 30 s} */
    @Value.Default
    default Duration deadline() {
        return Duration.ofSeconds(30);
    }

    /** {@return how many bytes one answer may have; default 16 MiB, room for a page of long forms filled in at length} */
    @Value.Default
    default int maxBytes() {
        return 16 * 1024 * 1024;
    }

    /**
     * {@return how many elements the lists of one answer may have, all together: rows, answers, tickets, parts of a profile;
     * default 100,000}
     */
    @Value.Default
    default int maxElements() {
        return 100_000;
    }

    /** {@return what the connector calls itself} */
    String userAgent();
}
