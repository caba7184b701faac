package io.holdfast.presentation;

import io.holdfast.model.SyncStatus;
import java.util.Locale;
import org.immutables.value.Value;

/** The colour-coded word on an event's card. */
@Value.Immutable
public interface Badge {
    /** Which colour of a page. */
    enum Tone {
        /** Something is under way. */
        BUSY,
        /** All is well. */
        GOOD,
        /** It errored. */
        BAD,
        /** It is cut off. */
        OFF
    }

    /** {@return the status behind it} */
    @Value.Parameter
    SyncStatus status();

    /** {@return its colour} */
    @Value.Parameter
    Tone tone();

    /** {@return its word} */
    @Value.Parameter
    Message label();

    /**
     * Makes the badge of a status.
     *
     * @param status the status
     * @return its badge
     */
    static Badge of(SyncStatus status) {
        Tone tone = switch (status) {
            case PENDING -> Tone.BUSY;
            case ACTIVE -> Tone.GOOD;
            case FAILED -> Tone.BAD;
            case DISCONNECTED -> Tone.OFF;
        };
        return ImmutableBadge.of(
                status, tone, Message.of("badge." + status.name().toLowerCase(Locale.ROOT)));
    }
}
