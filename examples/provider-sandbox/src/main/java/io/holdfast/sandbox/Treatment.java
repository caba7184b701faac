package io.holdfast.sandbox;

import java.time.Duration;

/**
 * What the network does to the bytes of one answer.
 *
 * @param passing how many bytes of the body go through; {@link #BEFORE_HEADERS} for not even the headers
 * @param then what happens after them
 * @param perByte how long each byte takes
 */
record Treatment(int passing, Then then, Duration perByte) {
    static final int BEFORE_HEADERS = -1;
    static final Treatment NONE = new Treatment(Integer.MAX_VALUE, Then.GO_ON, Duration.ZERO);

    /** What happens to the rest. */
    enum Then {
        /** It goes through as well. */
        GO_ON,
        /** Nothing more comes, and the connection stays open. */
        STALL,
        /** The connection ends in good order. */
        CLOSE,
        /** The connection is reset. */
        RESET
    }

    boolean isGentle() {
        return then == Then.GO_ON && perByte.isZero();
    }
}
