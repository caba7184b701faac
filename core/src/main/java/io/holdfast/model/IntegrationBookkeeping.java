package io.holdfast.model;

import io.holdfast.internal.Preconditions;
import java.time.Instant;
import java.util.Optional;
import org.immutables.value.Value;

/** What the engine remembers on an {@link Integration} for itself, about its credential above all; a page needs none of it. */
@Value.Immutable
public interface IntegrationBookkeeping {
    /** {@return grows with each new credential, from 1} */
    long credentialVersion();

    /** {@return the secret slot of the credential that is valid; empty if none is} */
    Optional<SecretRef> credential();

    /** {@return when the credential is refreshed next; empty if it can't be} */
    Optional<Instant> refreshAt();

    /** {@return who refreshes the credential now} */
    Optional<RefreshClaim> claim();

    /** {@return refreshes that failed} */
    Optional<RefreshFailure> refreshFailure();

    /** {@return the suspicion against the credential that is being verified} */
    Optional<Suspicion> suspicion();

    /** {@return the last time that the provider confirmed the credential} */
    Optional<Verification> verification();

    /**
     * {@return when the provider last accepted its credential, by whatever it answered; the epoch if nobody saw that. What lists the
     * attendees proves it too, but is written down each few minutes only}
     */
    Instant provenAt();

    /** {@return when a page of one of its links was last read, written down each few minutes only; the epoch if none was} */
    Instant readAt();

    /** {@return when a link of it was last tried again unasked while no page came; the epoch if none was} */
    Instant triedAt();

    /** {@return how far links of a severed connection have been told; empty if all have} */
    Optional<FanOut> fanOut();

    /** {@return until when the provider wants nothing to be asked of it} */
    Optional<Instant> rateLimitedUntil();

    /** {@return how many times in a row the provider limited the rate, since it last answered} */
    int rateLimits();

    /** {@return secret slots that are no longer valid and are to be forgotten} */
    Optional<OrphanedSecrets> orphanedSecrets();

    /** {@return secret slots that are about to be filled, for a credential that is to come} */
    Optional<AwaitedSecrets> awaitedSecrets();

    /** {@return the secret of a credential that was severed by a verdict; empty while it is connected, and once its time is over} */
    Optional<KeptSecret> keptSecret();

    /** {@return the way on which deliveries of the provider come in; empty if none was opened} */
    Optional<WebhookRoute> route();

    /** {@return when the latest write was decided, by the clock of the node that decided it; the epoch if it did not say} */
    Instant decidedAt();

    /** {@return what a newer release stored in the integration beside all that this release knows} */
    UnknownFields unknownFields();

    /**
     * {@return whether the provider wants to be left alone, so that nothing may be asked of it}
     *
     * @param now at this instant
     */
    default boolean isRateLimited(Instant now) {
        return rateLimitedUntil().filter(until -> until.isAfter(now)).isPresent();
    }

    /**
     * {@return whether the last refresh failed in some way}
     *
     * @param how in which way
     */
    default boolean hasRefreshFailure(RefreshFailure.Kind how) {
        return refreshFailure().filter(failure -> failure.kind() == how).isPresent();
    }

    /** {@return when a refresh may be tried next: not before its time, nor while somebody else is at it} */
    default Optional<Instant> nextRefresh() {
        Optional<Instant> claimed = claim().map(claim -> claim.lease().until());
        return refreshAt().map(at -> claimed.filter(at::isBefore).orElse(at));
    }

    /** {@return a builder} */
    static Builder builder() {
        return new Builder();
    }

    /** {@return a builder that holds all parts of this} */
    default Builder toBuilder() {
        return builder().from(this);
    }

    /** Builds an {@link IntegrationBookkeeping}. */
    final class Builder extends ImmutableIntegrationBookkeeping.Builder {
        Builder() {
            rateLimits(0)
                    .unknownFields(UnknownFields.NOTHING)
                    .provenAt(Instant.EPOCH)
                    .readAt(Instant.EPOCH)
                    .triedAt(Instant.EPOCH)
                    .decidedAt(Instant.EPOCH);
        }
    }

    /** Refuses a credential version below 1. */
    @Value.Check
    default void check() {
        Preconditions.atLeastOne("a credential version", credentialVersion());
    }
}
