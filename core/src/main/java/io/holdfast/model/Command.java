package io.holdfast.model;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/** What a person can ask for. */
public enum Command {
    /** Connect an account of a provider. */
    CONNECT,
    /** Give a connected account a new credential. */
    RENEW,
    /** Disconnect an account in settings. */
    DISCONNECT,
    /** Ask a provider whether an account's credential is still valid. */
    VERIFY,
    /** Attach a remote event or channel. */
    IMPORT,
    /** Read everything again after a failure, or end the wait for the next attempt. */
    RETRY,
    /** Bind it to a connection that is valid, and read everything again. */
    RECONNECT,
    /** Bind it to a connection of another account on purpose. */
    MOVE,
    /** Read everything again although nothing is wrong. */
    RESYNC,
    /** Put it on hold: nothing of it is read until it is resumed. */
    SUSPEND,
    /** Take it off hold. */
    RESUME,
    /** Have attendees removed whom the provider no longer lists. */
    APPLY_REMOVALS,
    /** Keep attendees though the provider no longer lists them. */
    KEEP_ATTENDEES,
    /** Choose what becomes of the host's own rows that an arriving attendee is matched to. */
    CHANGE_IMPORT_MODE,
    /** Take a link, an integration or all of a workspace away. */
    REMOVE,
    /** Read how links and integrations are: lists, views, explanations, plans, history. */
    VIEW,
    /** Ask a provider, with an account's credential, what can be imported. */
    VIEW_CANDIDATES,
    /** Read the attendees of a link. */
    VIEW_ATTENDEES;

    private static final Set<Command> LIFE_CYCLE = Collections.unmodifiableSet(
            EnumSet.of(RETRY, RECONNECT, MOVE, RESYNC, SUSPEND, RESUME, APPLY_REMOVALS, KEEP_ATTENDEES));

    private static final Set<Command> IN_A_LAPSE =
            Collections.unmodifiableSet(EnumSet.of(SUSPEND, DISCONNECT, REMOVE, VIEW, VIEW_ATTENDEES));

    /** {@return those that are taken though the workspace is not served for now: they read nothing of a provider} */
    public static Set<Command> inALapse() {
        return IN_A_LAPSE;
    }

    /** {@return those that move a link through its life cycle} */
    public static Set<Command> ofLifeCycle() {
        return LIFE_CYCLE;
    }
}
