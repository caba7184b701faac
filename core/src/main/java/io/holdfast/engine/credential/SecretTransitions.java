package io.holdfast.engine.credential;

import io.holdfast.model.AwaitedSecrets;
import io.holdfast.model.Integration;
import io.holdfast.model.KeptSecret;
import io.holdfast.model.OrphanedSecrets;
import io.holdfast.model.RefreshClaim;
import io.holdfast.model.SecretRef;
import io.holdfast.policy.CredentialPolicy;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Which secret slots an integration names: awaited before they are filled, then its credential's, then to be forgotten. Only a slot
 * that is awaited still may become the credential's, so one that is given up can be forgotten whoever fills it late. Pure.
 */
record SecretTransitions(CredentialPolicy policy) {
    /** A secret slot that is going to be filled. */
    Integration awaiting(Integration stored, SecretRef slot, Instant now) {
        AwaitedSecrets awaited = new AwaitedSecrets(with(awaited(stored), slot), now.plus(policy.claim()));
        return stored.toBuilder(kept -> kept.awaitedSecrets(awaited)).build();
    }

    static boolean isAwaited(Integration stored, SecretRef slot) {
        return awaited(stored).contains(slot);
    }

    /** Whether nobody is going to use any more what is awaited. */
    static boolean isOverdue(Integration stored, Instant now) {
        return stored.bookkeeping()
                .awaitedSecrets()
                .filter(awaited -> !awaited.until().isAfter(now))
                .isPresent();
    }

    /** No credential comes to use what was awaited: it is to be forgotten. */
    Integration givenUp(Integration stored, Instant now) {
        Set<SecretRef> slots = new LinkedHashSet<>(orphaned(stored));
        slots.addAll(awaited(stored));
        return tidied(stored, slots, now).toBuilder(kept -> kept.awaitedSecrets(Optional.empty()))
                .build();
    }

    /** One more secret slot to forget: no credential came to use it. */
    Integration leaving(Integration stored, SecretRef slot, Instant now) {
        return tidied(stored, with(orphaned(stored), slot), now).toBuilder(
                        kept -> kept.awaitedSecrets(awaitedWithout(stored, slot)))
                .build();
    }

    /** More secret slots to forget: nothing that is valid lies there any more. */
    Integration leaving(Integration stored, List<SecretRef> slots, Instant now) {
        Set<SecretRef> more = new LinkedHashSet<>(orphaned(stored));
        more.addAll(slots);
        return more.isEmpty() ? stored : tidied(stored, more, now);
    }

    /** What is left to forget after some was. */
    Integration tidied(Integration stored, Set<SecretRef> left, Instant due) {
        return stored.toBuilder(kept -> kept.orphanedSecrets(orphaned(left, due)))
                .build();
    }

    Instant tidyAgainAt(Integration stored, Instant now) {
        return now.plus(policy.refreshes().after(1, stored.seed()));
    }

    /** What is awaited still once a slot has become the credential's, or is given up. */
    static Optional<AwaitedSecrets> awaitedWithout(Integration stored, SecretRef slot) {
        return stored.bookkeeping().awaitedSecrets().flatMap(before -> {
            Set<SecretRef> rest = new LinkedHashSet<>(before.slots());
            rest.remove(slot);
            return rest.isEmpty() ? Optional.empty() : Optional.of(new AwaitedSecrets(rest, before.until()));
        });
    }

    /** What was to be forgotten, and what the integration named as its credential, or kept of one, and names no more. */
    static Optional<OrphanedSecrets> orphanedBut(Integration stored, Predicate<SecretRef> staysNamed, Instant now) {
        Set<SecretRef> slots = new LinkedHashSet<>(orphaned(stored));
        Optional<KeptSecret> kept = stored.bookkeeping().keptSecret();
        Stream.of(
                        stored.bookkeeping().credential(),
                        stored.bookkeeping().claim().map(RefreshClaim::next),
                        kept.map(KeptSecret::slot),
                        kept.flatMap(KeptSecret::claim).map(RefreshClaim::next))
                .flatMap(Optional::stream)
                .forEach(slots::add);
        slots.removeIf(staysNamed);
        return orphaned(slots, now);
    }

    private static Optional<OrphanedSecrets> orphaned(Set<SecretRef> slots, Instant due) {
        return slots.isEmpty() ? Optional.empty() : Optional.of(new OrphanedSecrets(slots, due));
    }

    private static Set<SecretRef> orphaned(Integration stored) {
        return stored.bookkeeping()
                .orphanedSecrets()
                .map(OrphanedSecrets::slots)
                .orElse(Set.of());
    }

    private static Set<SecretRef> awaited(Integration stored) {
        return stored.bookkeeping().awaitedSecrets().map(AwaitedSecrets::slots).orElse(Set.of());
    }

    private static Set<SecretRef> with(Set<SecretRef> slots, SecretRef one) {
        Set<SecretRef> more = new LinkedHashSet<>(slots);
        more.add(one);
        return more;
    }
}
