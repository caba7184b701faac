package io.holdfast.presentation;

import io.holdfast.message.Message;
import io.holdfast.model.SyncStatus;

/**
 * The colour-coded word on an event's or channel's card.
 *
 * @param status the status behind it
 * @param tone its colour
 * @param label its word
 */
public record Badge(SyncStatus status, Tone tone, Message label) {
    /** Which colour of a page. */
    public enum Tone {
        /** Something is under way. */
        BUSY,
        /** All is well. */
        GOOD,
        /** It errored. */
        BAD,
        /** It is cut off. */
        OFF
    }

    /**
     * {@return the badge of a status}
     *
     * @param status the status
     */
    public static Badge of(SyncStatus status) {
        Tone tone = switch (status) {
            case PENDING -> Tone.BUSY;
            case ACTIVE -> Tone.GOOD;
            case FAILED -> Tone.BAD;
            case DISCONNECTED -> Tone.OFF;
        };
        return new Badge(status, tone, Message.named("badge.*", status));
    }
}
