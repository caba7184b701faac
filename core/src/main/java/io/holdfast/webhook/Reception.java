package io.holdfast.webhook;

/** How a delivery was received, which decides what is answered. */
public enum Reception {
    /** It was taken: it is genuine, whether or not it concerns anything here. */
    TAKEN(200),
    /** It is not genuine, or nobody can tell. */
    UNVERIFIED(401),
    /** It is genuine, and its body can't be read. */
    MALFORMED(400),
    /** Its body is longer than is read. */
    TOO_LARGE(413),
    /** It is no POST. */
    WRONG_METHOD(405),
    /** It came to an address that nobody has here, or no longer. */
    UNKNOWN_ADDRESS(404),
    /** It could not be stored here; the provider is to send it again. */
    NOT_STORED(503);

    private final int usualStatus;

    Reception(int usualStatus) {
        this.usualStatus = usualStatus;
    }

    /** {@return the HTTP status that is answered unless the provider wants another} */
    public int usualStatus() {
        return usualStatus;
    }
}
