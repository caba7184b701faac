package io.holdfast.model;

/** Why an attempt failed, told by what helps. What it means supposes that the credential is good. */
public enum FailureKind {
    /** No answer, or one that says "not now": connection, time-out, 5xx, a block at the provider's edge. Retried. */
    UNREACHABLE(true),
    /** The provider asked to wait. Retried when it said; costs no attempt. */
    RATE_LIMITED(true),
    /** The provider no longer knows the position in its list. Retried from the beginning of the list. */
    CURSOR_REFUSED(true),
    /** The worker of the run fell silent. Retried. */
    LOST(true),
    /** The host's own storage failed. Retried. */
    STORAGE(true),
    /** An answer that can't be understood, or a list without an end. Retried. */
    MALFORMED(true),
    /** A mistake of ours or of a connector. Retried, in case it was the moment's. */
    INTERNAL(true),
    /** A run that spent its total of failures or its longest time although pages came. Ends the run. */
    NO_PROGRESS(false),
    /** The account may not read this. A person must act at the provider. */
    PERMISSION(false),
    /** The remote event is not there. Final at once if it was never seen; else once heard again a while later. */
    REMOTE_GONE(false),
    /** The provider refuses the request as such. Asking again changes nothing. */
    REJECTED(false),
    /** The host's own set-up keeps the call from being made. */
    CONFIGURATION(false);

    private final boolean retryable;

    FailureKind(boolean retryable) {
        this.retryable = retryable;
    }

    /** {@return whether the same run tries again by itself} */
    public boolean retryable() {
        return retryable;
    }
}
