package io.holdfast.model;

import java.time.Instant;
import org.immutables.value.Value;

/** Why and when an authorisation ended for good. */
@Value.Immutable
public interface Severance {
    /** What ended it. */
    enum Cause {
        /** The provider refuses the credential: it was revoked there, or its owner's password changed. */
        REFUSED,
        /** The token's time was over and it could not be refreshed. */
        EXPIRED,
        /** The provider no longer sells a token: it may have given one that was lost before it could be stored. */
        TOKEN_LOST,
        /** The credential is no longer in the vault. */
        SECRET_MISSING,
        /** A person disconnected it in Settings, Integrations. */
        DISCONNECTED_IN_SETTINGS
    }

    /** {@return what ended it} */
    @Value.Parameter
    Cause cause();

    /** {@return when} */
    @Value.Parameter
    Instant at();

    /**
     * Tells of a severance.
     *
     * @param cause what ended the authorisation
     * @param at when
     * @return the severance
     */
    static Severance of(Cause cause, Instant at) {
        return ImmutableSeverance.of(cause, at);
    }
}
