package io.holdfast.webhook;

import io.holdfast.internal.Preconditions;
import io.holdfast.model.RemoteRef;
import io.holdfast.model.Secret;
import java.util.Objects;
import java.util.Optional;

/**
 * A subscription as it stands at a provider: it has deliveries sent to one address.
 *
 * @param id what the provider calls it
 * @param scope the event whose changes it tells, or the channel of which it tells all
 * @param active whether it delivers, and all that is wanted; one that does not is renewed
 * @param secret what its deliveries are signed with; empty where the provider does not sign
 */
public record Subscription(String id, RemoteRef scope, boolean active, Optional<Secret> secret) {
    public Subscription {
        Preconditions.text("a subscription's id", id);
        Objects.requireNonNull(scope, "scope");
        Objects.requireNonNull(secret, "secret");
    }
}
