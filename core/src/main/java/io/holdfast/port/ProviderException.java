package io.holdfast.port;

import io.holdfast.model.FailureKind;
import io.holdfast.model.SyncException;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The provider did not answer as asked. The kind says what that means if the credential is good; {@link
 * #suspectsCredential()} says that it may not be. Holds no personal data and no secret.
 */
public final class ProviderException extends SyncException {
    private static final long serialVersionUID = 1L;

    /** What the failure means if the credential is good. */
    private final FailureKind kind;

    private static final Pattern REQUEST_ID = Pattern.compile("[A-Za-z0-9_.:=/+~-]{1,64}");

    private final transient Optional<Duration> retryAfter;
    private final transient Optional<String> request;
    /** Whether a dead credential may have caused it. */
    private final boolean suspectsCredential;

    private ProviderException(
            FailureKind kind,
            String message,
            Optional<Duration> retryAfter,
            Optional<String> request,
            boolean suspects) {
        super(message);
        this.kind = kind;
        this.retryAfter = retryAfter;
        this.request = request;
        this.suspectsCredential = suspects;
    }

    /**
     * {@return the exception that tells of a failed call}
     *
     * @param kind what it means if the credential is good
     * @param message what was expected, what was found, which id, and what to do
     */
    public static ProviderException of(FailureKind kind, String message) {
        return new ProviderException(kind, message, Optional.empty(), Optional.empty(), false);
    }

    /**
     * {@return the exception that tells that the provider asked to wait}
     *
     * @param retryAfter how long at least
     * @param message who asked, and for what call
     */
    public static ProviderException rateLimited(Duration retryAfter, String message) {
        return new ProviderException(
                FailureKind.RATE_LIMITED, message, Optional.of(retryAfter), Optional.empty(), false);
    }

    /** {@return this failure, told as one that a dead credential may have caused} */
    public ProviderException suspectingCredential() {
        return copy(request, true);
    }

    /**
     * {@return this failure with the provider's own name of the request, for whoever asks its support}
     *
     * @param id what the provider called it; anything but 1 to 64 characters of an identifier is dropped, because it
     *     comes from outside and goes into logs
     */
    public ProviderException ofRequest(String id) {
        return copy(Optional.of(id).filter(REQUEST_ID.asMatchPredicate()), suspectsCredential);
    }

    private ProviderException copy(Optional<String> ofRequest, boolean suspects) {
        ProviderException copy = new ProviderException(kind, getMessage(), retryAfter, ofRequest, suspects);
        return getCause() == null ? copy : copy.because(getCause());
    }

    /**
     * {@return this exception, with what broke as its cause}
     *
     * @param cause what broke; kept without its words, which may quote what the provider sent
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

    /** {@return what the provider calls the request that failed} */
    public Optional<String> request() {
        return request;
    }

    /** {@return whether a dead credential may have caused it; on {@code identify}: whether the credential is refused} */
    public boolean suspectsCredential() {
        return suspectsCredential;
    }
}
