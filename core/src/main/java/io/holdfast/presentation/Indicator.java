package io.holdfast.presentation;

import io.holdfast.message.Message;

/**
 * The pill in the header of a live event or channel.
 *
 * @param kind what it promises
 * @param label its word
 * @param reason why it says so
 */
public record Indicator(Kind kind, Message label, Message reason) {
    /** What a pill promises. */
    public enum Kind {
        /** Changes flow in within the promised bound. */
        SYNCING,
        /** What was read stays as it is for a while: the event is over or called off, or nothing tells of changes. */
        SYNCED,
        /** Changes should flow in, but nothing was proven within the promised bound. */
        DELAYED,
        /** Nothing is read: a person put it on hold. */
        ON_HOLD,
        /** Nothing is read: the host does not serve the workspace for now. */
        NOT_SERVED
    }

    /** {@return whether changes should flow in but nothing was proven within the promised bound} */
    public boolean delayed() {
        return kind == Kind.DELAYED;
    }
}
