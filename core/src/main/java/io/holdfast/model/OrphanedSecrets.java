package io.holdfast.model;

import io.holdfast.internal.Preconditions;
import java.time.Instant;
import java.util.Set;

/**
 * SecretSlots of an integration that no longer count, and are to be forgotten: what lies there may still let somebody in.
 *
 * @param slots which secret slots, at least one
 * @param due when they are to be forgotten
 */
public record OrphanedSecrets(Set<SecretRef> slots, Instant due) {
    public OrphanedSecrets {
        slots = Set.copyOf(slots);
        Preconditions.that(!slots.isEmpty(), "expected a secret slot to forget but found none");
    }
}
