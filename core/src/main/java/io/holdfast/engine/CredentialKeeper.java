package io.holdfast.engine;

import io.holdfast.model.Account;
import io.holdfast.model.Credential;
import io.holdfast.model.Integration;
import io.holdfast.model.IntegrationId;
import io.holdfast.model.SecretRef;
import io.holdfast.model.Severance;
import io.holdfast.model.SyncLink;
import io.holdfast.model.SyncRun;
import io.holdfast.model.WorkspaceId;
import io.holdfast.policy.SyncPolicy;
import io.holdfast.port.Grant;
import io.holdfast.port.ProviderConnector;
import io.holdfast.port.ProviderException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.function.Function;

/**
 * Keeps credentials: lets runs and commands in with the one that counts, and finds out what is wrong with it. The integration,
 * changed by compare-and-set alone, says which one that is.
 */
final class CredentialKeeper {
    /** The share of a provider's wait over which the links that wait for it are spread. */
    private static final int SPREAD = 10;

    private final Connectors connectors;
    private final IntegrationMover mover;
    private final IntegrationRules rules;
    private final Drawers drawers;
    private final Refresher refresher;
    private final Doubts doubts;
    private final FanOuts fanOuts;
    private final SyncPolicy policy;
    private final InstantSource time;

    CredentialKeeper(
            Connectors connectors,
            IntegrationMover mover,
            IntegrationRules rules,
            Drawers drawers,
            FanOuts fanOuts,
            SyncPolicy policy,
            InstantSource time) {
        this.connectors = connectors;
        this.mover = mover;
        this.drawers = drawers;
        this.fanOuts = fanOuts;
        this.policy = policy;
        this.time = time;
        this.rules = rules;
        refresher = new Refresher(connectors, mover, drawers, rules, policy, time);
        doubts = new Doubts(connectors, mover, drawers, refresher, rules, policy.retry(), time);
    }

    /** A new integration, connected for the first time. */
    Integration first(
            WorkspaceId workspace,
            ProviderConnector connector,
            Account account,
            SecretRef drawer,
            Credential credential) {
        return rules.first(
                IntegrationId.of(UUID.randomUUID().toString()),
                workspace,
                connector.provider(),
                account,
                drawer,
                credential,
                refresher.canRefresh(connector, credential),
                time.instant());
    }

    /** What one that is known becomes with another credential of its account. */
    Integration authorised(Integration stored, Account account, SecretRef drawer, Credential credential) {
        boolean refreshes = refresher.canRefresh(stored, credential);
        return rules.authorised(stored, account, drawer, credential, refreshes, time.instant());
    }

    /** Asks the provider who a credential is; nothing if it refuses it. One refusal is enough: nobody depends on it yet. */
    Optional<Account> prove(ProviderConnector connector, Credential credential) {
        try {
            return Optional.of(Outside.call(connector, () -> connector.identify(credential)));
        } catch (ProviderException failed) {
            if (failed.suspectsCredential()) {
                return Optional.empty();
            }
            throw failed;
        }
    }

    /** Lets a link in: not while its provider wants to be left alone, nor while its credential is probably dead. */
    Access enter(SyncLink link) {
        Optional<Integration> bound = mover.find(link.binding().integration());
        if (Usability.isSevered(link.binding(), bound)) {
            return new Access.Severed();
        }
        Instant now = time.instant();
        Integration seen = bound.orElseThrow();
        Optional<Instant> quiet = seen.quietUntil().filter(until -> until.isAfter(now));
        return quiet.isPresent()
                ? new Access.Closed(spread(link, now, quiet.get()), SyncRun.Wait.PROVIDER_ASKED)
                : enter(seen);
    }

    /** Lets a command in; a credential that is known to be over is settled first. */
    private Access.Open letIn(Integration integration) {
        Access access = integration.isConnected() ? enter(integration) : new Access.Severed();
        return access.fold(
                open -> open,
                closed -> {
                    throw NoCredential.undecided(integration.id());
                },
                severed -> {
                    fanOuts.carryOn(integration.id());
                    throw NoCredential.unusable(integration.id(), "is severed");
                });
    }

    private Access enter(Integration seen) {
        Instant now = time.instant();
        if (seen.isMisconfigured() && IntegrationRules.isResting(seen, now) && seen.isOver(now)) {
            return new Access.Closed(seen.refreshAt().orElseThrow(), SyncRun.Wait.NOW);
        }
        return isDoubtful(seen, now) ? enterAfter(doubts.settle(seen, now, false), seen) : open(seen);
    }

    /** It was refused once, or its time is over although it can be refreshed: no call can do any good. */
    private static boolean isDoubtful(Integration seen, Instant now) {
        boolean refused =
                seen.suspicion().filter(doubt -> doubt.refusedAt().isPresent()).isPresent();
        return refused || (seen.refreshAt().isPresent() && seen.isOver(now));
    }

    private Access enterAfter(Verdict verdict, Integration seen) {
        return switch (verdict.kind()) {
            case SEVERED -> new Access.Severed();
            case ASKED -> new Access.Closed(verdict.until().orElseThrow(), SyncRun.Wait.NOW);
            case MOVED, STANDS, UNANSWERED -> open(mover.load(seen.id()));
        };
    }

    private Access open(Integration integration) {
        Optional<Grant> grant = drawers.grant(integration);
        return grant.isPresent()
                ? new Access.Open(grant.get(), integration)
                : enterWithoutSecret(doubts.settle(integration, time.instant(), true));
    }

    /** An empty drawer is a suspicion like any other; meanwhile there is nothing to call with. */
    private Access enterWithoutSecret(Verdict verdict) {
        return switch (verdict.kind()) {
            case SEVERED -> new Access.Severed();
            case MOVED, STANDS, UNANSWERED ->
                new Access.Closed(time.instant().plus(policy.credentials().secondRefusal()), SyncRun.Wait.NOW);
            case ASKED -> new Access.Closed(verdict.until().orElseThrow(), SyncRun.Wait.NOW);
        };
    }

    /** Settles what a request failed with that a dead credential may have caused. */
    Verdict settle(Integration seen, Instant sentAt, ProviderException failed) {
        return doubts.settle(seen, sentAt, !failed.kind().retryable());
    }

    /** Asks who we are now. */
    Verdict ask(Integration seen) {
        return doubts.ask(seen);
    }

    /** Remembers that the provider wants nothing to be asked of it, so that other links of the account wait as well. */
    void quiet(IntegrationId id, Duration asked) {
        Instant until = time.instant().plus(policy.retry().providerWait(asked));
        mover.change(id, stored -> rules.quiet(stored, until));
    }

    /** Severs a connection, unless it is severed already. What its secrets were for is over, so they are to be forgotten. */
    IntegrationMover.Change sever(IntegrationId id, long connection, Severance.Cause cause) {
        return mover.change(
                id,
                stored -> stored.isSevered(connection)
                        ? Optional.empty()
                        : Optional.of(rules.severed(stored, cause, time.instant())));
    }

    /** From now on refreshes are asked for on the executor's threads. */
    void refreshOn(Executor threads) {
        refresher.askOn(threads);
    }

    /** Stores what refreshes bought and could not be stored yet. */
    void storeWhatIsLeft() {
        refresher.storeWhatIsLeft();
    }

    /** Does what is due on an integration. Telling links comes first: it asks no provider. */
    void tend(IntegrationId id) {
        fanOuts.carryOn(id);
        Integration now = mover.load(id);
        if (!now.isQuiet(time.instant())) {
            tendCredential(now);
            fanOuts.carryOn(id);
        }
        drawers.tidyOrLater(id);
    }

    private void tendCredential(Integration now) {
        if (Doubts.isDue(now, time.instant())) {
            doubts.goOn(now);
        } else if (isRefreshDue(now)) {
            refresh(now);
        }
    }

    private boolean isRefreshDue(Integration now) {
        Instant at = time.instant();
        return now.suspicion().isEmpty()
                && !now.isClaimed(at)
                && now.refreshAt().filter(due -> !due.isAfter(at)).isPresent();
    }

    /** Ahead of its end nothing is wrong yet: only if the provider refuses is there something to find out. */
    private void refresh(Integration now) {
        Optional<Credential> credential = drawers.grant(now).map(Grant::credential);
        if (credential.isEmpty()) {
            doubts.goOn(now);
        } else if (!refresher.canRefresh(now, credential.get())) {
            mover.change(now.id(), stored -> stored.refreshAt().map(at -> rules.notRefreshed(stored)));
        } else if (refresher.refresh(now, credential.get()).kind() == Refresher.Result.Kind.REFUSED) {
            doubts.goOn(now);
        }
    }

    /** A share of the wait later, another for each link, so that hundreds don't return in one second. */
    private static Instant spread(SyncLink link, Instant now, Instant quiet) {
        long share = Duration.between(now, quiet).toMillis() / SPREAD;
        return share == 0 ? quiet : quiet.plusMillis(Math.floorMod(link.seed(), share));
    }

    /** Does something with the credential of an integration; what it fails with is settled before it comes through. */
    <T> T with(Integration integration, Function<Grant, T> call) {
        Access.Open open = letIn(integration);
        Instant sentAt = time.instant();
        ProviderConnector connector = connectors.of(integration.provider());
        try {
            return Outside.call(connector, () -> call.apply(open.grant()));
        } catch (ProviderException failed) {
            if (failed.suspectsCredential()
                    && settle(open.integration(), sentAt, failed).kind() == Verdict.Kind.SEVERED) {
                fanOuts.carryOn(integration.id());
            }
            failed.retryAfter().ifPresent(wait -> quiet(integration.id(), wait));
            throw failed;
        }
    }
}
