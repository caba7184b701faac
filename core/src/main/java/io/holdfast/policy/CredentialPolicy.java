package io.holdfast.policy;

import io.holdfast.internal.Preconditions;
import java.time.Duration;
import org.immutables.value.Value;

/** How credentials are refreshed and verified. */
@Value.Immutable
public interface CredentialPolicy {
    /** {@return how long before its end a credential is refreshed, but never before half of its time; default 5 min} */
    @Value.Default
    default Duration refreshAhead() {
        return Duration.ofMinutes(5);
    }

    /** {@return how long a claim on a refresh, or on a verification, holds; default 60 s} */
    @Value.Default
    default Duration claim() {
        return Duration.ofSeconds(60);
    }

    /**
     * {@return how long a node must have seen somebody else's claim unchanged, by its own running clock, before it takes it over;
     * no shorter than the claim, so that its owner asks no more by then; default 60 s}
     */
    @Value.Default
    default Duration claimWatch() {
        return Duration.ofSeconds(60);
    }

    /**
     * {@return how long a connector's request may take; with less left of a claim the provider is not asked; default 35 s,
     * a little more than the deadline of our connectors}
     */
    @Value.Default
    default Duration requestTimeout() {
        return Duration.ofSeconds(35);
    }

    /** {@return how long a node must have known of the first refusal of the identity before a second one severs; default 1 min} */
    @Value.Default
    default Duration secondRefusal() {
        return Duration.ofMinutes(1);
    }

    /** {@return the waits after a verification: 1 min, doubling up to 10 min} */
    @Value.Default
    default BackOff verificationBackOff() {
        return BackOff.builder()
                .first(Duration.ofMinutes(1))
                .cap(Duration.ofMinutes(10))
                .build();
    }

    /** {@return the waits after a refresh that failed, and after a fan-out that left links out: 1 min up to 30 min} */
    @Value.Default
    default BackOff refreshes() {
        return BackOff.builder()
                .first(Duration.ofMinutes(1))
                .cap(Duration.ofMinutes(30))
                .build();
    }

    /** {@return how long before its end a credential that can't be refreshed shows as expiring; default 7 days} */
    @Value.Default
    default Duration warnAhead() {
        return Duration.ofDays(7);
    }

    /** {@return the longest that a question about a credential may have to wait from now, unless the provider asked for more} */
    default Duration longestWait() {
        return Margins.longest(
                secondRefusal(), refreshes().cap(), verificationBackOff().cap(), claim().plus(claimWatch()));
    }

    /** {@return a builder; what is left out keeps its default} */
    static Builder builder() {
        return new Builder();
    }

    /** Builds a {@link CredentialPolicy}. */
    final class Builder extends ImmutableCredentialPolicy.Builder {
        Builder() {}
    }

    /** Refuses intervals of nothing, and a claim that a request may outlast. */
    @Value.Check
    default void check() {
        Margins.positive("the time of refresh before the end", refreshAhead());
        Margins.positive("the request's time-out", requestTimeout());
        Preconditions.that(
                claim().compareTo(requestTimeout()) > 0,
                "expected the claim on a refresh to be longer than the request's time-out (" + requestTimeout()
                        + ") but found " + claim());
        Margins.atLeast("the watch of a claim", claimWatch(), "the claim", claim());
        Margins.positive("the wait for the second refusal", secondRefusal());
        Margins.positive("the time of warning before the end", warnAhead());
    }
}
