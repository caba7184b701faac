package io.holdfast.codec;

import io.holdfast.model.SyncException;

/**
 * A stored text can't be read. The message says where and what to do; no value of the text is in it but the id of a
 * link or an integration.
 */
public final class StoredFormException extends SyncException {
    private static final long serialVersionUID = 1L;

    /** The place in the text. */
    private final String pointer;

    /** Whether a newer release seems to have written it. */
    private final boolean newer;

    private StoredFormException(String pointer, boolean newer, String message) {
        super(message);
        this.pointer = pointer;
        this.newer = newer;
    }

    static StoredFormException corrupt(Pointer at, String expected, String found) {
        return of(at, false, expected, found + "; restore the text from a backup");
    }

    static StoredFormException newer(Pointer at, String expected, String found) {
        return of(at, true, expected, found + "; a newer release seems to have written it, so read it with that one");
    }

    private static StoredFormException of(Pointer at, boolean newer, String expected, String found) {
        String where = at.parent() == null ? "the whole" : at.toString();
        return new StoredFormException(at.toString(), newer, where + ": expected " + expected + " but found " + found);
    }

    /** {@return this failure, told of what the text is about} */
    StoredFormException about(String subject) {
        StoredFormException told = new StoredFormException(pointer, newer, subject + ", " + getMessage());
        told.initCause(getCause());
        return told;
    }

    /** {@return the JSON pointer (RFC 6901) of what can't be read, with known names only; empty for the whole text} */
    public String pointer() {
        return pointer;
    }

    /** {@return whether a newer release seems to have written it: in a newer form, or with an unknown word} */
    public boolean writtenByNewer() {
        return newer;
    }
}
