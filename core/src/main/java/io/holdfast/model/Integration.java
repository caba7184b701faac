package io.holdfast.model;

import io.holdfast.internal.Preconditions;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.immutables.value.Value;

/**
 * One account of a provider, authorised for a workspace. It holds no secret, only the name of the secret slot where one lies.
 * Like a link it is its own to-do list: {@link #due()} says when something is due on it.
 */
@Value.Immutable
public interface Integration {
    /** Whether its credential counts. */
    enum Status {
        /** The credential works as far as anybody knows. Left by severance. */
        CONNECTED,
        /** The authorisation is severed. Left by connecting the same account again. */
        DISCONNECTED
    }

    /** {@return its id} */
    IntegrationId id();

    /** {@return whose it is} */
    WorkspaceId workspace();

    /** {@return at which provider} */
    ProviderId provider();

    /** {@return who it is there} */
    Account account();

    /** {@return whether its credential counts} */
    Status status();

    /** {@return the unbroken authorisation that holds now, from 1; grows when a severed one is authorised again} */
    long connection();

    /** {@return grows with each new credential, from 1} */
    long credentialVersion();

    /** {@return the secret slot of the credential that is valid; empty if none does} */
    Optional<SecretRef> credential();

    /** {@return when this connection was made} */
    Instant connectedAt();

    /** {@return when its credential ends by itself; empty if it does not, or nobody told; for a host that warns} */
    Optional<Instant> expiresAt();

    /** {@return why and when it was severed; empty while it is connected} */
    Optional<Severance> severance();

    /** {@return when its credential is refreshed next; empty if it can't be} */
    Optional<Instant> refreshAt();

    /** {@return who refreshes its credential now} */
    Optional<RefreshClaim> claim();

    /** {@return refreshes that failed} */
    Optional<RefreshFailure> refreshFailure();

    /** {@return the suspicion against its credential that is being verified} */
    Optional<Suspicion> suspicion();

    /** {@return the last time that the provider confirmed its credential} */
    Optional<Verification> verification();

    /** {@return how far links of a severed connection have been told; empty if all have} */
    Optional<FanOut> fanOut();

    /** {@return until when the provider wants nothing to be asked of it} */
    Optional<Instant> rateLimitedUntil();

    /** {@return secret slots that no longer count and are to be forgotten} */
    Optional<OrphanedSecrets> orphanedSecrets();

    /** {@return what a newer release stored beside all this} */
    UnknownFields unknownFields();

    /** {@return grows by one with each write, from 1} */
    long version();

    /** {@return whether its credential counts} */
    default boolean isConnected() {
        return status() == Status.CONNECTED;
    }

    /**
     * Tells whether a connection is no longer valid, whether or not the links bound to it have been told.
     *
     * @param number which one
     * @return whether it is severed
     */
    default boolean isSevered(long number) {
        return !isConnected() || number < connection();
    }

    /**
     * {@return when something is due on it: a fan-out to go on with, a question to ask, a credential to refresh, a secret slot to forget;
     * nothing is asked of a provider that wants to be left alone}
     */
    default Optional<Instant> due() {
        Optional<Instant> credential = suspicion()
                .map(Suspicion::askAt)
                .or(this::nextRefresh)
                .map(at -> rateLimitedUntil().filter(at::isBefore).orElse(at));
        return Stream.of(fanOut().map(FanOut::due), orphanedSecrets().map(OrphanedSecrets::due), credential)
                .flatMap(Optional::stream)
                .min(Instant::compareTo);
    }

    /**
     * Tells whether the provider wants to be left alone.
     *
     * @param now at this instant
     * @return whether nothing may be asked of it
     */
    default boolean isRateLimited(Instant now) {
        return rateLimitedUntil().filter(until -> until.isAfter(now)).isPresent();
    }

    /**
     * Tells whether its credential has ended by itself.
     *
     * @param now at this instant
     * @return whether its end has passed
     */
    default boolean isOver(Instant now) {
        return expiresAt().filter(end -> !end.isAfter(now)).isPresent();
    }

    /** {@return whether the provider refused this application itself when the credential was to be refreshed} */
    default boolean isMisconfigured() {
        return hasRefreshFailure(RefreshFailure.Kind.MISCONFIGURED);
    }

    /**
     * Tells whether the last refresh failed in some way.
     *
     * @param how in which way
     * @return whether it did
     */
    default boolean hasRefreshFailure(RefreshFailure.Kind how) {
        return refreshFailure().filter(incident -> incident.kind() == how).isPresent();
    }

    /**
     * Tells whether somebody refreshes its credential.
     *
     * @param now at this instant
     * @return whether there is a claim on that which has not run out
     */
    default boolean isClaimed(Instant now) {
        return claim().filter(claim -> claim.lease().until().isAfter(now)).isPresent();
    }

    /** {@return when a refresh may be tried next: not before its time, nor while somebody else is at it} */
    default Optional<Instant> nextRefresh() {
        Optional<Instant> claimed = claim().map(claim -> claim.lease().until());
        return refreshAt().map(at -> claimed.filter(at::isBefore).orElse(at));
    }

    /** {@return a number that depends on id and version alone: spreads the waits of integrations that failed together} */
    default long seed() {
        return Seed.of(id().value(), version());
    }

    /** {@return a builder} */
    static Builder builder() {
        return new Builder();
    }

    /** {@return a builder that holds all parts of this} */
    default Builder toBuilder() {
        return builder().from(this);
    }

    /** Builds an {@link Integration}. */
    final class Builder extends ImmutableIntegration.Builder {
        Builder() {
            unknownFields(UnknownFields.NOTHING);
        }
    }

    /** Refuses numbers below 1, and a connection without a credential. */
    @Value.Check
    default void check() {
        Preconditions.atLeastOne("a connection number", connection());
        Preconditions.atLeastOne("a credential version", credentialVersion());
        Preconditions.atLeastOne("a version", version());
        Preconditions.that(
                !isConnected() || credential().isPresent(),
                "expected a credential of the connected integration " + id().value() + " but found none");
        Preconditions.that(
                isConnected()
                        || (claim().isEmpty()
                                && suspicion().isEmpty()
                                && refreshAt().isEmpty()),
                "expected nothing to be asked with the severed integration " + id().value() + " but found something");
    }
}
