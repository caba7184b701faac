package io.holdfast.model;

import io.holdfast.internal.Preconditions;
import java.util.List;
import java.util.Objects;

/**
 * A subscription that is known to stand at the provider.
 *
 * @param id what the provider calls it
 * @param scope the event whose changes it tells, or the channel of which it tells all
 * @param active whether it delivers
 * @param secrets the secret slots of what its deliveries are signed with: the one that counts first, then the one before it
 *     while both may come; none where the provider does not sign
 */
public record StandingSubscription(String id, RemoteRef scope, boolean active, List<SecretRef> secrets) {
    public StandingSubscription {
        Preconditions.text("a subscription's id", id);
        Objects.requireNonNull(scope, "scope");
        secrets = List.copyOf(secrets);
    }
}
