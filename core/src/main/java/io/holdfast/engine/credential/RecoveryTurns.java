package io.holdfast.engine.credential;

import io.holdfast.engine.gateway.IntegrationWriter;
import io.holdfast.model.Integration;
import io.holdfast.model.IntegrationId;
import io.holdfast.model.Suspicion;
import io.holdfast.model.SyncLink;
import io.holdfast.policy.SyncPolicy;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Says which link of an integration is tried while nothing of it gets through: one at a time is enough to find that it does again.
 * The latest try stands on the integration, taken by compare-and-set, so nodes agree; it is written at most each {@link
 * io.holdfast.policy.AutoRetryPolicy#apart()} and only while nothing gets through, so many links make it no hot row.
 */
record RecoveryTurns(IntegrationWriter writer, SyncPolicy policy, InstantSource time) {
    /** Whether the turn of a link passes: another link was tried a moment ago, or the credential itself is being asked about. */
    boolean passes(SyncLink link) {
        Instant now = time.instant();
        Optional<Integration> silent = writer.find(link.binding().integration())
                .filter(Integration::isConnected)
                .filter(bound ->
                        bound.bookkeeping().readAt().plus(policy.delayedAfter()).isBefore(now));
        return silent.filter(bound -> isRefused(bound) || !take(bound.id(), now))
                .isPresent();
    }

    private static boolean isRefused(Integration bound) {
        return bound.bookkeeping().suspicion().flatMap(Suspicion::refusedAt).isPresent();
    }

    private boolean take(IntegrationId id, Instant now) {
        return writer.changeIf(
                        id,
                        stored -> !stored.bookkeeping()
                                .triedAt()
                                .plus(policy.autoRetry().apart())
                                .isAfter(now),
                        stored -> stored.toBuilder(kept -> kept.triedAt(now)).build())
                .isMade();
    }
}
