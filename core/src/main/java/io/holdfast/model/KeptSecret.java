package io.holdfast.model;

import java.time.Instant;
import java.util.Optional;
import org.immutables.value.Value;

/**
 * The secret of a credential that was severed by a verdict, kept for a while: the provider may have refused it by mistake, and then
 * nobody has to authorise anew. Nothing is asked with it but who we are.
 */
@Value.Immutable
public interface KeptSecret {
    /** {@return the secret slot where it lies} */
    SecretRef slot();

    /** {@return the refresh that was under way when it was severed: its owner may fill that claim's secret slot yet; empty if none was} */
    Optional<RefreshClaim> claim();

    /** {@return when it is to be forgotten} */
    Instant until();

    /** {@return when the provider is asked about it next} */
    Instant askAt();

    /** {@return since when the provider accepts it again; empty while it does not} */
    Optional<Instant> acceptedAt();

    /**
     * {@return whether a secret slot is one that this names}
     *
     * @param ref which one
     */
    default boolean names(SecretRef ref) {
        return slot().equals(ref)
                || claim().map(RefreshClaim::next).filter(ref::equals).isPresent();
    }

    /** {@return a builder} */
    static Builder builder() {
        return new Builder();
    }

    /** {@return a builder that holds all parts of this} */
    default Builder toBuilder() {
        return builder().from(this);
    }

    /** Builds a {@link KeptSecret}. */
    final class Builder extends ImmutableKeptSecret.Builder {
        Builder() {}
    }
}
