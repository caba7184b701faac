package io.holdfast.port;

/**
 * A running clock: it tells how much time has passed and not what time it is, so nothing sets it, neither a person nor a time
 * server. What a node has to wait for itself is counted by it. Several threads call at once.
 */
@FunctionalInterface
public interface Ticker {
    /** {@return nanoseconds since some instant of this process; only differences mean something, and none is below zero} */
    long nanos();
}
