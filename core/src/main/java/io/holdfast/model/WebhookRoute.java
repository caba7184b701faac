package io.holdfast.model;

import io.holdfast.internal.Preconditions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.immutables.value.Value;

/**
 * The way on which deliveries of an integration's provider come in: the address, what stands at the provider so that they come,
 * and whether they do. It outlives a severance, because the provider may go on delivering, and ends with its integration.
 */
@Value.Immutable
public interface WebhookRoute {
    /** {@return the hash of the path secret, by which a delivery finds its integration} */
    RouteId id();

    /** {@return the secret slot of the path secret} */
    SecretRef path();

    /** {@return how long nothing may come before deliveries no longer count as known to arrive} */
    Duration expectedSilence();

    /** {@return what is known to stand at the provider} */
    List<StandingSubscription> subscriptions();

    /** {@return when it is looked at next whether all that is wanted stands; empty if a person subscribes by hand, or it is severed} */
    Optional<Instant> checkAt();

    /** {@return when that was last looked at; the epoch if it never was} */
    Instant checkedAt();

    /**
     * {@return when what stands is listed anew; until then what is known is believed, and the epoch says that the last such look has
     * not said what it left}
     */
    Instant listAt();

    /** {@return how many such looks failed in a row} */
    int failures();

    /** {@return since when the provider has not let this account subscribe; empty while it does, or nobody asked} */
    Optional<Instant> refusedSince();

    /** {@return since when the provider has been asked to make a subscription, whose secret is not known yet; empty while it is not} */
    Optional<Instant> creatingSince();

    /** {@return when the last delivery came, written down each few minutes only; the epoch if none ever did} */
    Instant lastDeliveryAt();

    /** {@return when somebody last tried whether deliveries arrive; the epoch if nobody did} */
    Instant testedAt();

    /** {@return since when nothing came, although links are live and longer than expected; empty while something does} */
    Optional<Instant> silentSince();

    /** {@return when its links were last told to catch up because nothing came; the epoch if they never were} */
    Instant caughtUpAt();

    /** {@return how far they have been told; empty if all have} */
    Optional<RouteCatchUp> catchUp();

    /** {@return whether a delivery ever came} */
    default boolean hasDelivered() {
        return lastDeliveryAt().isAfter(Instant.EPOCH);
    }

    /**
     * {@return whether deliveries are known to arrive: the last one is younger than the expected silence}
     *
     * @param now at this instant
     */
    default boolean isHeard(Instant now) {
        return hasDelivered() && lastDeliveryAt().plus(expectedSilence()).isAfter(now);
    }

    /** {@return when nothing will have come for too long, unless something does; empty if nothing ever came, or links are being told} */
    default Optional<Instant> silentAt() {
        Instant last = lastDeliveryAt().isAfter(caughtUpAt()) ? lastDeliveryAt() : caughtUpAt();
        return hasDelivered() && catchUp().isEmpty() ? Optional.of(last.plus(expectedSilence())) : Optional.empty();
    }

    /** {@return when something is due on it that asks no provider} */
    default Optional<Instant> quietlyDue() {
        return catchUp().map(RouteCatchUp::due).or(this::silentAt);
    }

    /** {@return all secret slots that it names} */
    default List<SecretRef> slots() {
        return Stream.concat(Stream.of(path()), subscriptions().stream().flatMap(one -> one.secrets().stream()))
                .toList();
    }

    /** {@return a builder} */
    static Builder builder() {
        return new Builder();
    }

    /** {@return a builder that holds all parts of this} */
    default Builder toBuilder() {
        return builder().from(this);
    }

    /** Builds a {@link WebhookRoute}. */
    final class Builder extends ImmutableWebhookRoute.Builder {
        Builder() {
            checkedAt(Instant.EPOCH)
                    .listAt(Instant.EPOCH)
                    .failures(0)
                    .lastDeliveryAt(Instant.EPOCH)
                    .testedAt(Instant.EPOCH)
                    .caughtUpAt(Instant.EPOCH);
        }
    }

    /** Refuses a silence of nothing and a number below zero. */
    @Value.Check
    default void check() {
        Preconditions.that(
                !expectedSilence().isNegative() && !expectedSilence().isZero(),
                "expected a silence of more than zero but found " + expectedSilence());
        Preconditions.notNegative("a number of failures", failures());
    }
}
