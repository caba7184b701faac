package io.holdfast.engine;

import io.holdfast.model.Credential;
import io.holdfast.model.Integration;
import io.holdfast.model.IntegrationId;
import io.holdfast.model.Leftovers;
import io.holdfast.model.RefreshClaim;
import io.holdfast.model.Secret;
import io.holdfast.model.SecretRef;
import io.holdfast.model.Wordless;
import io.holdfast.port.CredentialVault;
import io.holdfast.port.Grant;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The drawers of the vault in which credentials lie. A secret is stored before an integration names its drawer. What it
 * names no more stands on the integration until it is forgotten, so that no secret is left lying if a node dies.
 */
final class Drawers {
    private static final Logger log = LoggerFactory.getLogger(Drawers.class);

    private final CredentialVault vault;
    private final IntegrationMover mover;
    private final IntegrationRules rules;
    private final InstantSource time;

    Drawers(CredentialVault vault, IntegrationMover mover, IntegrationRules rules, InstantSource time) {
        this.vault = vault;
        this.mover = mover;
        this.rules = rules;
        this.time = time;
    }

    SecretRef fresh() {
        return SecretRef.of(UUID.randomUUID().toString());
    }

    /** Fills a drawer; gives what lies there then, which is what another put there before. */
    Credential fill(SecretRef drawer, Credential credential) {
        Secret text = CredentialText.write(credential);
        try {
            Repeat.onceAfterFailure(() -> {
                vault.put(drawer, text);
                return drawer;
            });
            return credential;
        } catch (RuntimeException unknown) {
            return read(drawer).flatMap(CredentialText::read).orElseThrow(() -> unknown);
        }
    }

    Optional<Secret> read(SecretRef drawer) {
        return Repeat.onceAfterFailure(() -> vault.read(drawer));
    }

    /** What a connected integration's calls are let in with; nothing if its drawer is empty. */
    Optional<Grant> grant(Integration integration) {
        return integration
                .credential()
                .flatMap(this::read)
                .map(text -> CredentialText.read(text)
                        .orElseThrow(() -> NoCredential.unusable(
                                integration.id(), "has a credential that this release can't read")))
                .map(credential -> Grant.of(credential, integration.account()));
    }

    /** Forgets what an integration left behind; what can't be forgotten now stands there still and is tried again later. */
    void tidyOrLater(IntegrationId id) {
        try {
            tidy(id);
        } catch (RuntimeException thrown) {
            log.warn("{} drawers that no longer count are forgotten later", Named.of(id), Wordless.copyOf(thrown));
        }
    }

    private void tidy(IntegrationId id) {
        Optional<Integration> now = mover.find(id);
        Optional<Leftovers> leftovers = now.flatMap(Integration::leftovers);
        if (leftovers.isEmpty()) {
            return;
        }
        Set<SecretRef> gone = leftovers.get().drawers().stream()
                .filter(drawer -> isNamed(now.get(), drawer) || forget(id, drawer))
                .collect(Collectors.toSet());
        Instant again = rules.tidyAgainAt(now.get(), time.instant());
        mover.change(
                id,
                stored -> stored.leftovers().map(rest -> {
                    Set<SecretRef> left = new LinkedHashSet<>(rest.drawers());
                    left.removeAll(gone);
                    return rules.tidied(stored, left, again);
                }));
    }

    /** Sees to it that a drawer which was filled too late to count is forgotten; whether that is done, or stands to be done. */
    boolean forgetLate(IntegrationId id, SecretRef drawer) {
        try {
            mover.change(
                    id,
                    stored -> isNamed(stored, drawer) || isLeft(stored, drawer)
                            ? Optional.empty()
                            : Optional.of(rules.leaving(stored, drawer, time.instant())));
        } catch (UnknownIdException removed) {
            return forget(id, drawer);
        }
        tidyOrLater(id);
        return true;
    }

    private boolean forget(IntegrationId id, SecretRef drawer) {
        try {
            Repeat.onceAfterFailure(() -> {
                vault.forget(drawer);
                return drawer;
            });
            return true;
        } catch (RuntimeException thrown) {
            log.warn("{} a drawer that no longer counts was not forgotten", Named.of(id), Wordless.copyOf(thrown));
            return false;
        }
    }

    private static boolean isLeft(Integration now, SecretRef drawer) {
        return now.leftovers().filter(rest -> rest.drawers().contains(drawer)).isPresent();
    }

    /** Whether what lies in a drawer counts, or may come to count. */
    private static boolean isNamed(Integration now, SecretRef drawer) {
        return now.credential().filter(drawer::equals).isPresent()
                || now.claim().map(RefreshClaim::next).filter(drawer::equals).isPresent();
    }
}
