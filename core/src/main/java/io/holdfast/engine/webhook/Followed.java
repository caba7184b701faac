package io.holdfast.engine.webhook;

import io.holdfast.engine.credential.DueWalk;
import io.holdfast.engine.gateway.ReadableRows;
import io.holdfast.engine.gateway.ThrottledLog;
import io.holdfast.model.Cursor;
import io.holdfast.model.Integration;
import io.holdfast.model.Page;
import io.holdfast.model.RemoteRef;
import io.holdfast.model.StandingSubscription;
import io.holdfast.model.StoredRow;
import io.holdfast.model.SubjectKind;
import io.holdfast.model.SyncLink;
import io.holdfast.model.SyncLinkId;
import io.holdfast.model.SyncPhase;
import io.holdfast.model.WebhookRoute;
import io.holdfast.port.SyncLinkStore;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Stream;

/** What live links of an account follow, and whether deliveries tell of it. */
record Followed(SyncLinkStore links, ReadableRows readable, ThrottledLog log) {
    private static final int PAGE = 100;

    Set<RemoteRef> of(Integration known) {
        Set<RemoteRef> followed = new LinkedHashSet<>();
        DueWalk walk = new DueWalk(log, "SyncLinkStore");
        Cursor at = Cursor.START;
        do {
            Page<StoredRow<SyncLinkId, SyncLink>> page = links.boundTo(known.id(), known.connection(), at, PAGE);
            readable.links(page.items()).stream()
                    .filter(link ->
                            link.phase() == SyncPhase.LIVE && link.binding().connection() == known.connection())
                    .forEach(link -> followed.add(link.key().remote()));
            at = walk.after(page);
        } while (!at.equals(Cursor.START));
        return followed;
    }

    /** Whether what a link follows is subscribed to by itself. */
    static boolean isSubscribed(SyncLink link, WebhookRoute route) {
        return active(route).anyMatch(scope -> scope.equals(link.key().remote()));
    }

    /** Whether something that stands tells of it: its own, or that of a channel, made by a look that knew the link to be live. */
    static boolean isTold(SyncLink link, WebhookRoute route) {
        boolean looked = link.phase() == SyncPhase.LIVE && !route.checkedAt().isBefore(link.since());
        return isSubscribed(link, route)
                || (looked
                        && route.refusedSince().isEmpty()
                        && active(route).anyMatch(scope -> scope.kind() == SubjectKind.CHANNEL));
    }

    private static Stream<RemoteRef> active(WebhookRoute route) {
        return route.subscriptions().stream()
                .filter(StandingSubscription::active)
                .map(StandingSubscription::scope);
    }
}
