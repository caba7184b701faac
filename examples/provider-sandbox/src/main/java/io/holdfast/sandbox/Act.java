package io.holdfast.sandbox;

/** What happened on the provider's side that it may tell of. */
enum Act {
    REGISTERED,
    EDITED,
    CANCELLED,
    CHECKED_IN,
    CHECKED_OUT,
    REFUNDED,
    EVENT_EDITED,
    EVENT_CANCELLED
}
