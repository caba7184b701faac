package io.holdfast.model;

import java.util.Optional;
import org.immutables.value.Value;

/** What is to be done after the run that is on. */
@Value.Immutable
public interface Remembered {
    /** Nothing. */
    Remembered NOTHING = of(Optional.empty(), false);

    /** {@return what was signalled as changed while the run was on} */
    @Value.Parameter
    Optional<Hints> change();

    /** {@return whether a person asked for everything to be read again} */
    @Value.Parameter
    boolean resyncWanted();

    /**
     * Sets both.
     *
     * @param change what was signalled
     * @param resyncWanted whether a resync was asked for
     * @return what is remembered
     */
    static Remembered of(Optional<Hints> change, boolean resyncWanted) {
        return ImmutableRemembered.of(change, resyncWanted);
    }
}
