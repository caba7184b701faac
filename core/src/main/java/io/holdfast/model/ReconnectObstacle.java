package io.holdfast.model;

/** Why a link can't use an integration. Found by whoever sees integrations, and carried to the decision as a fact. */
public enum ReconnectObstacle {
    /** Its credential is severed. */
    NOT_CONNECTED,
    /** It belongs to another provider than the link. */
    OTHER_PROVIDER,
    /** It belongs to another workspace than the link. */
    OTHER_WORKSPACE,
    /** It is another account than the one the link was read with, and nobody said that the link is to move. */
    OTHER_ACCOUNT,
    /** Its account can't see the remote event or channel. */
    REMOTE_NOT_VISIBLE
}
