package io.holdfast.eventbrite;

import io.holdfast.http.ExchangeOptions;
import io.holdfast.http.OptionRules;
import io.holdfast.model.Secret;
import java.net.URI;
import java.time.InstantSource;
import java.util.stream.Stream;
import org.immutables.value.Value;

/**
 * What a host tells of its application at Eventbrite, as registered in Account Settings, Developer Links, API Keys, and what
 * it may choose. Id, secret and redirect URI have no default.
 */
@Value.Immutable
public interface EventbriteOauthOptions extends ExchangeOptions {
    /** {@return the application's API key; not blank} */
    String clientId();

    /** {@return the application's client secret; not blank} */
    Secret clientSecret();

    /**
     * {@return where people are sent back to, exactly as registered for the API key: https, or http on loopback, without a
     * fragment; Eventbrite's own edge turns loopback away}
     */
    URI redirectUri();

    /** {@return the page where people let the application in: {@code https://www.eventbrite.com/oauth/authorize}} */
    @Value.Default
    default URI authorizeUri() {
        return URI.create("https://www.eventbrite.com/oauth/authorize");
    }

    /** {@return where codes become tokens: {@code https://www.eventbrite.com/oauth/token}; nothing is sent elsewhere} */
    @Value.Default
    default URI tokenUri() {
        return URI.create("https://www.eventbrite.com/oauth/token");
    }

    /** {@return the clock from which the life of a token counts; the system's by default} */
    @Value.Default
    default InstantSource time() {
        return InstantSource.system();
    }

    /** {@return what the client calls itself; default {@code holdfast-eventbrite}} */
    @Value.Default
    @Override
    default String userAgent() {
        return "holdfast-eventbrite";
    }

    /** {@return a builder} */
    static Builder builder() {
        return new Builder();
    }

    /** Builds {@link EventbriteOauthOptions}. */
    final class Builder extends ImmutableEventbriteOauthOptions.Builder {
        Builder() {}
    }

    /** Refuses an application without a name or secret, and what would send a secret elsewhere or in the clear. */
    @Value.Check
    default void check() {
        if (clientId().isBlank() || clientSecret().isBlank()) {
            throw new IllegalArgumentException(
                    "expected a client id and a client secret but found a blank one; copy both from Eventbrite's account"
                            + " settings, API keys");
        }
        if (!OptionRules.isPlain(authorizeUri()) || !OptionRules.isPlain(tokenUri())) {
            throw new IllegalArgumentException(
                    "expected authorize and token URIs with a host and no user, query or fragment; pass ones like"
                            + " https://www.eventbrite.com/oauth/token");
        }
        if (redirectUri().getHost() == null || redirectUri().getRawFragment() != null) {
            throw new IllegalArgumentException(
                    "expected a redirect URI with a host and without a fragment; pass the one"
                            + " that is registered at Eventbrite");
        }
        Stream.of(authorizeUri(), tokenUri(), redirectUri()).forEach(OptionRules::encrypted);
        OptionRules.exchanges(this);
    }
}
