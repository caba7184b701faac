package io.holdfast.engine.webhook;

import io.holdfast.engine.gateway.IntegrationWriter;
import io.holdfast.engine.gateway.LinkWriter;
import io.holdfast.engine.gateway.LogIds;
import io.holdfast.engine.gateway.ReadableRows;
import io.holdfast.engine.gateway.ThrottledLog;
import io.holdfast.model.Cursor;
import io.holdfast.model.Hints;
import io.holdfast.model.Integration;
import io.holdfast.model.IntegrationId;
import io.holdfast.model.Page;
import io.holdfast.model.RouteCatchUp;
import io.holdfast.model.StoredRow;
import io.holdfast.model.SyncLink;
import io.holdfast.model.SyncLinkId;
import io.holdfast.model.SyncPhase;
import io.holdfast.model.UnknownIdException;
import io.holdfast.model.WebhookRoute;
import io.holdfast.port.SyncLinkStore;
import io.holdfast.transition.Decision;
import io.holdfast.transition.Fact;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Where nothing has come for longer than expected, has the links of the integration catch up once, page by page. How far it got
 * stands on the integration; what is told twice is read once. The next time is another silence later, or after deliveries came.
 */
record Silence(
        SyncLinkStore links,
        LinkWriter writer,
        ReadableRows readable,
        IntegrationWriter integrations,
        InstantSource time,
        ThrottledLog throttled) {
    private static final int PAGE = 100;
    /** Between pages, so that a thousand links don't read in one minute. */
    private static final Duration BETWEEN = Duration.ofSeconds(20);

    static boolean isDue(WebhookRoute route, Instant now) {
        return route.quietlyDue().filter(at -> !at.isAfter(now)).isPresent();
    }

    /** Tells one page of what is due. */
    void carryOn(IntegrationId id) {
        Instant now = time.instant();
        Integration begun =
                integrations.change(id, stored -> begun(stored, now)).after();
        Optional<RouteCatchUp> at = begun.bookkeeping()
                .route()
                .flatMap(WebhookRoute::catchUp)
                .filter(due -> begun.isConnected() && !due.due().isAfter(now));
        at.ifPresent(place -> tell(begun, place));
    }

    private static Optional<Integration> begun(Integration stored, Instant now) {
        return stored.bookkeeping()
                .route()
                .filter(route -> stored.isConnected() && route.catchUp().isEmpty() && isDue(route, now))
                .flatMap(route -> RouteTransitions.with(
                        stored,
                        route.id(),
                        before -> before.toBuilder()
                                .caughtUpAt(now)
                                .catchUp(new RouteCatchUp(Cursor.START, now))
                                .build()));
    }

    private void tell(Integration begun, RouteCatchUp place) {
        Page<StoredRow<SyncLinkId, SyncLink>> page = links.boundTo(begun.id(), begun.connection(), place.at(), PAGE);
        boolean concerned = false;
        for (SyncLink link : readable.links(page.items())) {
            concerned |= isPolled(link, begun) && tell(link);
        }
        progress(begun, place, page.next(), concerned);
    }

    /** What is over is looked at alone, and would not be told of either. */
    private static boolean isPolled(SyncLink link, Integration begun) {
        return link.phase() == SyncPhase.LIVE
                && !link.suspended()
                && link.binding().connection() == begun.connection()
                && link.bookkeeping().polls().pollAt().isPresent();
    }

    private boolean tell(SyncLink link) {
        try {
            Decision told = writer.apply(link, new Fact.ChangeSignalled(Hints.ALL));
            return told.link().phase() == SyncPhase.LIVE;
        } catch (UnknownIdException removed) {
            return false;
        } catch (RuntimeException thrown) {
            throttled.warn("silence", LogIds.of(link.id()) + " catches up at its next poll", thrown);
            return true;
        }
    }

    /** Written only if nobody else went on, and no delivery came, meanwhile. */
    private void progress(Integration begun, RouteCatchUp place, Optional<Cursor> next, boolean concerned) {
        Instant now = time.instant();
        integrations.change(
                begun.id(),
                stored -> stored.bookkeeping()
                        .route()
                        .filter(route -> route.catchUp().equals(Optional.of(place)))
                        .flatMap(route -> RouteTransitions.with(
                                stored,
                                route.id(),
                                before -> before.toBuilder()
                                        .catchUp(next.map(at -> new RouteCatchUp(at, now.plus(BETWEEN))))
                                        .silentSince(
                                                concerned
                                                        ? Optional.of(before.silentSince()
                                                                .orElse(before.lastDeliveryAt()))
                                                        : before.silentSince())
                                        .build())));
    }
}
