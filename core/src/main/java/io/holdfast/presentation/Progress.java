package io.holdfast.presentation;

import io.holdfast.message.Message;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * How far an import is.
 *
 * @param processed attendees read so far
 * @param expected how many the provider announced, where it tells; the list may still grow or shrink
 * @param waitsUntil when the next attempt begins, while none is on
 * @param text the words for a person
 */
public record Progress(long processed, OptionalLong expected, Optional<Instant> waitsUntil, Message text) {
    /** {@return the progress with its words} */
    static Progress of(long processed, OptionalLong expected, Optional<Instant> waitsUntil) {
        Message text = expected.isPresent()
                ? Message.of("progress.of", processed, expected.getAsLong())
                : Message.of("progress.some", processed);
        return new Progress(processed, expected, waitsUntil, text);
    }
}
