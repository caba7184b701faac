package io.holdfast.engine.credential;

import io.holdfast.engine.gateway.IntegrationWriter;
import io.holdfast.model.Credential;
import io.holdfast.model.Integration;
import io.holdfast.model.IntegrationId;
import io.holdfast.port.Grant;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/** Does what is due on an integration: the rest of a fan-out, the next question of a suspicion, a refresh before its time. */
public record CredentialMaintenance(
        IntegrationWriter writer,
        IntegrationTransitions transitions,
        SecretSlots slots,
        CredentialRefresher refresher,
        CredentialVerifier verifier,
        SeveranceFanOut fanOut,
        InstantSource time) {
    /** Stores what refreshes received and could not be stored yet. */
    public void storeWhatIsLeft() {
        refresher.storeWhatIsLeft();
    }

    /** Telling links comes first: it asks no provider. */
    void maintain(IntegrationId id) {
        fanOut.carryOn(id);
        Integration now = writer.load(id);
        if (!now.bookkeeping().isRateLimited(time.instant())) {
            maintainCredential(now);
        }
        slots.tidyOrLater(id);
    }

    private void maintainCredential(Integration now) {
        if (CredentialVerifier.isDue(now, time.instant())) {
            verifier.continueVerification(now);
        } else if (isRefreshDue(now)) {
            refresh(now);
        }
    }

    private boolean isRefreshDue(Integration now) {
        Instant at = time.instant();
        return now.bookkeeping().suspicion().isEmpty()
                && !now.bookkeeping().isClaimed(at)
                && now.bookkeeping().refreshAt().filter(due -> !due.isAfter(at)).isPresent();
    }

    /** Ahead of its end nothing is wrong yet: only if the provider refuses is there something to find out. */
    private void refresh(Integration now) {
        Optional<Credential> credential = slots.grant(now).map(Grant::credential);
        if (credential.isEmpty()) {
            verifier.continueVerification(now);
        } else if (!refresher.canRefresh(now, credential.get())) {
            writer.change(
                    now.id(), stored -> stored.bookkeeping().refreshAt().map(at -> transitions.notRefreshed(stored)));
        } else if (refresher.refresh(now, credential.get()).kind() == RefreshResult.Kind.REFUSED) {
            verifier.continueVerification(now);
        }
    }
}
