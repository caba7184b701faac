package io.holdfast.model;

/** What a person can ask of a link. */
public enum Command {
    /** Read everything again after a failure, or end the wait for the next attempt. */
    RETRY,
    /** Bind it to a connection that counts, and read everything again. */
    RECONNECT,
    /** Read everything again although nothing is wrong. */
    RESYNC,
    /** Put it on hold: nothing of it is read until it is resumed. */
    SUSPEND,
    /** Take it off hold. */
    RESUME
}
