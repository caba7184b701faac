package io.holdfast.model;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A copy of a throwable that may be shown: its classes and places and those of what was thrown besides, without the messages. Those of hosts, drivers and
 * parsers may quote a person or a secret; our own exceptions promise not to, so they keep theirs.
 */
public final class SanitizedThrowable extends Exception {
    private static final long serialVersionUID = 1L;
    private static final int DEEPEST = 10;
    /** Of what was thrown besides; it has causes of its own, but few. */
    private static final int MOST_BESIDES = 3;

    private SanitizedThrowable(String message, @Nullable Throwable cause) {
        super(message, cause, true, true);
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
        if (deep > 0) {
            Arrays.stream(thrown.getSuppressed())
                    .limit(MOST_BESIDES)
                    .forEach(besides -> copy.addSuppressed(copyOf(besides, Math.min(deep - 1, 2))));
        }
        return copy;
    }
}
