package io.holdfast.model;

import java.time.Instant;
import org.immutables.value.Value;

/** How far the links of a severed connection have been told, page by page. */
@Value.Immutable
public interface FanOut {
    /** {@return the severed connection; links bound to it or to an earlier one are told} */
    @Value.Parameter
    long upToConnection();

    /** {@return where to go on among them} */
    @Value.Parameter
    Cursor at();

    /** {@return when to go on} */
    @Value.Parameter
    Instant due();

    /** {@return whether this pass has left some links untold so far, because their look threw} */
    @Value.Parameter
    boolean leftSomeOut();

    /** {@return how many passes in a row left some links untold} */
    @Value.Parameter
    int failures();

    /**
     * Tells how far it got.
     *
     * @param upToConnection the severed connection
     * @param at where to go on
     * @param due when to go on
     * @param leftSomeOut whether this pass has left some links untold so far
     * @param failures how many passes in a row left some links untold
     * @return the progress
     */
    static FanOut of(long upToConnection, Cursor at, Instant due, boolean leftSomeOut, int failures) {
        return ImmutableFanOut.of(upToConnection, at, due, leftSomeOut, failures);
    }
}
