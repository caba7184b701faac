package io.holdfast.model;

import java.util.Optional;

/**
 * What is to be done after the run that is on.
 *
 * @param change what was signalled as changed while the run was on
 * @param resyncWanted whether a person asked for everything to be read again
 */
public record PendingWork(Optional<Hints> change, boolean resyncWanted) {
    /** Nothing. */
    public static final PendingWork NOTHING = new PendingWork(Optional.empty(), false);

    /**
     * {@return the same, with a change beside the rest}
     *
     * @param hints what was signalled in all
     */
    public PendingWork withChange(Hints hints) {
        return new PendingWork(Optional.of(hints), resyncWanted());
    }

    /** {@return the same without a change: a run that is on reads it} */
    public PendingWork withoutChange() {
        return new PendingWork(Optional.empty(), resyncWanted());
    }

    /** {@return the same, and that a resync is wanted} */
    public PendingWork withResync() {
        return new PendingWork(change(), true);
    }

    /** {@return the same, but that no resync is wanted: one begins} */
    public PendingWork withoutResync() {
        return new PendingWork(change(), false);
    }
}
