package io.holdfast.engine;

import io.holdfast.engine.credential.CredentialKeeper;
import io.holdfast.engine.gateway.Gateway;
import io.holdfast.engine.gateway.ManyLinks;
import io.holdfast.model.Actor;
import io.holdfast.model.Command;
import io.holdfast.model.Integration;
import io.holdfast.model.SyncLink;
import io.holdfast.model.SyncLinkId;
import io.holdfast.transition.UserRequest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What a person can ask of a page of links at once: the same as of each alone, by a few calls of the stores for all. */
record ManyCommands(
        Gateway gateway, CredentialKeeper credentials, LinkRequests requests, CommandGate gate, Actor actor) {
    EachLink.Done<SyncLink> retry(List<SyncLink> page) {
        return requests.askEach(page, Command.RETRY, new UserRequest.RetryRequested(actor, true));
    }

    EachLink.Done<SyncLink> resume(List<SyncLink> page) {
        return requests.askEach(page, Command.RESUME, new UserRequest.ResumeRequested(actor));
    }

    EachLink.Done<SyncLink> suspend(List<SyncLink> page) {
        return gate.passEach(Command.SUSPEND, page, allowed -> {
            ManyLinks.Taken taken = gateway.many().apply(allowed, any -> new UserRequest.SuspendRequested(actor));
            gateway.many()
                    .fence(taken.links().stream().filter(SyncLink::suspended).toList());
            return id -> requests.answered(taken.of(id), Refusal.Code.NOT_NOW);
        });
    }

    /** Of links that are bound to this integration. */
    EachLink.Done<SyncLink> reconnect(List<SyncLink> page, Integration bound) {
        return gate.passEach(
                Command.RECONNECT,
                page,
                allowed -> new Reconnecting(gateway, credentials, requests, actor)
                        .rebind(allowed, gateway.integrations().load(bound.id())));
    }

    EachLink.Done<SyncLinkId> remove(List<SyncLink> page) {
        return gate.passEach(Command.REMOVE, page, allowed -> {
            Map<SyncLinkId, SyncLink> left = removedAtOnce(allowed)
                    ? Map.of()
                    : allowed.stream().collect(Collectors.toMap(SyncLink::id, Function.identity()));
            return id -> {
                Optional.ofNullable(left.get(id))
                        .ifPresent(link -> gateway.many().removeForGood(List.of(link)));
                return Outcome.changed(id, "the link is removed");
            };
        });
    }

    /** Whether all were; one that can't be removed must not keep the others. */
    private boolean removedAtOnce(List<SyncLink> page) {
        try {
            gateway.many().removeForGood(page);
            return true;
        } catch (RuntimeException thrown) {
            if (gateway.commits().isAwaited()) {
                throw thrown;
            }
            return false;
        }
    }
}
