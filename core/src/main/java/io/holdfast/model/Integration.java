package io.holdfast.model;

import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.immutables.value.Value;

/**
 * One account of a provider, authorised for a workspace. It holds no secret, only the name of the drawer where one lies.
 * Like a link it is its own to-do list: {@link #due()} says when somebody must look.
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

    /** {@return the drawer of the credential that counts; empty if none does} */
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
    Optional<RefreshTrouble> refreshTrouble();

    /** {@return the doubt about its credential that is being settled} */
    Optional<Suspicion> suspicion();

    /** {@return the provider's last word that its credential counts} */
    Optional<Vouch> vouch();

    /** {@return how far links of a severed connection have been told; empty if all have} */
    Optional<FanOut> fanOut();

    /** {@return until when the provider wants nothing to be asked of it} */
    Optional<Instant> quietUntil();

    /** {@return what a newer release stored beside all this} */
    Unread unread();

    /** {@return grows by one with each write, from 1} */
    long version();

    /** {@return whether its credential counts} */
    default boolean isConnected() {
        return status() == Status.CONNECTED;
    }

    /**
     * Tells whether a connection no longer counts, whether or not the links bound to it have been told.
     *
     * @param number which one
     * @return whether it is severed
     */
    default boolean isSevered(long number) {
        return !isConnected() || number < connection();
    }

    /** {@return when somebody must look: a fan-out to go on with, a question to ask, a credential to refresh} */
    default Optional<Instant> due() {
        Optional<Instant> credential = suspicion().map(Suspicion::askAt).or(this::nextRefresh);
        return Stream.of(fanOut().map(FanOut::due), credential)
                .flatMap(Optional::stream)
                .min(Instant::compareTo);
    }

    private Optional<Instant> nextRefresh() {
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

    /** Builds an {@link Integration}. */
    final class Builder extends ImmutableIntegration.Builder {
        Builder() {
            unread(Unread.NOTHING);
        }
    }

    /** Refuses numbers below 1, and a connection without a credential. */
    @Value.Check
    default void check() {
        Expect.atLeastOne("a connection number", connection());
        Expect.atLeastOne("a credential version", credentialVersion());
        Expect.atLeastOne("a version", version());
        Expect.that(
                !isConnected() || credential().isPresent(),
                "expected a credential of the connected integration " + id().value() + " but found none");
        Expect.that(
                isConnected()
                        || (claim().isEmpty()
                                && suspicion().isEmpty()
                                && refreshAt().isEmpty()),
                "expected nothing to be asked with the severed integration " + id().value() + " but found something");
    }
}
