package io.holdfast.model;

import io.holdfast.internal.Preconditions;
import java.time.Instant;
import java.util.Set;

/**
 * Secret slots that are no longer valid and wait to be forgotten: a provider may still accept what lies there.
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
