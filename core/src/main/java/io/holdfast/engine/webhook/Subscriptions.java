package io.holdfast.engine.webhook;

import io.holdfast.engine.gateway.ConnectorRegistry;
import io.holdfast.model.FailureKind;
import io.holdfast.model.Integration;
import io.holdfast.model.RemoteRef;
import io.holdfast.model.RouteId;
import io.holdfast.model.Secret;
import io.holdfast.model.WebhookRoute;
import io.holdfast.port.Grant;
import io.holdfast.port.ProviderException;
import io.holdfast.port.WebhookConnector;
import io.holdfast.webhook.Subscription;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Has at the provider what is wanted there, and no more: lists what stands, makes what is missing, renews what does not deliver,
 * removes what comes twice or nobody follows. What became of a call without an answer, the next list tells.
 */
record Subscriptions(StandingRoutes standing, InstantSource time) {
    /** Made in one go at most, so that the first ones count before the last is made. */
    private static final int AT_ONCE = 50;

    /** What keeps one scope from being subscribed to and says nothing of the others. */
    private static final Set<FailureKind> OF_ONE_SCOPE =
            EnumSet.of(FailureKind.PERMISSION, FailureKind.REMOTE_GONE, FailureKind.REJECTED);

    /** What came of it: whether something was made, or is to be made yet, and whether the provider lets the account. */
    record Settled(boolean made, boolean moreToMake, boolean refused) {}

    /** One settlement of one account's subscriptions. */
    private final class Act {
        private final Integration known;
        private final RouteId route;
        private final ConnectorRegistry.Hooks hooks;
        private final Grant grant;
        private final Secret address;
        private final Map<RemoteRef, Subscription> kept = new LinkedHashMap<>();
        private int made;
        private boolean refused;

        private Act(Integration known, ConnectorRegistry.Hooks hooks, Grant grant, Secret address) {
            this.known = known;
            this.route = known.bookkeeping().route().map(WebhookRoute::id).orElseThrow();
            this.hooks = hooks;
            this.grant = grant;
            this.address = address;
        }

        private Settled settle(Set<RemoteRef> followed) {
            Set<RemoteRef> scopes = followed.isEmpty() ? Set.of() : connector().scopes(grant, followed);
            List<Subscription> all = connector().list(grant, address);
            all.stream().filter(Subscription::active).forEach(one -> keep(one, scopes));
            all.forEach(one -> keep(one, scopes));
            all.stream()
                    .filter(one -> !kept.containsValue(one))
                    .forEach(one -> connector().remove(grant, one));
            List.copyOf(kept.values()).stream().filter(one -> !one.active()).forEach(this::renew);
            for (RemoteRef scope : scopes) {
                if (!kept.containsKey(scope) && made < AT_ONCE) {
                    make(scope);
                }
            }
            standing.write(known, kept.values(), edited -> edited.creatingSince(Optional.empty()));
            boolean more = made >= AT_ONCE && !kept.keySet().containsAll(scopes);
            return new Settled(made > 0, more, refused);
        }

        private WebhookConnector connector() {
            return hooks.connector();
        }

        private void keep(Subscription one, Set<RemoteRef> scopes) {
            if (scopes.contains(one.scope())) {
                kept.putIfAbsent(one.scope(), one);
            }
        }

        private void renew(Subscription standing) {
            if (hooks.can().renews()) {
                kept.put(standing.scope(), connector().renew(grant, standing));
            } else {
                connector().remove(grant, standing);
                kept.remove(standing.scope());
            }
        }

        /** While it is being made its secret is known to nobody here, and the provider may try the address at once. */
        private void make(RemoteRef scope) {
            if (hooks.can().signed()) {
                standing.edit(known.id(), route, edited -> edited.creatingSince(time.instant()));
            }
            try {
                kept.put(scope, connector().create(grant, address, scope));
                made++;
            } catch (ProviderException failed) {
                if (failed.suspectsCredential() || !OF_ONE_SCOPE.contains(failed.kind())) {
                    throw failed;
                }
                refused = true;
                return;
            }
            if (hooks.can().signed()) {
                standing.write(known, kept.values(), edited -> edited);
                standing.edit(known.id(), route, edited -> edited.creatingSince(Optional.empty()));
            }
        }
    }

    Settled settle(
            Integration known, ConnectorRegistry.Hooks hooks, Grant grant, Secret address, Set<RemoteRef> followed) {
        return new Act(known, hooks, grant, address).settle(followed);
    }

    /** Takes all away that delivers to an address. */
    static void removeAll(ConnectorRegistry.Hooks hooks, Grant grant, Secret address) {
        hooks.connector().list(grant, address).forEach(one -> hooks.connector().remove(grant, one));
    }
}
