package io.holdfast.model;

/** What brings a link back. Source: the recovery summary of the user's page; on hold is the host's own. */
public enum RecoveryAction {
    /** Nothing is wrong, or the workspace is not served for now and nothing that is pressed here helps. */
    NONE,
    /** The engine is at it; nobody needs to act. */
    WAIT,
    /** A person presses Retry in the event's alert. */
    RETRY,
    /** A workspace admin connects the provider again in Settings, Integrations. */
    RECONNECT_INTEGRATION,
    /** A person presses Reconnect in the event's alert. */
    RECONNECT,
    /** A person moves the link to another account: its own is gone, or kept out by the one that is connected. */
    MOVE,
    /** A person takes the link off hold. */
    RESUME,
    /** A person tells support the failure's reference: it keeps failing over several retries. */
    CONTACT_SUPPORT
}
