package io.holdfast.engine.webhook;

import io.holdfast.internal.Text;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The host's own address, behind which each integration has one: ends with a slash; blank where the host takes no deliveries.
 *
 * @param text the address
 */
public record WebhookBase(String text) {
    /** The host takes no deliveries. */
    public static final WebhookBase NONE = new WebhookBase("");

    private static final Set<String> LOOPBACK = Set.of("localhost", "[::1]");
    private static final Pattern LOOPBACK_V4 = Pattern.compile("127(\\.\\d{1,3}){3}");

    /**
     * Takes what a host says.
     *
     * @throws IllegalArgumentException unless it is an https address without query, or one of this machine
     */
    public static WebhookBase of(String address) {
        URI uri = parsed(address);
        boolean plain = uri.getHost() != null
                && uri.getRawQuery() == null
                && uri.getRawFragment() == null
                && uri.getRawUserInfo() == null;
        if (!plain || !("https".equals(uri.getScheme()) || ("http".equals(uri.getScheme()) && isLoopback(uri)))) {
            throw unfit(address);
        }
        return new WebhookBase(address.endsWith("/") ? address : address + "/");
    }

    boolean isGiven() {
        return !text.isEmpty();
    }

    private static boolean isLoopback(URI uri) {
        return LOOPBACK.contains(uri.getHost())
                || LOOPBACK_V4.matcher(uri.getHost()).matches();
    }

    private static URI parsed(String address) {
        try {
            return new URI(address);
        } catch (URISyntaxException unreadable) {
            throw unfit(address);
        }
    }

    private static IllegalArgumentException unfit(String address) {
        return new IllegalArgumentException(
                "expected an https address without query or fragment, such as https://example.org/webhooks/, but found "
                        + Text.escaped(address) + "; http is taken of this machine alone");
    }
}
