package io.holdfast.model;

import org.jspecify.annotations.Nullable;

/**
 * A copy of a throwable that may be shown: its classes and places, without the messages. Those of hosts, drivers and
 * parsers may quote a person or a secret; our own exceptions promise not to, so they keep theirs.
 */
public final class SanitizedThrowable extends Exception {
    private static final long serialVersionUID = 1L;
    private static final int DEEPEST = 10;

    private SanitizedThrowable(String message, @Nullable Throwable cause) {
        super(message, cause, false, true);
    }

    /**
     * {@return the classes and places of a throwable and its causes; itself if it is such a copy}
     *
     * @param thrown anything that was thrown
     */
    public static SanitizedThrowable copyOf(Throwable thrown) {
        return copyOf(thrown, DEEPEST);
    }

    private static SanitizedThrowable copyOf(Throwable thrown, int deep) {
        if (thrown instanceof SanitizedThrowable copied) {
            return copied;
        }
        String told = thrown instanceof SyncException ours ? ": " + ours.getMessage() : "";
        Throwable cause = thrown.getCause();
        SanitizedThrowable copy = new SanitizedThrowable(
                thrown.getClass().getName() + told, cause == null || deep == 0 ? null : copyOf(cause, deep - 1));
        copy.setStackTrace(thrown.getStackTrace());
        return copy;
    }
}
