package io.holdfast.engine.run;

import io.holdfast.engine.credential.IntegrationSweeper;
import io.holdfast.engine.gateway.ReadableRows;
import io.holdfast.model.Integration;
import io.holdfast.model.IntegrationId;
import io.holdfast.model.StoredRow;
import io.holdfast.model.SyncLink;
import io.holdfast.model.SyncLinkId;
import io.holdfast.policy.SyncPolicy;
import io.holdfast.port.IntegrationStore;
import io.holdfast.port.SyncLinkStore;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds what was decided by a clock that was ahead: what is due on it lies as far ahead, so nothing else would find it in time. No
 * more than a share of a sweep: to a node whose own clock is behind, everything healthy looks like that.
 */
record DecidedAhead(
        SyncLinkStore links,
        IntegrationStore integrations,
        RunWorker worker,
        IntegrationSweeper sweeper,
        ReadableRows readable,
        SyncPolicy policy,
        InstantSource time) {
    private static final Logger log = LoggerFactory.getLogger(DecidedAhead.class);
    private static final int AT_MOST = 50;

    void correct() {
        Duration skew = policy.decidedAheadAtMost();
        Instant latest = time.instant().plus(skew);
        List<StoredRow<SyncLinkId, SyncLink>> moved = links.decidedAfter(latest, AT_MOST);
        List<StoredRow<IntegrationId, Integration>> written = integrations.decidedAfter(latest, AT_MOST);
        if (moved.isEmpty() && written.isEmpty()) {
            return;
        }
        log.warn(
                "{} links and {} integrations, of each {} at most, were decided more than {} ahead of this node's clock and are"
                        + " set right; expected the clocks of all nodes to agree, so look at them",
                moved.size(),
                written.size(),
                AT_MOST,
                skew);
        readable.links(moved).forEach(link -> worker.correct(link.id()));
        readable.integrations(written).forEach(one -> sweeper.correct(one.id()));
    }
}
