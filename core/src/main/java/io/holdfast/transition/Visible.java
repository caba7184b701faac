package io.holdfast.transition;

import io.holdfast.model.SyncLink;
import io.holdfast.model.SyncPhase;
import io.holdfast.model.SyncStatus;
import io.holdfast.model.Trouble;
import java.util.Optional;
import org.immutables.value.Value;

/** The part of a link that a person sees change. */
@Value.Immutable
public interface Visible {
    /** {@return where it stands in its life cycle} */
    @Value.Parameter
    SyncPhase phase();

    /** {@return what it is let in with} */
    @Value.Parameter
    SyncLink.Binding binding();

    /** {@return whether it is on hold} */
    @Value.Parameter
    boolean suspended();

    /** {@return the incident that is open} */
    @Value.Parameter
    Optional<Trouble> trouble();

    /** {@return the word a person sees} */
    default SyncStatus status() {
        return phase().status();
    }

    /**
     * Takes the visible part of a link.
     *
     * @param link the link
     * @return its visible part
     */
    static Visible of(SyncLink link) {
        return ImmutableVisible.of(link.phase(), link.binding(), link.suspended(), link.trouble());
    }

    /**
     * Gives back what a store kept.
     *
     * @param phase where it stood in its life cycle
     * @param binding what it was let in with
     * @param suspended whether it was on hold
     * @param trouble the incident that was open
     * @return the visible part
     */
    static Visible stored(SyncPhase phase, SyncLink.Binding binding, boolean suspended, Optional<Trouble> trouble) {
        return ImmutableVisible.of(phase, binding, suspended, trouble);
    }
}
