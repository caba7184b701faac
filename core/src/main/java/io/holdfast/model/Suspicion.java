package io.holdfast.model;

import java.time.Instant;
import java.util.Optional;
import org.immutables.value.Value;

/**
 * A suspicion against the credential version that is valid, until the provider has answered who we are. One question is asked at a
 * time: {@link #askAt()} is the end of the question that is on, or the time of the next.
 */
@Value.Immutable
public interface Suspicion {
    /** {@return since when} */
    Instant since();

    /** {@return nobody asks before} */
    Instant askAt();

    /** {@return whether a question is on, so that its answer is waited for until then} */
    boolean beingAsked();

    /** {@return when the provider first refused to say who we are, or there was nothing to ask with; empty if neither} */
    Optional<Instant> refusedAt();

    /** {@return how many times in a row it was refused, the first included; 0 before the first} */
    int refusals();

    /**
     * {@return when first refusals of several accounts of the provider, this one's among them, were last seen close together, so that it
     * is more likely the provider's trouble than this account's; empty if they never were}
     */
    Optional<Instant> troubleSeenAt();

    /** {@return whether that first refusal was an empty secret slot, which no refusal of the provider confirms, nor it one} */
    boolean slotEmpty();

    /** {@return how many questions in a row were inconclusive} */
    int unanswered();

    /** {@return a builder} */
    static Builder builder() {
        return new Builder();
    }

    /** {@return a builder that holds all parts of this} */
    default Builder toBuilder() {
        return builder().from(this);
    }

    /** Builds a {@link Suspicion}. */
    final class Builder extends ImmutableSuspicion.Builder {
        Builder() {
            beingAsked(false).refusals(0).slotEmpty(false).unanswered(0);
        }
    }
}
