package io.holdfast.transition;

import io.holdfast.model.Incident;
import io.holdfast.model.SyncLink;
import io.holdfast.model.SyncPhase;
import io.holdfast.model.SyncStatus;
import java.util.Optional;

/**
 * The part of a link that a person sees change.
 *
 * @param phase where it stands in its life cycle
 * @param binding the connection that it uses
 * @param suspended whether it is on hold
 * @param incident the incident that is open
 */
public record VisibleState(SyncPhase phase, SyncLink.Binding binding, boolean suspended, Optional<Incident> incident) {
    /** {@return the word a person sees} */
    public SyncStatus status() {
        return phase().status();
    }

    /**
     * {@return the visible part of a link}
     *
     * @param link the link
     */
    public static VisibleState of(SyncLink link) {
        return new VisibleState(link.phase(), link.binding(), link.suspended(), link.incident());
    }
}
