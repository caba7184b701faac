package io.holdfast.recovery;

import io.holdfast.model.SyncFailure;
import io.holdfast.model.SyncStatus;
import java.time.Instant;
import java.util.Optional;
import org.immutables.value.Value;

/** How a link is at one moment: the word, why, what happens next and when, and what helps. Holds no personal data. */
@Value.Immutable
public interface Explanation {
    /** {@return the word a person sees; a severed connection shows at once, before the link itself was told} */
    SyncStatus status();

    /** {@return whether data flows but nothing was proven within the promised bound} */
    boolean delayed();

    /** {@return why it is so} */
    String reason();

    /** {@return the failure behind it: of the open incident, or of the attempt that is being retried} */
    Optional<SyncFailure> failure();

    /** {@return what helps, and who does it} */
    RecoveryAdvice advice();

    /** {@return when the engine acts next by itself} */
    Optional<Instant> nextStepAt();

    /** {@return a builder} */
    static Builder builder() {
        return new Builder();
    }

    /** Builds an {@link Explanation}. */
    final class Builder extends ImmutableExplanation.Builder {
        Builder() {}
    }
}
