package io.holdfast.transition;

/** What can happen to a link: one axis of the transition table. */
public enum TriggerKind {
    /** A person pressed Retry. */
    RETRY_REQUESTED,
    /** A person pressed Reconnect. */
    RECONNECT_REQUESTED,
    /** A person wants everything to be read again. */
    RESYNC_REQUESTED,
    /** A person puts the link on hold. */
    SUSPEND_REQUESTED,
    /** A person takes the link off hold. */
    RESUME_REQUESTED,
    /** A person wants attendees removed whom the provider no longer lists. */
    APPLY_REMOVALS_REQUESTED,
    /** A person keeps attendees whom the provider no longer lists. */
    KEEP_ATTENDEES_REQUESTED,
    /** A worker claims a run. */
    RUN_STARTED,
    /** A worker applied a page. */
    PAGE_APPLIED,
    /** A worker is still on a slow page. */
    LEASE_RENEWED,
    /** A worker is about to mark attendees as absent. */
    REMOVALS_BEGUN,
    /** A worker read everything that it had to. */
    RUN_COMPLETED,
    /** A worker hands its run back without a failure. */
    RUN_YIELDED,
    /** An attempt of a worker failed. */
    RUN_FAILED,
    /** A worker fell silent. */
    RUN_LOST,
    /** The provider says that something changed. */
    CHANGE_SIGNALLED,
    /** The provider says that the event or channel itself changed. */
    REMOTE_SIGNALLED,
    /** A connection of an integration is severed. */
    CREDENTIAL_SEVERED,
    /** An integration shows a sign of life. */
    INTEGRATION_PROVEN,
    /** A poll that nobody asked for is due. */
    POLL_DUE,
    /** A look at the event or channel itself is due. */
    LOOK_DUE,
    /** The event or channel itself was looked at. */
    REMOTE_SEEN,
    /** A recovery that nobody asked for is due. */
    AUTO_RETRY_DUE
}
