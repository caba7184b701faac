package io.holdfast.engine.webhook;

import io.holdfast.engine.gateway.ConnectorRegistry;
import io.holdfast.model.FailureKind;
import io.holdfast.model.Integration;
import io.holdfast.model.RemoteRef;
import io.holdfast.model.Secret;
import io.holdfast.model.WebhookRoute;
import io.holdfast.port.Grant;
import io.holdfast.port.ProviderException;
import io.holdfast.port.WebhookConnector;
import io.holdfast.webhook.Subscription;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Has at the provider what is wanted there, and no more: makes what is missing, renews what does not deliver, removes what comes
 * twice or nobody follows. What stands is listed, or known since it was; what became of a call without an answer, the next list
 * tells. What has no allowance is left for another look, as is what is too much for one.
 */
record Subscriptions(StandingRoutes standing, InstantSource time) {
    /** Made in one go at most, so that the first ones count before the last is made. */
    private static final int AT_ONCE = 50;

    /** So that what is made first is the same on every node. */
    private static final Comparator<RemoteRef> BY_ID =
            Comparator.comparing(RemoteRef::kind).thenComparing(one -> one.id().value());

    /** What keeps one scope from being subscribed to and says nothing of the others. */
    private static final Set<FailureKind> OF_ONE_SCOPE =
            EnumSet.of(FailureKind.PERMISSION, FailureKind.REMOTE_GONE, FailureKind.REJECTED);

    /** What came of it: whether something was made, or is left to be done, and whether the provider lets the account. */
    record Settled(boolean made, boolean moreToDo, boolean refused) {
        /** Nobody follows anything, and nothing stands. */
        static final Settled IDLE = new Settled(false, false, false);
    }

    /** One settlement of one account's subscriptions. */
    private final class Act {
        private final Integration known;
        private final WebhookRoute route;
        private final ConnectorRegistry.Hooks hooks;
        private final Grant grant;
        private final Secret address;
        private final PacedCalls calls;
        private final Map<String, Subscription> stands = new LinkedHashMap<>();
        private final Map<RemoteRef, Subscription> kept = new LinkedHashMap<>();
        private int made;
        private boolean moreToDo;
        private boolean refused;

        private Act(Integration known, ConnectorRegistry.Hooks hooks, Grant grant, Secret address, PacedCalls calls) {
            this.known = known;
            this.route = known.bookkeeping().route().orElseThrow();
            this.hooks = hooks;
            this.grant = grant;
            this.address = address;
            this.calls = calls;
        }

        private Settled settle(Set<RemoteRef> followed, boolean listed) {
            Set<RemoteRef> scopes = followed.isEmpty() ? Set.of() : connector().scopes(grant, followed);
            List<Subscription> all = listed && calls.mayCall() ? connector().list(grant, address) : known();
            all.forEach(one -> stands.put(one.id(), one));
            all.stream().filter(Subscription::active).forEach(one -> keep(one, scopes));
            all.forEach(one -> keep(one, scopes));
            Set<Subscription> tooMany = new LinkedHashSet<>(all);
            tooMany.removeAll(Set.copyOf(kept.values()));

            kept.values().stream().filter(one -> !one.active()).toList().forEach(this::renew);
            scopes.stream()
                    .filter(scope -> !kept.containsKey(scope))
                    .sorted(BY_ID)
                    .forEach(this::make);
            tooMany.forEach(this::remove);
            standing.write(known, stands.values(), edited -> edited.creatingSince(Optional.empty()));
            return new Settled(made > 0, moreToDo, refused);
        }

        /** As it was left; its secrets lie in their slots. */
        private List<Subscription> known() {
            return route.subscriptions().stream()
                    .map(one -> new Subscription(one.id(), one.scope(), one.active(), Optional.empty()))
                    .toList();
        }

        private WebhookConnector connector() {
            return hooks.connector();
        }

        private void keep(Subscription one, Set<RemoteRef> scopes) {
            if (scopes.contains(one.scope())) {
                kept.putIfAbsent(one.scope(), one);
            }
        }

        private void renew(Subscription paused) {
            if (!hooks.can().renews()) {
                remove(paused);
            } else if (mayGoOn()) {
                stands.put(paused.id(), connector().renew(grant, paused));
            }
        }

        private void remove(Subscription one) {
            if (mayGoOn()) {
                connector().remove(grant, one);
                stands.remove(one.id());
                kept.remove(one.scope(), one);
            }
        }

        private boolean mayGoOn() {
            boolean may = calls.mayCall();
            moreToDo |= !may;
            return may;
        }

        private void make(RemoteRef scope) {
            if (made == AT_ONCE) {
                moreToDo = true;
            } else if (mayGoOn()) {
                create(scope);
            }
        }

        /** While it is being made its secret is known to nobody here, and the provider may try the address at once. */
        private void create(RemoteRef scope) {
            if (hooks.can().signed()) {
                standing.edit(known.id(), route.id(), edited -> edited.creatingSince(time.instant()));
            }
            try {
                Subscription fresh = connector().create(grant, address, scope);
                stands.put(fresh.id(), fresh);
                made++;
            } catch (ProviderException failed) {
                if (failed.suspectsCredential() || !OF_ONE_SCOPE.contains(failed.kind())) {
                    throw failed;
                }
                refused = true;
                return;
            }
            if (hooks.can().signed()) {
                standing.write(known, stands.values(), edited -> edited);
                standing.edit(known.id(), route.id(), edited -> edited.creatingSince(Optional.empty()));
            }
        }
    }

    /** Settles it by what is listed now, or by what is known to stand. */
    Settled settle(
            Integration known,
            ConnectorRegistry.Hooks hooks,
            Grant grant,
            Secret address,
            Set<RemoteRef> followed,
            boolean listed,
            PacedCalls calls) {
        return new Act(known, hooks, grant, address, calls).settle(followed, listed);
    }

    /** Takes all away that delivers to an address. */
    static void removeAll(ConnectorRegistry.Hooks hooks, Grant grant, Secret address) {
        hooks.connector().list(grant, address).forEach(one -> hooks.connector().remove(grant, one));
    }
}
