package io.holdfast.model;

/** Who is expected to act. */
public enum Who {
    /** Nobody has to. */
    NOBODY,
    /** An admin of the workspace: imports, retries and reconnects are theirs on the user's page. */
    WORKSPACE_ADMIN,
    /** Whoever runs the host application: its storage, its network, its settings. */
    OPERATOR,
    /** Support, with the failure's reference in hand. */
    SUPPORT
}
