package io.holdfast.model;

import io.holdfast.internal.Preconditions;
import java.time.Instant;
import java.util.Set;

/**
 * Secret slots that somebody is about to fill: named before anything lies in them, so that no secret is ever where nothing names it.
 *
 * @param slots which secret slots, at least one
 * @param until until when a credential may come to use one; what lies there later is to be forgotten
 */
public record AwaitedSecrets(Set<SecretRef> slots, Instant until) {
    public AwaitedSecrets {
        slots = Set.copyOf(slots);
        Preconditions.that(!slots.isEmpty(), "expected a secret slot that is awaited but found none");
    }
}
