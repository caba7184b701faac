package io.holdfast.engine;

import io.holdfast.model.SyncException;

/** A caller took an answer for granted that was a refusal. */
public final class RefusedException extends SyncException {
    private static final long serialVersionUID = 1L;

    private final transient Refusal refusal;

    RefusedException(Refusal refusal) {
        super(refusal.code() + ": " + refusal.reason());
        this.refusal = refusal;
    }

    /** {@return why the domain said no} */
    public Refusal refusal() {
        return refusal;
    }
}
