package io.holdfast.engine.run;

import io.holdfast.engine.gateway.LogIds;
import io.holdfast.engine.gateway.Watches;
import io.holdfast.model.Lease;
import io.holdfast.model.SyncLink;
import io.holdfast.policy.SyncPolicy;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * Judges whether a worker fell silent. The instant of a lease was set by another node's clock and is read by ours; so it only says
 * when to begin watching, and the lease is lost once this node has seen it unchanged for the watch's time.
 */
record LeaseWatch(Watches watches, SyncPolicy policy, InstantSource time, RepeatingTimer timer) {
    /** Whether the lease of a working run is lost; while it is being watched, looks again when the watch ends. */
    boolean isLost(SyncLink working, Runnable lookAgain) {
        Lease lease = working.run().orElseThrow().lease().orElseThrow();
        if (!looksPassed(lease)) {
            watches.forget(name(working));
            return false;
        }
        Seen seen = new Seen(working.bookkeeping().fence(), lease.until());
        Duration unchanged = watches.unchanged(name(working), seen);
        if (unchanged.isZero()) {
            timer.after(policy.leaseWatch(), lookAgain);
        }
        return unchanged.compareTo(policy.leaseWatch()) >= 0;
    }

    /** One that holds for longer than any that is granted was granted by a clock that was wrong. */
    private boolean looksPassed(Lease lease) {
        Instant now = time.instant();
        return !lease.until().isAfter(now) || lease.until().isAfter(now.plus(policy.leaseDuration()));
    }

    private static String name(SyncLink link) {
        return LogIds.of(link.id());
    }

    private record Seen(long fence, Instant until) {}
}
