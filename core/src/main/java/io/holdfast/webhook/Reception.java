package io.holdfast.webhook;

/** How a delivery was received, which decides what is answered. */
public enum Reception {
    /** It was taken: it is genuine, whether or not it concerns anything here. */
    TAKEN,
    /** It is not genuine, or nobody can tell. */
    UNVERIFIED,
    /** It is genuine, and its body can't be read. */
    MALFORMED,
    /** Its body is longer than is read. */
    TOO_LARGE,
    /** It is no POST. */
    WRONG_METHOD,
    /** It came to an address that nobody has here, or no longer. */
    UNKNOWN_ADDRESS,
    /** It could not be stored here; the provider is to send it again. */
    NOT_STORED
}
