package io.holdfast.model;

/** What brings a link back. Source of the five: the recovery summary of the user's page. */
public enum RecoveryAction {
    /** Nothing is wrong. */
    NONE,
    /** The engine is at it; nobody needs to act. */
    WAIT,
    /** A person presses Retry in the event's alert. */
    RETRY,
    /** A workspace admin connects the provider again in Settings, Integrations. */
    RECONNECT_INTEGRATION,
    /** A person presses Reconnect in the event's alert. */
    RECONNECT
}
