package io.holdfast.port;

import io.holdfast.model.Attendee;
import io.holdfast.model.Integration;
import io.holdfast.model.SyncLink;
import io.holdfast.transition.TransitionRecord;

/**
 * The one text of each value that a store keeps, and back. Equal values have equal texts. Each line is a name, {@code =}
 * and a value; the first names the form and its version, the last counts the lines. Names that a newer release added are carried along unread.
 */
public final class StoredForm {
    private StoredForm() {}

    /**
     * Writes a link.
     *
     * @param link the link
     * @return its text
     * @throws IllegalArgumentException if what it carries unread has a name that no line can have, or one of its own
     */
    public static String write(SyncLink link) {
        return StoredKind.LINK.write(link);
    }

    /**
     * Writes an integration.
     *
     * @param integration the integration
     * @return its text
     * @throws IllegalArgumentException if what it carries unread has a name that no line can have, or one of its own
     */
    public static String write(Integration integration) {
        return StoredKind.INTEGRATION.write(integration);
    }

    /**
     * Writes a line of a link's history.
     *
     * @param entry the line
     * @return its text
     * @throws IllegalArgumentException if what it carries unread has a name that no line can have, or one of its own
     */
    public static String write(TransitionRecord entry) {
        return StoredKind.RECORD.write(entry);
    }

    /**
     * Writes an attendee; personal data is in the text.
     *
     * @param attendee the attendee
     * @return its text
     * @throws IllegalArgumentException if what it carries unread has a name that no line can have, or one of its own
     */
    public static String write(Attendee attendee) {
        return StoredKind.ATTENDEE.write(attendee);
    }

    /**
     * Reads a link.
     *
     * @param text what {@link #write(SyncLink)} gave
     * @return the link
     * @throws StoredFormException if that can't be read
     */
    public static SyncLink readLink(String text) {
        return StoredKind.LINK.read(text);
    }

    /**
     * Reads an integration.
     *
     * @param text what {@link #write(Integration)} gave
     * @return the integration
     * @throws StoredFormException if that can't be read
     */
    public static Integration readIntegration(String text) {
        return StoredKind.INTEGRATION.read(text);
    }

    /**
     * Reads a line of a link's history.
     *
     * @param text what {@link #write(TransitionRecord)} gave
     * @return the line
     * @throws StoredFormException if that can't be read
     */
    public static TransitionRecord readRecord(String text) {
        return StoredKind.RECORD.read(text);
    }

    /**
     * Reads an attendee.
     *
     * @param text what {@link #write(Attendee)} gave
     * @return the attendee
     * @throws StoredFormException if that can't be read
     */
    public static Attendee readAttendee(String text) {
        return StoredKind.ATTENDEE.read(text);
    }
}
