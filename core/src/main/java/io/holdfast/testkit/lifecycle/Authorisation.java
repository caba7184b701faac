package io.holdfast.testkit.lifecycle;

/** How an integration stands: never severed, severed, or authorised again. Told apart by its connection number. */
enum Authorisation {
    NEVER_SEVERED(1, true),
    SEVERED(1, false),
    AGAIN(2, true);

    private final long connection;
    private final boolean connected;

    Authorisation(long connection, boolean connected) {
        this.connection = connection;
        this.connected = connected;
    }

    long connection() {
        return connection;
    }

    boolean isConnected() {
        return connected;
    }

    /** Whether one of its connections is no longer valid. */
    boolean hasSevered(long number) {
        return number < connection || !connected;
    }

    /** A provider refuses the credential, or a person authorises it again. Which of them, its state says. */
    Authorisation next() {
        return this == NEVER_SEVERED ? SEVERED : AGAIN;
    }
}
