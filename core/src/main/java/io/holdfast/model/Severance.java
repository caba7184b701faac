package io.holdfast.model;

import java.time.Instant;

/**
 * Why and when an authorisation ended for good.
 *
 * @param cause what ended it
 * @param at when
 */
public record Severance(Cause cause, Instant at) {
    /** What ended it. */
    public enum Cause {
        /** The provider refuses the credential: it was revoked there, or its owner's password changed. */
        REFUSED,
        /** The provider knows the credential and no longer lets it in: a plan ended there, or a right was taken away. */
        FORBIDDEN,
        /** The token's time was over and it could not be refreshed. */
        EXPIRED,
        /** The provider no longer sells a token: it may have given one that was lost before it could be stored. */
        TOKEN_LOST,
        /** The credential is no longer in the vault. */
        SECRET_MISSING,
        /** A person disconnected it in Settings, Integrations. */
        DISCONNECTED_IN_SETTINGS
    }

    /** {@return whether it was a verdict on the credential, which may be wrong, and no request of a person} */
    public boolean isVerdict() {
        return cause != Cause.DISCONNECTED_IN_SETTINGS;
    }
}
