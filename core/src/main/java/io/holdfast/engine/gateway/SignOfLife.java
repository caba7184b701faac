package io.holdfast.engine.gateway;

import io.holdfast.model.Cursor;
import io.holdfast.model.Integration;
import io.holdfast.model.IntegrationBookkeeping;
import io.holdfast.model.Page;
import io.holdfast.model.StoredRow;
import io.holdfast.model.Suspicion;
import io.holdfast.model.SyncLink;
import io.holdfast.model.SyncLinkId;
import io.holdfast.model.UnknownIdException;
import io.holdfast.policy.SyncPolicy;
import io.holdfast.port.SyncLinkStore;
import io.holdfast.transition.Fact;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Wakes the links of an integration that gets something through again: those that failed for what time mends are tried soon,
 * wherever they are in their waits. The write that shows it is made once among all nodes, so they are told once. A hint: what is
 * lost of it costs a link no more than the wait that it is in.
 */
final class SignOfLife {
    private static final Logger log = LoggerFactory.getLogger(SignOfLife.class);
    private static final int PAGE = 100;

    private final SyncLinkStore links;
    private final ManyLinks many;
    private final ReadableRows readable;
    private final Executor executor;
    private final SyncPolicy policy;
    private final ThrottledLog throttled;

    SignOfLife(
            SyncLinkStore links,
            ManyLinks many,
            ReadableRows readable,
            Executor executor,
            SyncPolicy policy,
            ThrottledLog throttled) {
        this.links = links;
        this.many = many;
        this.readable = readable;
        this.executor = executor;
        this.policy = policy;
        this.throttled = throttled;
    }

    /** Looks at an integration that was just written, and tells its links if that shows a sign of life. */
    void lookAt(Integration before, Integration after) {
        if (isShown(before, after)) {
            try {
                executor.execute(() -> tell(after));
            } catch (RejectedExecutionException closed) {
                log.debug("{} its links are not woken, the engine stops", LogIds.of(after.id()));
            }
        }
    }

    /** What refused its credential accepts it, or a page came after a time without any. */
    private boolean isShown(Integration before, Integration after) {
        IntegrationBookkeeping was = before.bookkeeping();
        IntegrationBookkeeping is = after.bookkeeping();
        boolean accepted = was.suspicion().flatMap(Suspicion::refusedAt).isPresent()
                && is.suspicion().isEmpty();
        boolean refreshed = was.refreshFailure().isPresent()
                && is.refreshFailure().isEmpty()
                && is.credentialVersion() > was.credentialVersion();
        boolean read = was.readAt().plus(policy.delayedAfter()).isBefore(is.readAt());
        return before.isConnected() && after.isConnected() && (accepted || refreshed || read);
    }

    private void tell(Integration proven) {
        try {
            Optional<Cursor> at = Optional.of(Cursor.START);
            while (at.isPresent()) {
                Page<StoredRow<SyncLinkId, SyncLink>> page =
                        links.boundTo(proven.id(), proven.connection(), at.get(), PAGE);
                wake(
                        readable.links(page.items()).stream()
                                .filter(link -> link.incident()
                                        .flatMap(open -> open.autoRetryAt())
                                        .isPresent())
                                .toList(),
                        proven);
                at = page.next();
            }
        } catch (RuntimeException thrown) {
            throttled.warn("sign of life", LogIds.of(proven.id()) + " its links wait for their own turns", thrown);
        }
    }

    private void wake(List<SyncLink> waiting, Integration proven) {
        ManyLinks.Taken taken = many.apply(waiting, any -> new Fact.IntegrationProven(proven.id()));
        waiting.forEach(link -> taken.failure(link.id()).ifPresent(thrown -> leftOut(link, thrown)));
    }

    private void leftOut(SyncLink link, RuntimeException thrown) {
        if (thrown instanceof UnknownIdException) {
            log.debug("{} was removed before it was woken", LogIds.of(link.id()));
        } else {
            throttled.warn("sign of life", LogIds.of(link.id()) + " waits for its own turn", thrown);
        }
    }
}
