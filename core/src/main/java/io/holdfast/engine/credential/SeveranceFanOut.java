package io.holdfast.engine.credential;

import io.holdfast.engine.commit.AfterCommit;
import io.holdfast.engine.gateway.IntegrationWriter;
import io.holdfast.engine.gateway.LogIds;
import io.holdfast.engine.gateway.ManyLinks;
import io.holdfast.engine.gateway.ReadableRows;
import io.holdfast.engine.gateway.ThrottledLog;
import io.holdfast.model.Cursor;
import io.holdfast.model.FanOut;
import io.holdfast.model.Integration;
import io.holdfast.model.IntegrationId;
import io.holdfast.model.Page;
import io.holdfast.model.StoredRow;
import io.holdfast.model.SyncLink;
import io.holdfast.model.SyncLinkId;
import io.holdfast.model.SyncPhase;
import io.holdfast.model.UnknownIdException;
import io.holdfast.policy.CredentialPolicy;
import io.holdfast.port.SyncLinkStore;
import io.holdfast.transition.Fact;
import io.holdfast.transition.Trigger;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the links of a severed connection, page by page. How far it got stands on the integration, so the next sweep
 * goes on there; a link that is told twice takes no notice. Links that throw are left for a later pass.
 * So are links that can't be read: nobody can say that they were told, so the integration keeps a fan-out for as long as there
 * is one; its passes come no faster than {@link CredentialPolicy#refreshes} has it, and write to no link that was told before.
 */
record SeveranceFanOut(
        SyncLinkStore links,
        ManyLinks many,
        ReadableRows readable,
        IntegrationWriter integrations,
        AfterCommit commits,
        CredentialPolicy policy,
        InstantSource time,
        ThrottledLog throttled) {
    private static final Logger log = LoggerFactory.getLogger(SeveranceFanOut.class);
    private static final int PAGE = 100;

    /** Tells the links of what was just severed. What a store does not take now, the next sweep brings: the integration says what is left. */
    void tellLinks(IntegrationId id) {
        try {
            carryOn(id);
        } catch (RuntimeException thrown) {
            throttled.warn("severance", LogIds.of(id) + " its links are told later", thrown);
        }
    }

    /** Tells all that is left to tell now. */
    void carryOn(IntegrationId id) {
        for (Optional<FanOut> at = due(id); at.isPresent(); at = due(id)) {
            Page<StoredRow<SyncLinkId, SyncLink>> page =
                    links.boundTo(id, at.get().upToConnection(), at.get().at(), PAGE);
            boolean leftSomeOut = tell(page, id, at.get().upToConnection());
            progress(id, at.get(), page.next(), at.get().leftSomeOut() || leftSomeOut);
        }
    }

    /** Tells one link that what it is bound to is severed; the link as it is then. */
    SyncLink tell(SyncLink link) {
        return tell(List.of(link), SeveranceFanOut::ofItsOwn).of(link.id()).link();
    }

    /** Tells those of several links, just stored, whose connection is severed; all as they are then. A worker that claims one left out finds it. */
    List<SyncLink> tellSevered(Collection<SyncLink> stored) {
        if (commits.isAwaited()) {
            // a fan-out that passes meanwhile does not see what is not committed yet
            commits.run(() -> tellSevered(many.load(stored)));
        }
        Map<SyncLinkId, SyncLink> now = new LinkedHashMap<>();
        stored.forEach(link -> now.put(link.id(), link));
        try {
            List<SyncLink> severed = integrations.severed(stored);
            ManyLinks.Taken taken = tell(severed, SeveranceFanOut::ofItsOwn);
            severed.forEach(link -> taken.failure(link.id()).ifPresent(thrown -> later(link, thrown)));
            taken.links().forEach(link -> now.put(link.id(), link));
        } catch (RuntimeException thrown) {
            if (commits.isAwaited()) {
                throw thrown;
            }
            stored.forEach(link -> later(link, thrown));
        }
        return List.copyOf(now.values());
    }

    private static Trigger ofItsOwn(SyncLink link) {
        return new Fact.CredentialSevered(
                link.binding().integration(), link.binding().connection());
    }

    private ManyLinks.Taken tell(Collection<SyncLink> links, Function<SyncLink, Trigger> severed) {
        ManyLinks.Taken taken = many.apply(links, severed);
        many.fence(taken.links().stream()
                .filter(link -> link.phase() == SyncPhase.DISCONNECTED)
                .toList());
        return taken;
    }

    private Optional<FanOut> due(IntegrationId id) {
        return integrations
                .find(id)
                .flatMap(integration -> integration.bookkeeping().fanOut())
                .filter(fanOut -> !fanOut.due().isAfter(time.instant()));
    }

    /** Whether some link could not be told; those are told in another pass, so that they hide no others. */
    private boolean tell(Page<StoredRow<SyncLinkId, SyncLink>> page, IntegrationId id, long connection) {
        List<SyncLink> read = readable.links(page.items());
        List<SyncLink> untold = read.stream()
                .filter(link -> link.phase() != SyncPhase.DISCONNECTED)
                .toList();
        ManyLinks.Taken taken = tell(untold, any -> new Fact.CredentialSevered(id, connection));
        boolean leftSomeOut = read.size() < page.items().size();
        for (SyncLink link : untold) {
            Optional<RuntimeException> failure = taken.failure(link.id());
            if (failure.filter(UnknownIdException.class::isInstance).isPresent()) {
                log.debug("{} was removed before it was told", LogIds.of(link.id()));
            } else if (failure.isPresent()) {
                leftSomeOut = true;
                later(link, failure.get());
            }
        }
        return leftSomeOut;
    }

    private void later(SyncLink link, RuntimeException thrown) {
        throttled.warn(
                "severance of a link",
                LogIds.of(link.id()) + " could not be told of a severance, and is told later",
                thrown);
    }

    /** Written only if nobody else went on meanwhile. A pass that left links out is begun again after a wait. */
    private void progress(IntegrationId id, FanOut before, Optional<Cursor> next, boolean leftSomeOut) {
        integrations.change(id, stored -> {
            if (!stored.bookkeeping().fanOut().equals(Optional.of(before))) {
                return Optional.empty();
            }
            return Optional.of(stored.toBuilder(kept -> kept.fanOut(after(stored, before, next, leftSomeOut)))
                    .build());
        });
    }

    private Optional<FanOut> after(Integration stored, FanOut before, Optional<Cursor> next, boolean leftSomeOut) {
        if (next.isPresent()) {
            return next.map(
                    at -> new FanOut(before.upToConnection(), at, before.due(), leftSomeOut, before.failures()));
        }
        int failures = before.failures() + 1;
        Instant again = time.instant().plus(policy.refreshes().after(failures, stored.seed()));
        return leftSomeOut
                ? Optional.of(new FanOut(before.upToConnection(), Cursor.START, again, false, failures))
                : Optional.empty();
    }
}
