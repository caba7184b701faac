package io.holdfast.model;

import java.util.Optional;
import org.immutables.value.Value;

/** What is to be done after the run that is on. */
@Value.Immutable
public interface Remembered {
    /** Nothing. */
    Remembered NOTHING = of(Optional.empty(), false, Optional.empty());

    /** {@return what was signalled as changed while the run was on} */
    @Value.Parameter
    Optional<Hints> change();

    /** {@return whether a person asked for everything to be read again} */
    @Value.Parameter
    boolean resyncWanted();

    /** {@return whom the last walk missed, to be confirmed by another} */
    @Value.Parameter
    Optional<HeldBack> heldBack();

    /**
     * Sets all three.
     *
     * @param change what was signalled
     * @param resyncWanted whether a resync was asked for
     * @param heldBack whom the last walk missed
     * @return what is remembered
     */
    static Remembered of(Optional<Hints> change, boolean resyncWanted, Optional<HeldBack> heldBack) {
        return ImmutableRemembered.of(change, resyncWanted, heldBack);
    }

    /**
     * Remembers a change beside the rest.
     *
     * @param hints what was signalled in all
     * @return what is remembered
     */
    default Remembered withChange(Hints hints) {
        return of(Optional.of(hints), resyncWanted(), heldBack());
    }

    /** {@return the same, and that a resync is wanted} */
    default Remembered withResync() {
        return of(change(), true, heldBack());
    }
}
