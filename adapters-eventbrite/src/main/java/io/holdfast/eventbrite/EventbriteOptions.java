package io.holdfast.eventbrite;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.time.Duration;
import org.immutables.value.Value;

/** What a host may choose of the Eventbrite connector. All has a default. */
@Value.Immutable
public interface EventbriteOptions {
    /**
     * {@return where the API answers: {@code https://www.eventbriteapi.com/v3/}, or the base of a sandbox; every request
     * goes to this host and no other}
     */
    @Value.Default
    default URI baseUri() {
        return URI.create("https://www.eventbriteapi.com/v3/");
    }

    /** {@return the host's own client, with its proxy and certificates; it must not follow redirects} */
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

    /** {@return how many bytes one answer may have; default 4 MiB} */
    @Value.Default
    default int maxBytes() {
        return 4 * 1024 * 1024;
    }

    /** {@return what the connector calls itself} */
    @Value.Default
    default String userAgent() {
        return "holdfast-eventbrite";
    }

    /** {@return a builder; what is left out keeps its default} */
    static Builder builder() {
        return new Builder();
    }

    /** Builds {@link EventbriteOptions}. */
    final class Builder extends ImmutableEventbriteOptions.Builder {
        Builder() {}
    }

    /** Refuses a client that follows redirects: JDK 17's sends the token on to another host. */
    @Value.Check
    default void check() {
        URI base = baseUri();
        boolean plain = base.getRawUserInfo() == null && base.getRawQuery() == null && base.getRawFragment() == null;
        if (base.getHost() == null || !plain || !base.getPath().endsWith("/")) {
            throw new IllegalArgumentException(
                    "expected a base URI with a host, a slash at its end, and no user, query or fragment; pass one like"
                            + " https://www.eventbriteapi.com/v3/");
        }
        if (!"https".equals(base.getScheme()) && !("http".equals(base.getScheme()) && isLoopback(base.getHost()))) {
            throw new IllegalArgumentException("expected https, or http on a loopback address, but found "
                    + base.getScheme() + " to " + base.getHost() + "; the token would travel in the clear");
        }
        if (httpClient().followRedirects() != HttpClient.Redirect.NEVER) {
            throw new IllegalArgumentException("expected an HttpClient that never follows redirects but found "
                    + httpClient().followRedirects() + "; build it with followRedirects(Redirect.NEVER)");
        }
        if (deadline().isNegative() || deadline().isZero() || maxBytes() < 1) {
            throw new IllegalArgumentException(
                    "expected a deadline and a byte limit above zero but found " + deadline() + " and " + maxBytes());
        }
    }

    private static boolean isLoopback(String host) {
        boolean literal = host.matches("127(\\.\\d{1,3}){3}") || host.equals("[::1]") || host.equals("localhost");
        try {
            return literal && InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException unknown) {
            return false;
        }
    }
}
