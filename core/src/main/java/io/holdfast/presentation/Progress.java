package io.holdfast.presentation;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import org.immutables.value.Value;

/** How far an import is. */
@Value.Immutable
public interface Progress {
    /** {@return attendees looked at so far} */
    @Value.Parameter
    long processed();

    /** {@return how many the provider announced, where it tells; the list may still grow or shrink} */
    @Value.Parameter
    OptionalLong expected();

    /** {@return when the next attempt begins, while none is on} */
    @Value.Parameter
    Optional<Instant> waitsUntil();

    /** {@return the words for a person} */
    @Value.Parameter
    Message text();

    /**
     * Makes a progress.
     *
     * @param processed attendees looked at so far
     * @param expected how many were announced
     * @param waitsUntil when the next attempt begins, while none is on
     * @return the progress
     */
    static Progress of(long processed, OptionalLong expected, Optional<Instant> waitsUntil) {
        Message text = expected.isPresent()
                ? Message.of("progress.of", Long.toString(processed), Long.toString(expected.getAsLong()))
                : Message.of("progress.some", Long.toString(processed));
        return ImmutableProgress.of(processed, expected, waitsUntil, text);
    }
}
