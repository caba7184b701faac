package io.holdfast.engine.credential;

import io.holdfast.engine.gateway.ConnectorRegistry;
import io.holdfast.engine.gateway.IntegrationWriter;
import io.holdfast.model.AwaitedSecrets;
import io.holdfast.model.Credential;
import io.holdfast.model.FanOut;
import io.holdfast.model.Integration;
import io.holdfast.model.IntegrationBookkeeping;
import io.holdfast.model.IntegrationId;
import io.holdfast.model.OrphanedSecrets;
import io.holdfast.port.Grant;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/** Does what is due on an integration: the rest of a fan-out, the next question of a suspicion or about a kept secret, a refresh before its time, and what is due on its way in. */
public record CredentialMaintenance(
        ConnectorRegistry connectors,
        IntegrationWriter writer,
        IntegrationTransitions transitions,
        SecretSlots slots,
        CredentialRefresher refresher,
        CredentialVerifier verifier,
        KeptSecrets keptSecrets,
        SeveranceFanOut fanOut,
        ClaimWatch watch,
        RouteWork routes,
        CredentialKeeper keeper,
        InstantSource time) {
    /** Stores what refreshes received and could not be stored yet. */
    public void storeWhatIsLeft() {
        refresher.storeWhatIsLeft();
    }

    /** Whether anything of what is due can be done now: what somebody else may still be at is watched first. */
    boolean isReady(Integration due) {
        Instant now = time.instant();
        IntegrationBookkeeping kept = due.bookkeeping();
        return hasCome(kept.fanOut().map(FanOut::due), now)
                || hasCome(kept.orphanedSecrets().map(OrphanedSecrets::due), now)
                || hasCome(kept.awaitedSecrets().map(AwaitedSecrets::until), now)
                || KeptSecretTransitions.isOver(due, now)
                || routes.isDue(due, now)
                || (!kept.isRateLimited(now) && (verifier.isDue(due) || isRefreshDue(due) || keptSecrets.isDue(due)));
    }

    /** Sets an integration right that was written by a clock that was ahead. */
    void correct(IntegrationId id) {
        writer.correct(id);
    }

    /** Telling links comes first: it asks no provider. */
    void maintain(IntegrationId id) {
        fanOut.carryOn(id);
        Integration now = writer.load(id);
        if (connectors.serves(now.provider()) && !now.bookkeeping().isRateLimited(time.instant())) {
            maintainCredential(now);
        }
        routes.maintain(writer.load(id), keeper);
        slots.tidyOrLater(id);
    }

    private void maintainCredential(Integration now) {
        if (verifier.isDue(now)) {
            verifier.continueVerification(now);
        } else if (isRefreshDue(now)) {
            refresh(now);
        } else if (keptSecrets.isDue(now)) {
            keptSecrets.ask(now);
        }
    }

    private boolean isRefreshDue(Integration now) {
        return now.bookkeeping().suspicion().isEmpty()
                && hasCome(now.bookkeeping().refreshAt(), time.instant())
                && watch.refreshHeldUntil(now).isEmpty();
    }

    private static boolean hasCome(Optional<Instant> due, Instant now) {
        return due.filter(at -> !at.isAfter(now)).isPresent();
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
