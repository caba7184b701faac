package io.holdfast.engine.webhook;

import io.holdfast.engine.credential.CredentialKeeper;
import io.holdfast.engine.credential.RouteWork;
import io.holdfast.engine.gateway.ConnectorRegistry;
import io.holdfast.engine.gateway.IntegrationWriter;
import io.holdfast.engine.gateway.LogIds;
import io.holdfast.engine.gateway.ThrottledLog;
import io.holdfast.model.FailureKind;
import io.holdfast.model.Integration;
import io.holdfast.model.RemoteRef;
import io.holdfast.model.Secret;
import io.holdfast.model.SyncLink;
import io.holdfast.model.WebhookRoute;
import io.holdfast.policy.BackOff;
import io.holdfast.port.Grant;
import io.holdfast.port.ProviderException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * Keeps deliveries coming: looks daily whether all that is wanted stands at the provider, and soon where something new is followed.
 * A provider that fails here is asked later and later; nothing else waits for it.
 */
public final class Upkeep implements RouteWork {
    private static final Duration CLAIM = Duration.ofMinutes(2);
    /** Links that become live together are subscribed to together. */
    private static final Duration BETWEEN = Duration.ofMinutes(1);
    /** What was just made is looked at once more: another node may have made the same. */
    private static final Duration AFTER_MAKING = Duration.ofMinutes(10);

    private static final Duration DAILY = Duration.ofHours(20);
    private static final Duration SPREAD = Duration.ofHours(8);
    private static final BackOff FAILING = BackOff.builder()
            .first(Duration.ofMinutes(2))
            .cap(Duration.ofHours(6))
            .build();
    private final Routes routes;
    private final RouteTransitions rules;
    private final StandingRoutes standing;
    private final Subscriptions subscriptions;
    private final Silence silence;
    private final ConnectorRegistry connectors;
    private final IntegrationWriter writer;
    private final Followed followed;
    private final InstantSource time;
    private final ThrottledLog throttled;

    Upkeep(
            Routes routes,
            RouteTransitions rules,
            StandingRoutes standing,
            Silence silence,
            ConnectorRegistry connectors,
            IntegrationWriter writer,
            Followed followed,
            InstantSource time,
            ThrottledLog throttled) {
        this.routes = routes;
        this.rules = rules;
        this.standing = standing;
        this.subscriptions = new Subscriptions(standing, time);
        this.silence = silence;
        this.connectors = connectors;
        this.writer = writer;
        this.followed = followed;
        this.time = time;
        this.throttled = throttled;
    }

    /**
     * A link has been read through: its integration gets an address if it has none, and what the link follows is subscribed to soon
     * if this was its import. It must not harm the run that tells.
     */
    public void follow(SyncLink link, Integration seen, boolean imported) {
        if (!manages(seen)) {
            return;
        }
        try {
            if (seen.bookkeeping().route().isEmpty()) {
                routes.address(seen.id());
            } else if (imported && !isSubscribed(link, seen)) {
                bringForward(seen);
            }
        } catch (RuntimeException thrown) {
            throttled.warn("subscriptions", LogIds.of(seen.id()) + " is subscribed for later", thrown);
        }
    }

    private boolean manages(Integration seen) {
        return routes.isWanted(seen)
                && connectors.hooks(seen.provider()).orElseThrow().can().manages();
    }

    private static boolean isSubscribed(SyncLink link, Integration seen) {
        return seen.bookkeeping()
                .route()
                .filter(route -> Followed.isSubscribed(link, route))
                .isPresent();
    }

    /** Whether what changes of a link is known to be delivered. */
    public boolean tellsOf(SyncLink link, Integration seen) {
        boolean heard = seen.hearsOfChanges(time.instant());
        return heard
                && (!manages(seen)
                        || seen.bookkeeping()
                                .route()
                                .filter(route -> Followed.isTold(link, route))
                                .isPresent());
    }

    private void bringForward(Integration seen) {
        Instant now = time.instant();
        writer.change(
                seen.id(),
                stored -> stored.bookkeeping()
                        .route()
                        .filter(route -> route.checkAt()
                                .filter(at -> !at.isAfter(soonest(route, now)))
                                .isEmpty())
                        .flatMap(route -> RouteTransitions.with(
                                stored,
                                route.id(),
                                before -> before.toBuilder()
                                        .checkAt(soonest(before, now))
                                        .build())));
    }

    private static Instant soonest(WebhookRoute route, Instant now) {
        Instant again = route.checkedAt().plus(BETWEEN);
        return again.isAfter(now) ? again : now;
    }

    @Override
    public boolean isDue(Integration stored, Instant now) {
        return routes.isWanted(stored)
                && stored.bookkeeping()
                        .route()
                        .filter(route -> Silence.isDue(route, now) || isCheckDue(stored, route, now))
                        .isPresent();
    }

    private static boolean isCheckDue(Integration stored, WebhookRoute route, Instant now) {
        return !stored.bookkeeping().isRateLimited(now)
                && route.checkAt().filter(at -> !at.isAfter(now)).isPresent();
    }

    @Override
    public void maintain(Integration stored, CredentialKeeper credentials) {
        Instant now = time.instant();
        if (!isDue(stored, now)) {
            return;
        }
        silence.carryOn(stored.id());
        Optional<PacedCalls> calls = stored.bookkeeping()
                .route()
                .filter(route -> isCheckDue(stored, route, now))
                .map(route -> new PacedCalls(
                        credentials.pacer(), stored, route.checkAt().orElse(now)));
        if (calls.filter(PacedCalls::mayBegin).isEmpty()) {
            return;
        }
        IntegrationWriter.Change claim = writer.change(stored.id(), due -> claimed(due, now));
        if (claim.isMade()) {
            check(claim.before(), credentials, calls.get());
        }
    }

    /** Whoever looks writes that first, so that one node looks at a time; what stands is unknown until he has said what he left. */
    private static Optional<Integration> claimed(Integration due, Instant now) {
        return due.bookkeeping()
                .route()
                .filter(route -> due.isConnected() && isCheckDue(due, route, now))
                .flatMap(route -> RouteTransitions.with(
                        due,
                        route.id(),
                        before -> before.toBuilder()
                                .checkedAt(now)
                                .checkAt(now.plus(CLAIM))
                                .listAt(Instant.EPOCH)
                                .build()));
    }

    private void check(Integration before, CredentialKeeper credentials, PacedCalls calls) {
        ConnectorRegistry.Hooks hooks = connectors.hooks(before.provider()).orElseThrow();
        Optional<Secret> address = routes.address(before.id());
        Integration known = writer.load(before.id());
        if (address.isEmpty() || known.bookkeeping().route().isEmpty()) {
            return;
        }
        WebhookRoute route = known.bookkeeping().route().get();
        if (!hooks.can().manages()) {
            standing.edit(known.id(), route.id(), edited -> edited.checkAt(Optional.empty()));
            return;
        }
        Instant listAt = before.bookkeeping()
                .route()
                .filter(was -> was.id().equals(route.id()))
                .map(WebhookRoute::listAt)
                .orElse(Instant.EPOCH);
        Set<RemoteRef> wanted = followed.of(known);
        boolean idle = wanted.isEmpty() && route.subscriptions().isEmpty();
        Instant now = time.instant();
        boolean lists = !idle && !listAt.isAfter(now);
        try {
            Subscriptions.Settled settled = idle
                    ? Subscriptions.Settled.IDLE
                    : credentials.with(
                            known,
                            grant -> subscriptions.settle(known, hooks, grant, address.get(), wanted, lists, calls));
            settled(known, route, hooks, settled, lists ? now.plus(daily(known)) : listAt);
        } catch (ProviderException failed) {
            failed(known, route, failed);
        }
    }

    private void settled(
            Integration known,
            WebhookRoute route,
            ConnectorRegistry.Hooks hooks,
            Subscriptions.Settled settled,
            Instant listAt) {
        Instant now = time.instant();
        Instant tomorrow = now.plus(daily(known));
        Instant lists = settled.moreToDo() ? tomorrow : settled.made() ? now.plus(AFTER_MAKING) : listAt;
        Instant whole = lists.isAfter(now) ? lists : tomorrow;
        edit(
                known,
                route,
                edited -> edited.failures(0)
                        .listAt(lists)
                        .expectedSilence(hooks.can().expectedSilence())
                        .refusedSince(
                                settled.refused()
                                        ? Optional.of(route.refusedSince().orElse(now))
                                        : Optional.empty()),
                settled.moreToDo() ? now.plus(BETWEEN) : whole);
    }

    /** An account that may not subscribe may be allowed to one day; a provider that fails is asked later and later. */
    private void failed(Integration known, WebhookRoute route, ProviderException failed) {
        Instant now = time.instant();
        boolean refused = failed.kind() == FailureKind.PERMISSION && !failed.suspectsCredential();
        int failures = route.failures() + 1;
        Instant next = now.plus(refused ? daily(known) : FAILING.after(failures, known.seed()));
        edit(
                known,
                route,
                edited -> refused ? edited.refusedSince(route.refusedSince().orElse(now)) : edited.failures(failures),
                next);
        throttled.warn(
                "subscriptions of " + failed.kind(),
                LogIds.of(known.id()) + " could not be subscribed for at its provider; its polls go on",
                failed);
    }

    /** What was brought forward meanwhile stays so. */
    private void edit(Integration known, WebhookRoute route, UnaryOperator<WebhookRoute.Builder> edit, Instant next) {
        writer.change(
                known.id(),
                stored -> RouteTransitions.with(stored, route.id(), before -> {
                    boolean broughtForward = !before.checkAt().equals(route.checkAt());
                    WebhookRoute.Builder edited = edit.apply(before.toBuilder()).creatingSince(Optional.empty());
                    return (broughtForward ? edited : edited.checkAt(next)).build();
                }));
    }

    private static Duration daily(Integration known) {
        return DAILY.plusMillis(Math.floorMod(known.seed(), SPREAD.toMillis()));
    }

    @Override
    public void unsubscribe(Integration connected, Grant grant) {
        if (manages(connected)) {
            routes.standing(connected)
                    .ifPresent(address -> Subscriptions.removeAll(
                            connectors.hooks(connected.provider()).orElseThrow(), grant, address));
        }
    }

    @Override
    public Integration closed(Integration stored, Instant now) {
        return rules.closed(stored, now);
    }
}
