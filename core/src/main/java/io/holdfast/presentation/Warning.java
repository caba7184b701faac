package io.holdfast.presentation;

import io.holdfast.message.Message;
import java.util.Objects;

/**
 * What a page warns of beside the status, while it asks for nothing.
 *
 * @param kind what it is
 * @param label the words on a tag
 * @param text the whole sentence, with its numbers
 */
public record Warning(Kind kind, Message label, Message text) {
    /** What a page warns of. */
    public enum Kind {
        /** The provider refuses the credential, and nobody knows yet whether for good. */
        REFUSED,
        /** Attendees are missing, and a person is asked about them. */
        REMOVALS_WAITING,
        /** The last full scan brought fewer rows than the provider states. */
        LIST_SHORTER,
        /** Some rows could not be taken. */
        NOT_TAKEN
    }

    public Warning {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(label, "label");
        Objects.requireNonNull(text, "text");
    }
}
