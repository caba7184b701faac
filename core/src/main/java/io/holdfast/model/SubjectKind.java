package io.holdfast.model;

/** What is kept in sync. */
public enum SubjectKind {
    /** One event with its attendees. */
    EVENT,
    /** A channel (a calendar, a community) with its members. */
    CHANNEL
}
