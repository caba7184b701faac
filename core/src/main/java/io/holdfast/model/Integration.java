package io.holdfast.model;

import io.holdfast.internal.Preconditions;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.immutables.value.Value;

/**
 * One account of a provider, authorised for a workspace. It holds no secret, only the name of the secret slot where one lies.
 * Like a link it is its own to-do list: {@link #due()} says when something is due on it.
 */
@Value.Immutable
public interface Integration {
    /** Whether its credential is valid. */
    enum Status {
        /** The credential works as far as anybody knows. Left by severance. */
        CONNECTED,
        /** The authorisation is severed. Left by connecting the same account again, or by a check while its secret is kept. */
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

    /** {@return whether its credential is valid} */
    Status status();

    /** {@return the unbroken authorisation that holds now, from 1; grows when a severed one is authorised again} */
    long connection();

    /** {@return when this connection was made} */
    Instant connectedAt();

    /** {@return when its credential ends by itself; empty if it does not, or nobody told; for a host that warns} */
    Optional<Instant> expiresAt();

    /** {@return why and when it was severed; empty while it is connected} */
    Optional<Severance> severance();

    /** {@return what the engine remembers for itself} */
    IntegrationBookkeeping bookkeeping();

    /** {@return grows by one with each write, from 1} */
    long version();

    /** {@return whether its credential is valid} */
    default boolean isConnected() {
        return status() == Status.CONNECTED;
    }

    /**
     * {@return whether it was begun and never connected yet: its first credential is on its way, or its connecting was cut short}
     */
    default boolean isPending() {
        return !isConnected()
                && severance().isEmpty()
                && bookkeeping().credential().isEmpty();
    }

    /**
     * {@return whether a connection is no longer valid, whether or not the links bound to it have been told}
     *
     * @param number which one
     */
    default boolean isSevered(long number) {
        return !isConnected() || number < connection();
    }

    /**
     * {@return when something is due on it: a fan-out to go on with, a question to ask, a credential to refresh, a secret slot to forget,
     * a kept one to ask with, subscriptions to look at; nothing is asked of a provider that wants to be left alone}
     */
    default Optional<Instant> due() {
        IntegrationBookkeeping kept = bookkeeping();
        Optional<WebhookRoute> route = kept.route().filter(open -> isConnected());
        Optional<Instant> question = Stream.of(
                        kept.suspicion()
                                .map(Suspicion::askAt)
                                .or(kept::nextRefresh)
                                .or(() -> kept.keptSecret().map(KeptSecret::askAt)),
                        route.flatMap(WebhookRoute::checkAt))
                .flatMap(Optional::stream)
                .min(Instant::compareTo)
                .map(at -> kept.rateLimitedUntil().filter(at::isBefore).orElse(at));
        return Stream.of(
                        kept.fanOut().map(FanOut::due),
                        kept.orphanedSecrets().map(OrphanedSecrets::due),
                        kept.awaitedSecrets().map(AwaitedSecrets::until),
                        kept.keptSecret().map(KeptSecret::until),
                        route.flatMap(WebhookRoute::quietlyDue),
                        question)
                .flatMap(Optional::stream)
                .min(Instant::compareTo);
    }

    /**
     * {@return whether its credential has ended by itself}
     *
     * @param now at this instant
     */
    default boolean isOver(Instant now) {
        return expiresAt().filter(end -> !end.isAfter(now)).isPresent();
    }

    /**
     * {@return whether it was severed by a verdict and its secret is kept still, so that it need not be authorised anew if the
     * provider accepts that again}
     *
     * @param now at this instant
     */
    default boolean mayBeRevived(Instant now) {
        return !isConnected()
                && bookkeeping()
                        .keptSecret()
                        .filter(kept -> kept.until().isAfter(now))
                        .isPresent();
    }

    /**
     * {@return whether its authorisation ended by mistake: the provider accepts again what is kept of it, so a person may have it
     * checked}
     *
     * @param now at this instant
     */
    default boolean isAcceptedAgain(Instant now) {
        return mayBeRevived(now)
                && bookkeeping().keptSecret().flatMap(KeptSecret::acceptedAt).isPresent();
    }

    /** {@return whether the provider refused this application itself when the credential was to be refreshed} */
    default boolean isMisconfigured() {
        return bookkeeping().hasRefreshFailure(RefreshFailure.Kind.MISCONFIGURED);
    }

    /** {@return since when the provider has refused its credential while that is being confirmed; empty if it does not} */
    default Optional<Instant> refusedSince() {
        return bookkeeping().suspicion().flatMap(Suspicion::refusedAt);
    }

    /**
     * {@return whether deliveries of its provider are known to arrive: the last one is younger than the expected silence}
     *
     * @param now at this instant
     */
    default boolean hearsOfChanges(Instant now) {
        return isConnected()
                && bookkeeping().route().filter(route -> route.isHeard(now)).isPresent();
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

    /**
     * {@return a builder that holds all parts of this, with the bookkeeping edited}
     *
     * @param edit sets what changes of the bookkeeping
     */
    default Builder toBuilder(Consumer<IntegrationBookkeeping.Builder> edit) {
        IntegrationBookkeeping.Builder kept = bookkeeping().toBuilder();
        edit.accept(kept);
        return toBuilder().bookkeeping(kept.build());
    }

    /** Builds an {@link Integration}. */
    final class Builder extends ImmutableIntegration.Builder {
        Builder() {}
    }

    /** Refuses numbers below 1, a connection without a credential, and one that keeps the secret of another. */
    @Value.Check
    default void check() {
        Preconditions.atLeastOne("a connection number", connection());
        Preconditions.atLeastOne("a version", version());
        Preconditions.that(
                !isConnected() || bookkeeping().credential().isPresent(),
                "expected a credential of the connected integration " + id().value() + " but found none");
        Preconditions.that(
                isConnected()
                        || (bookkeeping().claim().isEmpty()
                                && bookkeeping().suspicion().isEmpty()
                                && bookkeeping().refreshAt().isEmpty()),
                "expected nothing to be asked with the severed integration " + id().value() + " but found something");
        Preconditions.that(
                !isConnected() || bookkeeping().keptSecret().isEmpty(),
                "expected no kept secret of the connected integration " + id().value() + " but found one");
    }
}
