package io.holdfast.engine.credential;

import io.holdfast.engine.gateway.IntegrationWriter;
import io.holdfast.engine.gateway.LogIds;
import io.holdfast.engine.gateway.RetryOnce;
import io.holdfast.engine.gateway.ThrottledLog;
import io.holdfast.model.Credential;
import io.holdfast.model.Integration;
import io.holdfast.model.IntegrationId;
import io.holdfast.model.KeptSecret;
import io.holdfast.model.OrphanedSecrets;
import io.holdfast.model.Quota;
import io.holdfast.model.RefreshClaim;
import io.holdfast.model.Secret;
import io.holdfast.model.SecretRef;
import io.holdfast.model.UnknownIdException;
import io.holdfast.port.CredentialVault;
import io.holdfast.port.Grant;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The secret slots of the vault in which credentials lie. An integration names a secret slot before a secret is stored there. What it
 * names no more stands on the integration until it is forgotten, so that no secret is left lying if a node dies. What answers to the
 * credential tell of budgets is told on.
 */
record SecretSlots(
        CredentialVault vault,
        IntegrationWriter writer,
        SecretTransitions rules,
        Function<Integration, Consumer<Quota>> budgets,
        InstantSource time,
        ThrottledLog log) {

    SecretRef fresh() {
        return SecretRef.of(UUID.randomUUID().toString());
    }

    /** Names a secret slot that is going to be filled. */
    void await(IntegrationId id, SecretRef slot) {
        writer.changeIf(
                id,
                stored -> !SecretTransitions.isAwaited(stored, slot),
                stored -> rules.awaiting(stored, slot, time.instant()));
    }

    /** No credential comes to use any more what an integration awaits. */
    void giveUp(IntegrationId id) {
        writer.changeIf(
                id,
                stored -> stored.bookkeeping().awaitedSecrets().isPresent(),
                stored -> rules.givenUp(stored, time.instant()));
    }

    /** Fills a secret slot; gives what lies there then, which is what another put there before. */
    Credential fill(SecretRef slot, Credential credential) {
        Secret text = CredentialText.write(credential);
        try {
            RetryOnce.onceAfterFailure(() -> {
                vault.put(slot, text);
                return slot;
            });
            return credential;
        } catch (RuntimeException unknown) {
            return RetryOnce.orThrow(unknown, () -> read(slot))
                    .flatMap(CredentialText::read)
                    .orElseThrow(() -> unknown);
        }
    }

    Optional<Secret> read(SecretRef slot) {
        return RetryOnce.onceAfterFailure(() -> vault.read(slot));
    }

    /** What the calls of a connected integration are authorised with; nothing if its secret slot is empty. */
    Optional<Grant> grant(Integration integration) {
        return open(integration, integration.bookkeeping().credential());
    }

    /** What one that was severed by a verdict is asked about with; nothing if none is kept, or its secret slot is empty. */
    Optional<Grant> keptGrant(Integration integration) {
        return open(integration, integration.bookkeeping().keptSecret().map(KeptSecret::slot));
    }

    private Optional<Grant> open(Integration integration, Optional<SecretRef> slot) {
        return slot.flatMap(this::read)
                .map(text -> CredentialText.read(text)
                        .orElseThrow(() -> CredentialUnavailable.unusable(
                                integration.id(), "has a credential that this release can't read")))
                .map(credential -> new Grant(credential, integration.account(), budgets.apply(integration)));
    }

    /** Forgets what an integration left behind; what can't be forgotten now stands there still and is tried again later. */
    void tidyOrLater(IntegrationId id) {
        try {
            tidy(id);
        } catch (RuntimeException thrown) {
            log.warn(
                    "secret slots",
                    LogIds.of(id) + " secret slots that are no longer valid are forgotten later",
                    thrown);
        }
    }

    private void tidy(IntegrationId id) {
        Optional<Integration> found = writer.find(id);
        if (found.filter(one -> SecretTransitions.isOverdue(one, time.instant()))
                .isPresent()) {
            giveUp(id);
            found = writer.find(id);
        }
        if (found.filter(one -> KeptSecretTransitions.isOver(one, time.instant()))
                .isPresent()) {
            drop(id);
            found = writer.find(id);
        }
        found.ifPresent(this::tidy);
    }

    /** The grace of what was kept is over. */
    private void drop(IntegrationId id) {
        writer.changeIf(
                id,
                stored -> KeptSecretTransitions.isOver(stored, time.instant()),
                stored -> KeptSecretTransitions.dropped(stored, time.instant()));
    }

    private void tidy(Integration now) {
        Set<SecretRef> left = orphaned(now);
        if (left.isEmpty()) {
            return;
        }
        Set<SecretRef> gone = left.stream()
                .filter(slot -> isNamed(now, slot) || forget(now.id(), slot))
                .collect(Collectors.toSet());
        if (now.isPending() && now.bookkeeping().awaitedSecrets().isEmpty() && gone.equals(left)) {
            // it names its slots until it goes as a whole, so that it stays due
            writer.remove(now);
        } else {
            writer.change(now.id(), tidied(gone, rules.tidyAgainAt(now, time.instant())));
        }
    }

    private IntegrationWriter.Rule tidied(Set<SecretRef> gone, Instant again) {
        return stored -> stored.bookkeeping().orphanedSecrets().map(rest -> {
            Set<SecretRef> left = new LinkedHashSet<>(rest.slots());
            left.removeAll(gone);
            return rules.tidied(stored, left, again);
        });
    }

    private static Set<SecretRef> orphaned(Integration now) {
        return now.bookkeeping().orphanedSecrets().map(OrphanedSecrets::slots).orElse(Set.of());
    }

    /** Sees to it that a secret slot which was filled too late to be named is forgotten; whether that is done, or stands to be done. */
    boolean forgetLate(IntegrationId id, SecretRef slot) {
        try {
            writer.changeIf(
                    id,
                    stored -> !isNamed(stored, slot) && !orphaned(stored).contains(slot),
                    stored -> rules.leaving(stored, slot, time.instant()));
        } catch (UnknownIdException removed) {
            return forget(id, slot);
        }
        tidyOrLater(id);
        return true;
    }

    private boolean forget(IntegrationId id, SecretRef slot) {
        try {
            RetryOnce.onceAfterFailure(() -> {
                vault.forget(slot);
                return slot;
            });
            return true;
        } catch (RuntimeException thrown) {
            log.warn(
                    "credential vault",
                    LogIds.of(id) + " a secret slot that is no longer valid was not forgotten",
                    thrown);
            return false;
        }
    }

    /** Whether what lies in a secret slot is valid, or may become so. */
    private static boolean isNamed(Integration now, SecretRef slot) {
        return now.bookkeeping().credential().filter(slot::equals).isPresent()
                || now.bookkeeping()
                        .claim()
                        .map(RefreshClaim::next)
                        .filter(slot::equals)
                        .isPresent()
                || now.bookkeeping()
                        .keptSecret()
                        .filter(kept -> kept.names(slot))
                        .isPresent()
                || now.bookkeeping()
                        .route()
                        .filter(route -> route.slots().contains(slot))
                        .isPresent();
    }
}
