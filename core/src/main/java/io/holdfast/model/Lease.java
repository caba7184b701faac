package io.holdfast.model;

import java.time.Instant;
import org.immutables.value.Value;

/** A claim on a run that ends by itself unless renewed. */
@Value.Immutable
public interface Lease {
    /** {@return a token of this very claim; each claim has a fresh one} */
    @Value.Parameter
    String owner();

    /** {@return when it ends} */
    @Value.Parameter
    Instant until();

    /**
     * Grants a lease.
     *
     * @param owner a fresh token of the claim
     * @param until when it ends
     * @return the lease
     */
    static Lease of(String owner, Instant until) {
        return ImmutableLease.of(owner, until);
    }
}
