package io.holdfast.engine.credential;

import io.holdfast.engine.gateway.ConnectorRegistry;
import io.holdfast.engine.gateway.IntegrationWriter;
import io.holdfast.model.Account;
import io.holdfast.model.Credential;
import io.holdfast.model.Integration;
import io.holdfast.model.KeptSecret;
import io.holdfast.model.RefreshClaim;
import io.holdfast.model.SecretRef;
import io.holdfast.policy.RetryPolicy;
import io.holdfast.port.Grant;
import io.holdfast.port.ProviderConnector;
import io.holdfast.port.ProviderException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Asks about the kept secret of a connection that was severed by a verdict: by itself, to know whether the provider accepts it
 * again, and for a person, to begin a new connection with it. No link is told: each waits for its Reconnect.
 */
public record KeptSecrets(
        ConnectorRegistry connectors,
        IntegrationWriter writer,
        SecretSlots slots,
        CredentialRefresher refresher,
        IntegrationTransitions transitions,
        KeptSecretTransitions rules,
        RetryPolicy retry,
        InstantSource time) {
    private static final int TRIES = 3;

    boolean isDue(Integration stored) {
        return KeptSecretTransitions.isDue(stored, time.instant());
    }

    /** Asks the provider if a question is due; the next one's time is written first, so that one node asks at a time. */
    void ask(Integration due) {
        IntegrationWriter.Change asking = writer.changeIf(
                due.id(),
                stored -> KeptSecretTransitions.isStill(stored, due) && isDue(stored),
                stored -> rules.asking(stored, time.instant()));
        if (asking.isMade()) {
            answered(asking.after(), this::accepted);
        }
    }

    /** Begins a new connection with the kept secret if the provider accepts it; asks again if another came to be kept meanwhile. */
    public Revival revive(Integration seen) {
        Revival last = Revival.MOVED;
        Integration severed = seen;
        for (int tries = 0; tries < TRIES && last.kind() == Revival.Kind.MOVED; tries++) {
            if (!severed.mayBeRevived(time.instant())) {
                return Revival.MOVED;
            }
            last = answered(severed, this::revived);
            severed = writer.load(seen.id());
        }
        return last;
    }

    /** What is to be done once the provider has accepted what was asked with. */
    private interface Accepted {
        Revival of(Integration asked, Account account, Credential credential);
    }

    private Revival answered(Integration severed, Accepted accepted) {
        Integration asked = withWhatARefreshLeft(severed);
        if (asked.bookkeeping().keptSecret().isEmpty()) {
            return Revival.MOVED;
        }
        Optional<Credential> credential = slots.keptGrant(asked).map(Grant::credential);
        return credential.isPresent() ? answered(asked, credential.get(), accepted) : refused(asked);
    }

    private Revival answered(Integration asked, Credential credential, Accepted accepted) {
        ProviderConnector connector = connectors.of(asked.provider());
        Account account;
        try {
            account = ConnectorRegistry.account(connector, () -> connector.identify(credential));
        } catch (ProviderException failed) {
            return failed.suspectsCredential() ? refused(asked) : unanswered(asked, failed);
        }
        return account.id().equals(asked.account().id())
                ? accepted.of(asked, account, credential)
                : Revival.otherAccount(account);
    }

    /**
     * A refresh that was under way may have filled its secret slot, and its node died: what lies there is the newer credential. What this
     * release can't read is left for the one that wrote it.
     */
    private Integration withWhatARefreshLeft(Integration severed) {
        Optional<SecretRef> filled = severed.bookkeeping()
                .keptSecret()
                .flatMap(KeptSecret::claim)
                .map(RefreshClaim::next)
                .filter(slot -> slots.read(slot).flatMap(CredentialText::read).isPresent());
        filled.ifPresent(
                slot -> change(severed, stored -> KeptSecretTransitions.replaced(stored, slot, time.instant())));
        return filled.isPresent() ? writer.load(severed.id()) : severed;
    }

    private Revival accepted(Integration asked, Account account, Credential credential) {
        Instant now = time.instant();
        change(asked, stored -> KeptSecretTransitions.accepted(stored, now));
        return Revival.ACCEPTED;
    }

    private Revival revived(Integration asked, Account account, Credential credential) {
        boolean refreshes = refresher.canRefresh(asked, credential);
        boolean revived = change(
                        asked, stored -> transitions.revived(stored, account, credential, refreshes, time.instant()))
                .isMade();
        slots.tidyOrLater(asked.id());
        return revived ? Revival.ACCEPTED : Revival.MOVED;
    }

    private Revival refused(Integration asked) {
        change(asked, KeptSecretTransitions::refused);
        return Revival.REFUSED;
    }

    private Revival unanswered(Integration asked, ProviderException failed) {
        failed.retryAfter()
                .ifPresent(wait -> change(asked, stored -> new RateLimit(wait, retry).on(stored, time.instant())));
        return Revival.UNANSWERED;
    }

    /** Written only if what was asked about counts still, and something is new. */
    private IntegrationWriter.Change change(Integration asked, UnaryOperator<Integration> rule) {
        return writer.change(
                asked.id(),
                stored -> Optional.of(stored)
                        .filter(now -> KeptSecretTransitions.isStill(now, asked))
                        .map(rule)
                        .filter(next -> !next.equals(stored)));
    }
}
