package io.holdfast.presentation;

import org.immutables.value.Value;

/** The green pill in the header of a live event. */
@Value.Immutable
public interface Indicator {
    /** {@return its word: Syncing, or Synced where nothing tells of changes} */
    @Value.Parameter
    Message label();

    /** {@return whether nothing was proven within the promised bound} */
    @Value.Parameter
    boolean delayed();

    /**
     * Makes an indicator.
     *
     * @param label its word
     * @param delayed whether it is late
     * @return the indicator
     */
    static Indicator of(Message label, boolean delayed) {
        return ImmutableIndicator.of(label, delayed);
    }
}
