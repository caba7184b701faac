package io.holdfast.model;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.immutables.value.Value;

/**
 * One failure of a run, told for a person. Holds no personal data and no secret. Who acts if waiting does not help is its
 * {@link FailureKind#who()}.
 */
@Value.Immutable
public interface SyncFailure {
    /** {@return why, told by what helps} */
    @Value.Parameter
    FailureKind kind();

    /** {@return a short text to quote to support; the log line of this failure holds it too} */
    @Value.Parameter
    String reference();

    /** {@return the provider's own id of the request that failed, where it told one; for its support} */
    @Value.Parameter
    Optional<String> providerRequest();

    /**
     * {@return what was expected, what was found and what to do, in one sentence; at its end the reference and the
     * provider's request, to quote to support}
     */
    @Value.Parameter
    String message();

    /** {@return when it happened} */
    @Value.Parameter
    Instant at();

    /**
     * Makes a reference.
     *
     * @param seed the seed of the link that the failure is about
     * @return {@code HF-} and thirteen letters and digits, the same for the same seed
     */
    static String reference(long seed) {
        String digits = Long.toUnsignedString(seed ^ (seed >>> 29), 32).toUpperCase(Locale.ROOT);
        return "HF-" + "0".repeat(13 - digits.length()) + digits;
    }

    /**
     * Tells a failure that no answer of the provider was behind.
     *
     * @param kind why
     * @param reference what to quote to support
     * @param sentence what was expected, what was found and what to do; without personal data
     * @param at when
     * @return the failure
     */
    static SyncFailure of(FailureKind kind, String reference, String sentence, Instant at) {
        return of(kind, reference, Optional.empty(), sentence, at);
    }

    /**
     * Tells a failure.
     *
     * @param kind why
     * @param reference what to quote to support
     * @param providerRequest the provider's own id of the request
     * @param sentence what was expected, what was found and what to do; without personal data
     * @param at when
     * @return the failure
     */
    static SyncFailure of(
            FailureKind kind, String reference, Optional<String> providerRequest, String sentence, Instant at) {
        String request = providerRequest.map(id -> ", provider's request " + id).orElse("");
        return ImmutableSyncFailure.of(
                kind,
                reference,
                providerRequest,
                Text.shown(sentence + " (reference " + reference + request + ")"),
                at);
    }

    /**
     * Gives back what a store kept.
     *
     * @param kind why
     * @param reference what to quote to support
     * @param providerRequest the provider's own id of the request
     * @param message the whole message, the reference at its end included
     * @param at when
     * @return the failure
     */
    static SyncFailure stored(
            FailureKind kind, String reference, Optional<String> providerRequest, String message, Instant at) {
        return ImmutableSyncFailure.of(kind, reference, providerRequest, message, at);
    }

    /**
     * Tells this failure as the last stumble of a larger one; what is quoted to support stays.
     *
     * @param larger why it is told anew
     * @param introduction what goes before its own words
     * @return the larger failure
     */
    default SyncFailure retold(FailureKind larger, String introduction) {
        return ImmutableSyncFailure.of(larger, reference(), providerRequest(), introduction + message(), at());
    }
}
