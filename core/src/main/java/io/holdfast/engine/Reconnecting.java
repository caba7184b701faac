package io.holdfast.engine;

import io.holdfast.engine.credential.CredentialKeeper;
import io.holdfast.engine.gateway.Gateway;
import io.holdfast.engine.gateway.ManyLinks;
import io.holdfast.model.Actor;
import io.holdfast.model.FailureKind;
import io.holdfast.model.Integration;
import io.holdfast.model.IntegrationId;
import io.holdfast.model.ReconnectObstacle;
import io.holdfast.model.RemoteRef;
import io.holdfast.model.SyncLink;
import io.holdfast.model.SyncLinkId;
import io.holdfast.port.ProviderConnector;
import io.holdfast.port.ProviderException;
import io.holdfast.recovery.Rebinding;
import io.holdfast.transition.Decision;
import io.holdfast.transition.UserRequest.ReconnectRequested;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Binds a link to a connection that is valid: the way back from a severance, and the move to another account. */
record Reconnecting(Gateway gateway, CredentialKeeper credentials, LinkRequests requests, Actor actor) {
    private static final Set<ReconnectObstacle> NEEDS_THE_ACCOUNT =
            EnumSet.of(ReconnectObstacle.OTHER_ACCOUNT, ReconnectObstacle.REMOTE_NOT_VISIBLE);

    /** Binds a link to the latest connection of an integration; one of another account only on purpose. */
    Outcome<SyncLink> rebind(SyncLink link, Integration to, boolean move) {
        List<Integration> bound = gateway.integrations().find(link.binding().integration()).stream()
                .toList();
        ReconnectRequested request = Rebinding.request(actor, link, to, bound, move);
        // another account is meant, so it is asked whether it sees the event or channel before anything is changed
        if (move && request.obstacle().isEmpty() && !sees(to, link.key().remote())) {
            request = request.hindered(ReconnectObstacle.REMOTE_NOT_VISIBLE);
        }
        Decision decision = gateway.links().apply(link, request);
        return decision instanceof Decision.Moved moved
                ? rebound(credentials.disconnectIfSevered(moved.next()), moved)
                : notRebound(link, decision, request, bound, to);
    }

    /** The same of links that are bound to this very integration. */
    EachLink.Done<SyncLink> rebind(List<SyncLink> page, Integration to) {
        List<Integration> bound = List.of(to);
        Map<SyncLinkId, SyncLink> seen = byId(page);
        ManyLinks.Taken taken = gateway.many().apply(page, link -> Rebinding.request(actor, link, to, bound, false));
        Map<SyncLinkId, SyncLink> after = byId(credentials.disconnectIfSevered(taken.moved()));
        return id -> {
            SyncLink link = Optional.ofNullable(seen.get(id)).orElseThrow();
            Decision decision = taken.of(id);
            return decision instanceof Decision.Moved moved
                    ? rebound(after.getOrDefault(id, moved.next()), moved)
                    : notRebound(link, decision, Rebinding.request(actor, link, to, bound, false), bound, to);
        };
    }

    private static Map<SyncLinkId, SyncLink> byId(List<SyncLink> links) {
        return links.stream().collect(Collectors.toMap(SyncLink::id, Function.identity()));
    }

    private static Outcome<SyncLink> rebound(SyncLink after, Decision.Moved moved) {
        return after.suspended() ? onHold(after) : Outcome.changed(after, moved.reason());
    }

    private Outcome<SyncLink> notRebound(
            SyncLink link, Decision decision, ReconnectRequested request, List<Integration> bound, Integration to) {
        Optional<ReconnectObstacle> obstacle = request.obstacle();
        Outcome<SyncLink> outcome =
                requests.answered(decision, obstacle.map(Refusal.Code::of).orElse(Refusal.Code.NOT_NOW));
        return obstacle.filter(why -> NEEDS_THE_ACCOUNT.contains(why)).isPresent()
                ? outcome.explained(refusal -> Refusals.withBoundAccount(refusal, link, bound, to.account()))
                : outcome;
    }

    private static Outcome<SyncLink> onHold(SyncLink bound) {
        return Outcome.changed(
                bound, "it is bound to that account now, and on hold, so everything is read once it is resumed");
    }

    /** Whether the account of an integration sees the event or channel of a link: the provider is asked. */
    boolean sees(SyncLink link, IntegrationId integration) {
        return sees(gateway.integrations().load(integration), link.key().remote());
    }

    private boolean sees(Integration integration, RemoteRef remote) {
        ProviderConnector connector = gateway.connectors().of(integration.provider());
        try {
            credentials.with(integration, grant -> connector.describe(grant, remote));
            return true;
        } catch (ProviderException failed) {
            if (failed.kind() == FailureKind.REMOTE_GONE || failed.kind() == FailureKind.PERMISSION) {
                return false;
            }
            throw failed;
        }
    }
}
