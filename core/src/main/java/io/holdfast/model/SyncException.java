package io.holdfast.model;

/** The outside failed, or was asked for what is not there. The message names the id and what to do; no secret is in it. */
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
        super(message);
        this.message = message;
    }

    /**
     * For the exceptions of this library.
     *
     * @param message what was expected, what was found, which id, and what to do
     * @param cause what broke
     */
    protected SyncException(String message, Throwable cause) {
        super(message, cause);
        this.message = message;
    }

    /** {@return what was expected, what was found, which id, and what to do} */
    @Override
    public String getMessage() {
        return message;
    }
}
