package io.holdfast.port;

import io.holdfast.model.SyncException;

/** A stored text can't be read. The message says where and what to do; no text of a person is in it. */
public final class StoredFormException extends SyncException {
    private static final long serialVersionUID = 1L;

    /** The line, from 1. */
    private final int line;

    /** The name on it. */
    private final String name;

    private StoredFormException(int line, String name, String message) {
        super(message);
        this.line = line;
        this.name = name;
    }

    static StoredFormException at(int line, String name, String expected, String found, String advice) {
        String where = name.isEmpty() ? "line " + line : "line " + line + ", " + name;
        return new StoredFormException(
                line, name, where + ": expected " + expected + " but found " + found + "; " + advice);
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
}
