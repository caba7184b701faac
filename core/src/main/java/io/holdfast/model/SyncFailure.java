package io.holdfast.model;

import io.holdfast.internal.Text;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * One failure of a run, told for a person. Holds no personal data and no secret. Who acts if waiting does not help is
 * its {@link FailureKind#who()}.
 *
 * @param kind why, told by what helps
 * @param reference a short text to quote to support; the log line of this failure holds it too
 * @param providerRequest the provider's own id of the request that failed, where it told one; for its support
 * @param message what was expected, what was found and what to do, in one sentence; at its end the reference and the
 *     provider's request, to quote to support
 * @param at when it happened
 */
public record SyncFailure(
        FailureKind kind, String reference, Optional<String> providerRequest, String message, Instant at) {
    /**
     * {@return a reference: {@code HF-} and thirteen letters and digits, the same for the same seed}
     *
     * @param seed the seed of the link that the failure is about
     */
    public static String reference(long seed) {
        String digits = Long.toUnsignedString(seed ^ (seed >>> 29), 32).toUpperCase(Locale.ROOT);
        return "HF-" + "0".repeat(13 - digits.length()) + digits;
    }

    /**
     * {@return a failure that no answer of the provider was behind}
     *
     * @param kind why
     * @param reference what to quote to support
     * @param sentence what was expected, what was found and what to do; without personal data
     * @param at when
     */
    public static SyncFailure of(FailureKind kind, String reference, String sentence, Instant at) {
        return new SyncFailure(
                kind, reference, Optional.empty(), Text.escaped(sentence + " (reference " + reference + ")"), at);
    }

    /**
     * {@return a failure that the provider has an id for}
     *
     * @param kind why
     * @param reference what to quote to support
     * @param providerRequest the provider's own id of the request
     * @param sentence what was expected, what was found and what to do; without personal data
     * @param at when
     */
    public static SyncFailure of(
            FailureKind kind, String reference, String providerRequest, String sentence, Instant at) {
        String message = sentence + " (reference " + reference + ", provider's request " + providerRequest + ")";
        return new SyncFailure(kind, reference, Optional.of(providerRequest), Text.escaped(message), at);
    }

    /**
     * {@return this failure, told as the last stumble of a larger one; what is quoted to support stays}
     *
     * @param larger why it is told anew
     * @param introduction what goes before its own words
     */
    public SyncFailure retold(FailureKind larger, String introduction) {
        return new SyncFailure(larger, reference(), providerRequest(), introduction + message(), at());
    }
}
