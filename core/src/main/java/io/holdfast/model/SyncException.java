package io.holdfast.model;

import io.holdfast.internal.Text;
import org.jspecify.annotations.Nullable;

/**
 * The outside failed, or was asked for what is not there. The message names the id and what to do; no secret is in it, and
 * it is one line whatever the id holds. What broke is kept as a {@link SanitizedThrowable} copy, so whoever logs one shows no more.
 */
public abstract class SyncException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** What was expected, what was found, which id, and what to do. */
    private final String message;

    /**
     * For the exceptions of this library.
     *
     * @param message what was expected, what was found, which id, and what to do
     */
    protected SyncException(String message) {
        super(Text.escaped(message));
        this.message = Text.escaped(message);
    }

    /**
     * For the exceptions of this library.
     *
     * @param message what was expected, what was found, which id, and what to do
     * @param cause what broke; kept without its words
     */
    protected SyncException(String message, Throwable cause) {
        super(Text.escaped(message), SanitizedThrowable.copyOf(cause));
        this.message = Text.escaped(message);
    }

    /** {@return what was expected, what was found, which id, and what to do} */
    @Override
    public String getMessage() {
        return message;
    }

    /**
     * Adds what broke, without its words.
     *
     * @param cause what broke
     * @return this exception
     */
    @Override
    public final synchronized Throwable initCause(@Nullable Throwable cause) {
        return super.initCause(cause == null ? null : SanitizedThrowable.copyOf(cause));
    }
}
