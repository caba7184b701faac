package io.holdfast.port;

import io.holdfast.model.SyncException;

/** A stored text can't be read. The message says where and what to do; no text of a person is in it. */
public final class StoredFormException extends SyncException {
    private static final long serialVersionUID = 1L;

    /** The line, from 1. */
    private final int line;

    /** The name on it. */
    private final String name;

    /** Whether a newer release seems to have written it. */
    private final boolean newer;

    private StoredFormException(int line, String name, boolean newer, String message) {
        super(message);
        this.line = line;
        this.name = name;
        this.newer = newer;
    }

    static StoredFormException corrupt(int line, String name, String expected, String found) {
        return of(line, name, false, expected, found, "restore the text from a backup");
    }

    static StoredFormException newer(int line, String name, String expected, String found) {
        return of(
                line,
                name,
                true,
                expected,
                found,
                "a newer release seems to have written it, so read it with that one");
    }

    private static StoredFormException of(
            int line, String name, boolean newer, String expected, String found, String advice) {
        String where = name.isEmpty() ? "line " + line : "line " + line + ", " + name;
        return new StoredFormException(
                line, name, newer, where + ": expected " + expected + " but found " + found + "; " + advice);
    }

    /** {@return this failure, told of what the text is about} */
    StoredFormException about(String subject) {
        StoredFormException told = new StoredFormException(line, name, newer, subject + ", " + getMessage());
        return getCause() == null ? told : told.because(getCause());
    }

    StoredFormException because(Throwable cause) {
        initCause(cause);
        return this;
    }

    /** {@return the line, from 1; the one after the last where a name is missing} */
    public int line() {
        return line;
    }

    /** {@return the name on it, or of the part whose values don't go together; empty where there is none} */
    public String name() {
        return name;
    }

    /** {@return whether a newer release seems to have written it: of a newer form, or with a word that is not known here} */
    public boolean writtenByNewer() {
        return newer;
    }
}
