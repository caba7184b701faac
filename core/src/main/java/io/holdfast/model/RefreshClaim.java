package io.holdfast.model;

import java.time.Instant;
import java.util.Optional;
import org.immutables.value.Value;

/**
 * One node's claim on the refresh of a credential. It names the secret slot that will be filled before the provider is asked,
 * so that a successor finds what a node that died had received.
 */
@Value.Immutable
public interface RefreshClaim {
    /** {@return who holds it, and until when; after that it may be taken over} */
    Lease lease();

    /** {@return where the new secret will lie; stays the same when the claim is taken over} */
    SecretRef next();

    /** {@return whether it was taken over, so that an earlier owner may have asked the provider as well} */
    boolean takenOver();

    /** {@return when the provider refused a claim that was taken over; final if the secret slot is still empty later} */
    Optional<Instant> refusedAt();

    /** {@return a builder} */
    static Builder builder() {
        return new Builder();
    }

    /** {@return a builder that holds all parts of this} */
    default Builder toBuilder() {
        return builder().from(this);
    }

    /** Builds a {@link RefreshClaim}. */
    final class Builder extends ImmutableRefreshClaim.Builder {
        Builder() {}
    }
}
