package io.holdfast.model;

/** Whether an attendee comes, as the provider says. */
public enum Attendance {
    /** Has a valid place; checked in or not, which an admission says. */
    ATTENDING,
    /** Has a place that is not paid or approved yet. */
    AWAITING,
    /** Stands on a waiting list. */
    WAITLISTED,
    /** Cancelled, refunded or removed. The record stays. */
    NOT_ATTENDING,
    /** Was invited and has not answered. */
    INVITED,
    /** The provider says something else. */
    UNKNOWN
}
