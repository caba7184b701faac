package io.holdfast.model;

import java.time.Instant;
import java.util.Locale;
import org.immutables.value.Value;

/** One failure of a run, told for a person. Holds no personal data and no secret. */
@Value.Immutable
public interface SyncFailure {
    /** {@return why, told by what helps} */
    @Value.Parameter
    FailureKind kind();

    /** {@return a short text to quote to support; the log line of this failure holds it too} */
    @Value.Parameter
    String reference();

    /** {@return what was expected, what was found and what to do, in one or two sentences} */
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
     * Tells a failure.
     *
     * @param kind why
     * @param reference what to quote to support
     * @param message one or two sentences without personal data
     * @param at when
     * @return the failure
     */
    static SyncFailure of(FailureKind kind, String reference, String message, Instant at) {
        return ImmutableSyncFailure.of(kind, reference, message, at);
    }
}
