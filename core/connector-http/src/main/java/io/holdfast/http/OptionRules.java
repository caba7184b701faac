package io.holdfast.http;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;

/** What options must keep to, so that a secret reaches the one place it is meant for, and in time. */
public final class OptionRules {
    private OptionRules() {}

    /**
     * Refuses a client that follows redirects: JDK 17's sends the token on to another host. Refuses one that answers
     * challenges: the JDK's hides a 401 without a challenge, sends a form again, and tells whoever challenges. Refuses
     * exchanges without time or room.
     *
     * @param options what the host chose
     * @throws IllegalArgumentException if they break a rule
     */
    public static void exchanges(ExchangeOptions options) {
        HttpClient.Redirect follows = options.httpClient().followRedirects();
        if (follows != HttpClient.Redirect.NEVER) {
            throw new IllegalArgumentException("expected an HttpClient that never follows redirects but found "
                    + follows + "; build it with followRedirects(Redirect.NEVER)");
        }
        if (options.httpClient().authenticator().isPresent()) {
            throw new IllegalArgumentException(
                    "expected an HttpClient without an Authenticator but found one, which would"
                            + " hide that a token was revoked; a proxy that wants a password needs one in front of it that knows it");
        }
        if (options.deadline().isNegative()
                || options.deadline().isZero()
                || options.maxBytes() < 1
                || options.maxElements() < 1) {
            throw new IllegalArgumentException(
                    "expected a deadline and limits of bytes and elements above zero but found " + options.deadline()
                            + ", " + options.maxBytes() + " and " + options.maxElements());
        }
    }

    /**
     * Refuses a base that would send the token elsewhere or in the clear.
     *
     * @param base where the API answers
     * @param example a base that is right, for the message
     * @throws IllegalArgumentException if it is not plain, does not end with a slash, or is not encrypted
     */
    public static void base(URI base, String example) {
        if (!isPlain(base) || !base.getPath().endsWith("/")) {
            throw new IllegalArgumentException(
                    "expected a base URI with a host, a slash at its end, and no user, query or fragment; pass one like "
                            + example);
        }
        encrypted(base);
    }

    /**
     * Tells whether a place has a host, and no user, query or fragment.
     *
     * @param place a place of the provider's
     * @return whether it is plain
     */
    public static boolean isPlain(URI place) {
        return place.getHost() != null
                && place.getRawUserInfo() == null
                && place.getRawQuery() == null
                && place.getRawFragment() == null;
    }

    /**
     * Refuses a place that a secret would reach in the clear.
     *
     * @param place a place with a host
     * @throws IllegalArgumentException if it is neither https, nor http on a loopback address
     */
    public static void encrypted(URI place) {
        boolean loopback = "http".equals(place.getScheme()) && isLoopback(place.getHost());
        if (!"https".equals(place.getScheme()) && !loopback) {
            throw new IllegalArgumentException("expected https, or http on a loopback address, but found "
                    + place.getScheme() + " to " + place.getHost() + "; a secret would travel in the clear");
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
