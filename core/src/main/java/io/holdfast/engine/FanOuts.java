package io.holdfast.engine;

import io.holdfast.model.Cursor;
import io.holdfast.model.FanOut;
import io.holdfast.model.Integration;
import io.holdfast.model.IntegrationId;
import io.holdfast.model.Page;
import io.holdfast.model.SyncLink;
import io.holdfast.model.SyncPhase;
import io.holdfast.model.Wordless;
import io.holdfast.policy.CredentialPolicy;
import io.holdfast.port.SyncLinkStore;
import io.holdfast.transition.Fact;
import java.time.InstantSource;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the links of a severed connection, page by page. How far it got stands on the integration, so whoever looks next
 * goes on there; a link that is told twice takes no notice. Links whose look throws are left for a later pass.
 */
final class FanOuts {
    private static final Logger log = LoggerFactory.getLogger(FanOuts.class);
    private static final int PAGE = 100;

    private final SyncLinkStore links;
    private final LinkMover linkMover;
    private final Pens pens;
    private final IntegrationMover integrations;
    private final CredentialPolicy policy;
    private final InstantSource time;

    FanOuts(
            SyncLinkStore links,
            LinkMover linkMover,
            Pens pens,
            IntegrationMover integrations,
            CredentialPolicy policy,
            InstantSource time) {
        this.links = links;
        this.linkMover = linkMover;
        this.pens = pens;
        this.integrations = integrations;
        this.policy = policy;
        this.time = time;
    }

    /** Tells all that is left to tell now. */
    void carryOn(IntegrationId id) {
        int left = 0;
        for (Optional<FanOut> at = due(integrations.load(id)); at.isPresent(); at = due(integrations.load(id))) {
            Page<SyncLink> page =
                    links.boundTo(id, at.get().upToConnection(), at.get().at(), PAGE);
            left += tell(page, id, at.get().upToConnection());
            progress(id, at.get(), page.next(), left);
        }
    }

    /** Tells one link that what it is bound to is severed; the link as it is then. */
    SyncLink tell(SyncLink link) {
        return tell(link, link.binding().integration(), link.binding().connection());
    }

    private SyncLink tell(SyncLink link, IntegrationId id, long connection) {
        SyncLink told =
                linkMover.apply(link, Fact.credentialSevered(id, connection)).link();
        if (told.phase() == SyncPhase.DISCONNECTED) {
            pens.takeFromWorker(told);
        }
        return told;
    }

    private Optional<FanOut> due(Integration integration) {
        return integration.fanOut().filter(fanOut -> !fanOut.due().isAfter(time.instant()));
    }

    /** The number of links that could not be told. If there were only such, it is the store that fails, and all stops. */
    private int tell(Page<SyncLink> page, IntegrationId id, long connection) {
        int failed = 0;
        int told = 0;
        for (SyncLink link : page.items()) {
            if (link.phase() == SyncPhase.DISCONNECTED) {
                continue;
            }
            try {
                tell(link, id, connection);
                told++;
            } catch (UnknownIdException removed) {
                log.debug("{} was removed before it was told", Named.of(link.id()));
            } catch (RuntimeException thrown) {
                failed++;
                if (told == 0 && failed == page.items().size()) {
                    throw thrown;
                }
                log.warn(
                        "{} could not be told of a severance, and is told later",
                        Named.of(link.id()),
                        Wordless.copyOf(thrown));
            }
        }
        return failed;
    }

    /** Written only if nobody else went on meanwhile. A pass that left links out is begun again after a wait. */
    private void progress(IntegrationId id, FanOut before, Optional<Cursor> next, int left) {
        integrations.change(id, stored -> {
            if (!stored.fanOut().equals(Optional.of(before))) {
                return Optional.empty();
            }
            Integration.Builder after = Integration.builder();
            return Optional.of(
                    after.from(stored).fanOut(after(stored, before, next, left)).build());
        });
    }

    private Optional<FanOut> after(Integration stored, FanOut before, Optional<Cursor> next, int left) {
        if (next.isPresent()) {
            return next.map(at -> FanOut.of(before.upToConnection(), at, before.due(), before.failures()));
        }
        int failures = before.failures() + 1;
        return left == 0
                ? Optional.empty()
                : Optional.of(FanOut.of(
                        before.upToConnection(),
                        Cursor.START,
                        time.instant().plus(policy.refreshes().after(failures, stored.seed())),
                        failures));
    }
}
