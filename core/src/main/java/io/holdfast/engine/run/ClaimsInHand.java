package io.holdfast.engine.run;

import io.holdfast.engine.gateway.LinkWriter;
import io.holdfast.engine.gateway.LogIds;
import io.holdfast.model.SanitizedThrowable;
import io.holdfast.model.SyncLink;
import io.holdfast.model.SyncLinkId;
import io.holdfast.model.SyncRun;
import io.holdfast.transition.Decision;
import io.holdfast.transition.WorkerReport;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The links whose runs this node works just now, each as it was claimed last. */
final class ClaimsInHand {
    private static final Logger log = LoggerFactory.getLogger(ClaimsInHand.class);

    private final Map<SyncLinkId, SyncLink> claims = new ConcurrentHashMap<>();

    void add(SyncLink claimed) {
        claims.put(claimed.id(), claimed);
    }

    void remove(SyncLink claimed) {
        claims.remove(claimed.id(), claimed);
    }

    int size() {
        return claims.size();
    }

    /** Hands each back in its worker's place: what that one still writes is refused. */
    void handBack(LinkWriter writer, Instant now) {
        claims.values().forEach(claimed -> handBack(writer, claimed, now));
    }

    private static void handBack(LinkWriter writer, SyncLink claimed, Instant now) {
        long run = claimed.run().orElseThrow().id();
        long fence = claimed.bookkeeping().fence();
        try {
            Decision handed =
                    writer.apply(claimed.id(), new WorkerReport.RunYielded(run, fence, now, SyncRun.Wait.NOW));
            if (handed instanceof Decision.Moved) {
                log.warn("{} its worker hangs; its run is handed back at its last checkpoint", LogIds.of(claimed.id()));
            }
        } catch (RuntimeException thrown) {
            log.warn(
                    "{} its worker hangs and its run was not handed back; its lease ends by itself",
                    LogIds.of(claimed.id()),
                    SanitizedThrowable.copyOf(thrown));
        }
    }
}
