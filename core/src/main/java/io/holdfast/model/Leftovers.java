package io.holdfast.model;

import java.time.Instant;
import java.util.Set;
import org.immutables.value.Value;

/** Drawers of an integration that no longer count, and are to be forgotten: what lies there may still let somebody in. */
@Value.Immutable
public interface Leftovers {
    /** {@return which drawers, at least one} */
    @Value.Parameter
    Set<SecretRef> drawers();

    /** {@return when they are to be forgotten} */
    @Value.Parameter
    Instant due();

    /**
     * Names drawers that are to be forgotten.
     *
     * @param drawers which ones
     * @param due when
     * @return the leftovers
     * @throws IllegalArgumentException if there is none
     */
    static Leftovers of(Set<SecretRef> drawers, Instant due) {
        return ImmutableLeftovers.of(drawers, due);
    }

    /** Refuses leftovers of nothing. */
    @Value.Check
    default void check() {
        Expect.that(!drawers().isEmpty(), "expected a drawer to forget but found none");
    }
}
