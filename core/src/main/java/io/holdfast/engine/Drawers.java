package io.holdfast.engine;

import io.holdfast.model.Credential;
import io.holdfast.model.Integration;
import io.holdfast.model.IntegrationId;
import io.holdfast.model.RefreshClaim;
import io.holdfast.model.Secret;
import io.holdfast.model.SecretRef;
import io.holdfast.model.Wordless;
import io.holdfast.port.CredentialVault;
import io.holdfast.port.Grant;
import io.holdfast.port.IntegrationStore;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The drawers of the vault in which credentials lie. A secret is stored before an integration names its drawer, and
 * forgotten only after a read that shows the integration naming another, and no claim naming it.
 */
final class Drawers {
    private static final Logger log = LoggerFactory.getLogger(Drawers.class);

    private final CredentialVault vault;
    private final IntegrationStore integrations;

    Drawers(CredentialVault vault, IntegrationStore integrations) {
        this.vault = vault;
        this.integrations = integrations;
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
                        .orElseThrow(() -> CredentialKeeper.unusable(
                                integration.id(), "has a credential that this release can't read")))
                .map(credential -> Grant.of(credential, integration.account()));
    }

    /** Lets go of drawers that no longer count. What can't be forgotten now is dead anyway, so nobody is kept waiting. */
    void forgetUnlessNamed(IntegrationId id, SecretRef drawer) {
        try {
            if (integrations.load(id).filter(now -> isNamed(now, drawer)).isEmpty()) {
                vault.forget(drawer);
            }
        } catch (RuntimeException thrown) {
            log.warn("{} a drawer that no longer counts was not forgotten", Named.of(id), Wordless.copyOf(thrown));
        }
    }

    /** Lets go of all that an integration names but its successor does not. */
    void forgetWhatItNamed(Integration before) {
        before.credential().ifPresent(drawer -> forgetUnlessNamed(before.id(), drawer));
        before.claim().map(RefreshClaim::next).ifPresent(drawer -> forgetUnlessNamed(before.id(), drawer));
    }

    private static boolean isNamed(Integration now, SecretRef drawer) {
        return now.credential().filter(drawer::equals).isPresent()
                || now.claim().map(RefreshClaim::next).filter(drawer::equals).isPresent();
    }
}
