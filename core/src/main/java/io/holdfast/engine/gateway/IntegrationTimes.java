package io.holdfast.engine.gateway;

import io.holdfast.model.AwaitedSecrets;
import io.holdfast.model.FanOut;
import io.holdfast.model.Integration;
import io.holdfast.model.IntegrationBookkeeping;
import io.holdfast.model.KeptSecret;
import io.holdfast.model.Lease;
import io.holdfast.model.OrphanedSecrets;
import io.holdfast.model.RefreshClaim;
import io.holdfast.model.RefreshFailure;
import io.holdfast.model.RouteCatchUp;
import io.holdfast.model.Suspicion;
import io.holdfast.model.WebhookRoute;
import io.holdfast.policy.CredentialPolicy;
import io.holdfast.policy.SyncPolicy;
import java.time.Duration;
import java.time.Instant;

/**
 * Brings the instants of an integration to what the policy could set from now, so that a clock that was wrong puts nothing off for
 * longer. What is watched is left as it is: the end of a claim and of a question that is on, and the first refusal. Pure.
 */
record IntegrationTimes(SyncPolicy policy, Instant now) {
    /** Subscriptions are looked at daily, spread over some hours. */
    private static final Duration LONGEST_UNTIL_CHECK = Duration.ofHours(30);

    /** As it is to be read: a word of the provider that was given in times to come is none. */
    Integration sound(Integration stored) {
        IntegrationBookkeeping kept = stored.bookkeeping();
        IntegrationBookkeeping.Builder sound = kept.toBuilder();
        Duration retried = policy.credentials().refreshes().cap();
        Instant latest = now.plus(policy.toleratedSkew());
        sound.refreshAt(kept.refreshAt().map(at -> kept.refreshFailure().isPresent() ? within(at, retried) : at))
                .refreshFailure(kept.refreshFailure()
                        .map(failure -> new RefreshFailure(
                                failure.kind(), within(failure.since(), Duration.ZERO), failure.failures())))
                .suspicion(kept.suspicion().map(this::sound))
                .verification(kept.verification().filter(word -> !word.askedAt().isAfter(latest)))
                .provenAt(kept.provenAt().isAfter(latest) ? Instant.EPOCH : kept.provenAt())
                .readAt(within(kept.readAt(), Duration.ZERO))
                .triedAt(within(kept.triedAt(), Duration.ZERO))
                .fanOut(kept.fanOut()
                        .map(rest -> new FanOut(
                                rest.upToConnection(),
                                rest.at(),
                                within(rest.due(), retried),
                                rest.leftSomeOut(),
                                rest.failures())))
                .orphanedSecrets(kept.orphanedSecrets()
                        .map(rest -> new OrphanedSecrets(rest.slots(), within(rest.due(), retried))))
                .awaitedSecrets(kept.awaitedSecrets()
                        .map(rest -> new AwaitedSecrets(
                                rest.slots(),
                                within(rest.until(), policy.credentials().claim()))))
                .keptSecret(kept.keptSecret().map(this::sound))
                .route(kept.route().map(this::sound))
                .rateLimitedUntil(kept.rateLimitedUntil()
                        .map(until -> within(until, policy.retry().longestProviderWait())));
        return stored.toBuilder().bookkeeping(sound.build()).build();
    }

    /** As it is to be written again: what is watched comes within reach too, and its watch begins anew. */
    Integration settled(Integration stored) {
        Integration sound = sound(stored);
        return sound.toBuilder(kept -> kept.claim(stored.bookkeeping().claim().map(this::settled))
                        .suspicion(stored.bookkeeping().suspicion().map(this::settled))
                        .keptSecret(sound.bookkeeping().keptSecret().map(this::settled)))
                .build();
    }

    private KeptSecret sound(KeptSecret kept) {
        CredentialPolicy numbers = policy.credentials();
        return kept.toBuilder()
                .until(within(kept.until(), numbers.grace()))
                .askAt(within(kept.askAt(), numbers.longestUntilKeptQuestion()))
                .acceptedAt(kept.acceptedAt().map(at -> within(at, Duration.ZERO)))
                .build();
    }

    private KeptSecret settled(KeptSecret kept) {
        return kept.toBuilder().claim(kept.claim().map(this::settled)).build();
    }

    private WebhookRoute sound(WebhookRoute route) {
        return route.toBuilder()
                .checkAt(route.checkAt().map(at -> within(at, LONGEST_UNTIL_CHECK)))
                .checkedAt(within(route.checkedAt(), Duration.ZERO))
                .listAt(within(route.listAt(), LONGEST_UNTIL_CHECK))
                .refusedSince(route.refusedSince().map(at -> within(at, Duration.ZERO)))
                .creatingSince(route.creatingSince().map(at -> within(at, Duration.ZERO)))
                .lastDeliveryAt(within(route.lastDeliveryAt(), Duration.ZERO))
                .testedAt(within(route.testedAt(), Duration.ZERO))
                .silentSince(route.silentSince().map(at -> within(at, Duration.ZERO)))
                .caughtUpAt(within(route.caughtUpAt(), Duration.ZERO))
                .catchUp(route.catchUp()
                        .map(rest -> new RouteCatchUp(rest.at(), within(rest.due(), Duration.ofMinutes(1)))))
                .build();
    }

    private Suspicion sound(Suspicion suspicion) {
        Suspicion.Builder sound =
                suspicion.toBuilder().troubleSeenAt(suspicion.troubleSeenAt().map(at -> within(at, Duration.ZERO)));
        return suspicion.beingAsked()
                ? sound.build()
                : sound.askAt(within(suspicion.askAt(), policy.credentials().longestWait()))
                        .build();
    }

    private Suspicion settled(Suspicion suspicion) {
        Duration longest = suspicion.beingAsked()
                ? policy.credentials().claim()
                : policy.credentials().longestWait();
        return suspicion.toBuilder()
                .refusedAt(suspicion.refusedAt().map(at -> within(at, Duration.ZERO)))
                .troubleSeenAt(suspicion.troubleSeenAt().map(at -> within(at, Duration.ZERO)))
                .askAt(within(suspicion.askAt(), longest))
                .build();
    }

    private RefreshClaim settled(RefreshClaim claim) {
        Instant until = within(claim.lease().until(), policy.credentials().claim());
        return claim.toBuilder().lease(new Lease(claim.lease().owner(), until)).build();
    }

    private Instant within(Instant at, Duration longest) {
        Instant latest = now.plus(longest);
        return at.isAfter(latest) ? latest : at;
    }
}
