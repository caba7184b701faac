package io.holdfast.port;

import io.holdfast.model.FailureKind;
import io.holdfast.model.SyncException;
import java.time.Duration;
import java.util.Optional;

/**
 * The provider did not answer as asked. The kind says what that means if the credential is good; {@link
 * #suspectsCredential()} says that it may not be. Holds no personal data and no secret.
 */
public final class ProviderException extends SyncException {
    private static final long serialVersionUID = 1L;

    /** What the failure means if the credential is good. */
    private final FailureKind kind;

    private final transient Optional<Duration> retryAfter;
    /** Whether a dead credential may have caused it. */
    private final boolean suspectsCredential;

    private ProviderException(FailureKind kind, String message, Optional<Duration> retryAfter, boolean suspects) {
        super(message);
        this.kind = kind;
        this.retryAfter = retryAfter;
        this.suspectsCredential = suspects;
    }

    /**
     * Tells of a failed call.
     *
     * @param kind what it means if the credential is good
     * @param message what was expected, what was found, which id, and what to do
     * @return the exception
     */
    public static ProviderException of(FailureKind kind, String message) {
        return new ProviderException(kind, message, Optional.empty(), false);
    }

    /**
     * Tells that the provider asked to wait.
     *
     * @param retryAfter how long at least
     * @param message who asked, and for what call
     * @return the exception
     */
    public static ProviderException rateLimited(Duration retryAfter, String message) {
        return new ProviderException(FailureKind.RATE_LIMITED, message, Optional.of(retryAfter), false);
    }

    /** {@return this failure, told as one that a dead credential may have caused} */
    public ProviderException suspectingCredential() {
        ProviderException suspecting = new ProviderException(kind, getMessage(), retryAfter, true);
        return getCause() == null ? suspecting : suspecting.because(getCause());
    }

    /**
     * Adds what broke.
     *
     * @param cause what broke
     * @return this exception
     */
    public ProviderException because(Throwable cause) {
        initCause(cause);
        return this;
    }

    /** {@return what the failure means if the credential is good} */
    public FailureKind kind() {
        return kind;
    }

    /** {@return how long the provider asked to wait} */
    public Optional<Duration> retryAfter() {
        return retryAfter;
    }

    /** {@return whether a dead credential may have caused it; on {@code identify}: whether the credential is refused} */
    public boolean suspectsCredential() {
        return suspectsCredential;
    }
}
