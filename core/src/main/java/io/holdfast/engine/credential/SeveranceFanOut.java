package io.holdfast.engine.credential;

import io.holdfast.engine.commit.AfterCommit;
import io.holdfast.engine.gateway.AttendeeFences;
import io.holdfast.engine.gateway.IntegrationWriter;
import io.holdfast.engine.gateway.LinkWriter;
import io.holdfast.engine.gateway.LogIds;
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
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
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
        LinkWriter linkWriter,
        ReadableRows readable,
        AttendeeFences fences,
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
        return tell(link, link.binding().integration(), link.binding().connection());
    }

    /** Tells a link that was just stored if what it is bound to is severed; the worker that claims one left out finds it. */
    SyncLink tellIfSevered(SyncLink link) {
        if (commits.isAwaited()) {
            // a fan-out that passes meanwhile does not see what is not committed yet
            commits.run(() -> links.load(link.id()).ifPresent(this::tellIfSevered));
            return integrations.isSevered(link.binding()) ? tell(link) : link;
        }
        try {
            return integrations.isSevered(link.binding()) ? tell(link) : link;
        } catch (RuntimeException thrown) {
            later(link, thrown);
            return link;
        }
    }

    private SyncLink tell(SyncLink link, IntegrationId id, long connection) {
        SyncLink told = linkWriter
                .apply(link, new Fact.CredentialSevered(id, connection))
                .link();
        if (told.phase() == SyncPhase.DISCONNECTED) {
            commits.run(() -> fences.fence(told), () -> links.load(told.id()).ifPresent(fences::fence), () -> {});
        }
        return told;
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
        boolean leftSomeOut = read.size() < page.items().size();
        for (SyncLink link : read) {
            if (link.phase() == SyncPhase.DISCONNECTED) {
                continue;
            }
            try {
                tell(link, id, connection);
            } catch (UnknownIdException removed) {
                log.debug("{} was removed before it was told", LogIds.of(link.id()));
            } catch (RuntimeException thrown) {
                leftSomeOut = true;
                later(link, thrown);
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
