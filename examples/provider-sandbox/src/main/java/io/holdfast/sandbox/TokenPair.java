package io.holdfast.sandbox;

import java.time.Instant;

/**
 * An access token that ends by itself, and what it is renewed with.
 *
 * @param access the access token
 * @param refresh the refresh token; good once
 * @param expiry when the access token ends
 */
public record TokenPair(String access, String refresh, Instant expiry) {
    /** {@return when it ends; neither token is in it} */
    @Override
    public String toString() {
        return "TokenPair[access=..., refresh=..., expiry=" + expiry + "]";
    }
}
