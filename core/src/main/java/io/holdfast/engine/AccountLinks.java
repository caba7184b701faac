package io.holdfast.engine;

import io.holdfast.engine.gateway.Gateway;
import io.holdfast.engine.gateway.LogIds;
import io.holdfast.model.Actor;
import io.holdfast.model.Cursor;
import io.holdfast.model.FailureKind;
import io.holdfast.model.Integration;
import io.holdfast.model.Page;
import io.holdfast.model.StoredRow;
import io.holdfast.model.SyncLink;
import io.holdfast.model.SyncLinkId;
import io.holdfast.model.SyncPhase;
import io.holdfast.model.SyncRun;
import io.holdfast.model.SyncStatus;
import io.holdfast.port.SyncLinkStore;
import io.holdfast.presentation.LinkCounts;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** What is done to all links of one integration, and what is told of them together. */
record AccountLinks(Gateway gateway, SyncLinkStore links, ManyCommands commands, InstantSource time) {
    private static final int PAGE = 500;

    /** How many links there are and how, as a person sees them; those that can't be read are left out. */
    LinkCounts counted(Integration integration, Instant now) {
        Map<SyncStatus, Long> byStatus = new EnumMap<>(SyncStatus.class);
        long importFailed = 0;
        long onHold = 0;
        long forRetry = 0;
        Optional<Duration> slowest = Optional.empty();
        Optional<Cursor> at = Optional.of(Cursor.START);
        while (at.isPresent()) {
            Page<StoredRow<SyncLinkId, SyncLink>> page =
                    links.boundTo(integration.id(), integration.connection(), at.get(), PAGE);
            for (SyncLink link : gateway.readable().links(page.items())) {
                boolean severed = isSevered(integration, link);
                byStatus.merge(severed ? SyncStatus.DISCONNECTED : link.status(), 1L, Long::sum);
                importFailed += !severed && link.phase() == SyncPhase.IMPORT_FAILED ? 1 : 0;
                onHold += link.suspended() ? 1 : 0;
                forRetry += !severed && isForRetry(link) ? 1 : 0;
                slowest = severed ? slowest : longer(slowest, followedEach(link, now));
            }
            at = page.next();
        }
        return new LinkCounts(byStatus, importFailed, onHold, forRetry, slowest);
    }

    /** Retries each that failed or waits to be tried again, and is not on hold. */
    Map<SyncLinkId, Outcome<SyncLink>> retry(Integration integration) {
        return each(integration, this::isForRetry, commands::retry);
    }

    /** Reconnects each whose connection is severed. */
    Map<SyncLinkId, Outcome<SyncLink>> reconnect(Integration integration) {
        return each(integration, link -> isSevered(integration, link), page -> commands.reconnect(page, integration));
    }

    /** Reconnects them on nobody's behalf. What that does not reach waits for a person, as it would have without it. */
    void reconnectByThemselves(Integration integration) {
        Reconnecting unasked = new Reconnecting(gateway, commands.credentials(), commands.requests(), Actor.SYSTEM);
        try {
            each(integration, link -> isSevered(integration, link), page -> unasked.rebind(page, integration));
        } catch (RuntimeException thrown) {
            gateway.log()
                    .warn(
                            "reconnect",
                            LogIds.of(integration.id()) + " links of it wait for a person's Reconnect",
                            thrown);
        }
    }

    private Map<SyncLinkId, Outcome<SyncLink>> each(
            Integration integration, Predicate<SyncLink> wanted, EachLink.Act<SyncLink> act) {
        return new EachLink(gateway.commits())
                .of(
                        (after, limit) -> links.boundTo(integration.id(), integration.connection(), after, limit),
                        wanted,
                        act);
    }

    private static boolean isSevered(Integration integration, SyncLink link) {
        return integration.isSevered(link.binding().connection());
    }

    /** How often changes of one that is on are looked for. */
    private static Optional<Duration> followedEach(SyncLink link, Instant now) {
        boolean over = link.remote().filter(facts -> facts.isOver(now)).isPresent();
        return link.bookkeeping()
                .promisedInterval()
                .filter(each -> link.phase() == SyncPhase.LIVE && !link.suspended() && !over);
    }

    private static Optional<Duration> longer(Optional<Duration> one, Optional<Duration> other) {
        return Stream.concat(one.stream(), other.stream()).max(Duration::compareTo);
    }

    private boolean isForRetry(SyncLink link) {
        boolean waits = link.phase() == SyncPhase.IMPORTING
                && link.run()
                        .filter(run -> !run.isWorking()
                                && run.waitsFor() == SyncRun.Wait.BACK_OFF
                                && run.due().isAfter(time.instant()))
                        .isPresent();
        boolean helps = link.incident()
                .filter(open -> open.last().kind() == FailureKind.NOT_IMPORTABLE)
                .isEmpty();
        boolean failed = link.phase() == SyncPhase.IMPORT_FAILED || link.phase() == SyncPhase.SYNC_FAILED;
        return !link.suspended() && helps && (waits || failed);
    }
}
