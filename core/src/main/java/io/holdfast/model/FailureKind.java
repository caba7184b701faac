package io.holdfast.model;

/** Why an attempt failed, told by what helps. What it means supposes that the credential is good. */
public enum FailureKind {
    /** No answer, or one that says "not now": connection, time-out, 5xx, a block at the provider's edge. Retried. */
    UNREACHABLE(true, true, Who.NOBODY),
    /** The provider asked to wait. Retried when it said; costs no attempt. */
    RATE_LIMITED(true, true, Who.NOBODY),
    /** The provider no longer knows the position in its list. Retried from the beginning of the list. */
    CURSOR_REFUSED(true, true, Who.NOBODY),
    /** The worker of the run fell silent. Retried. */
    LOST(true, true, Who.NOBODY),
    /** The host's own storage failed. Retried. */
    STORAGE(true, true, Who.OPERATOR),
    /** An answer that can't be understood, or a list without an end. Retried. */
    MALFORMED(true, true, Who.SUPPORT),
    /** The provider refuses the credential, and has for longer than a run may wait to know whether it is dead. */
    CREDENTIAL_DOUBTED(false, true, Who.WORKSPACE_ADMIN),
    /** A mistake of ours or of a connector. Retried, and tried again unasked, in case it was the moment's. */
    INTERNAL(true, true, Who.SUPPORT),
    /** A run that spent its total of failures or its longest time although pages came. Ends the run. */
    NO_PROGRESS(false, true, Who.WORKSPACE_ADMIN),
    /** The account may not read this. A person must act at the provider. */
    PERMISSION(false, false, Who.WORKSPACE_ADMIN),
    /** The remote event is not there. Final at once if it was never seen; else once heard again a while later. */
    REMOTE_GONE(false, false, Who.WORKSPACE_ADMIN),
    /** What the provider tells of the event or channel forbids its import. A person must import another one. */
    NOT_IMPORTABLE(false, false, Who.WORKSPACE_ADMIN),
    /** The provider refuses the request as such. Asking again changes nothing. */
    REJECTED(false, false, Who.WORKSPACE_ADMIN),
    /** The host's own set-up keeps the call from being made. */
    CONFIGURATION(false, false, Who.OPERATOR);

    private final boolean retryable;
    private final boolean autoRetries;
    private final Who who;

    FailureKind(boolean retryable, boolean autoRetries, Who who) {
        this.retryable = retryable;
        this.autoRetries = autoRetries;
        this.who = who;
    }

    /** {@return whether the same run tries again by itself} */
    public boolean retryable() {
        return retryable;
    }

    /**
     * {@return whether time alone may mend it once a run gave up, so that the engine tries again unasked}
     *
     * @param seenBefore whether the event or channel has been seen: one that is gone or forbidden may then come back, as it does
     *     when the provider was in trouble; one that was never seen has most likely a wrong id
     */
    public boolean autoRetries(boolean seenBefore) {
        return autoRetries || (seenBefore && (this == PERMISSION || this == REMOTE_GONE));
    }

    /** {@return who mends it if time alone does not; nobody where only the provider or the network can} */
    public Who who() {
        return who;
    }
}
