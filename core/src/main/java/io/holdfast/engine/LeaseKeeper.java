package io.holdfast.engine;

import io.holdfast.model.SyncLink;
import io.holdfast.model.Text;
import io.holdfast.model.Wordless;
import io.holdfast.policy.SyncPolicy;
import io.holdfast.transition.Decision;
import io.holdfast.transition.Report;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Renews the lease of a claim by a timer, but only while the page in hand is younger than its deadline: a worker that
 * hangs is interrupted, and if that does not help it loses its run.
 */
final class LeaseKeeper {
    private static final Logger log = LoggerFactory.getLogger(LeaseKeeper.class);

    private final LinkMover mover;
    private final SyncPolicy policy;
    private final InstantSource time;
    private volatile @Nullable ScheduledExecutorService timer;

    LeaseKeeper(LinkMover mover, SyncPolicy policy, InstantSource time) {
        this.mover = mover;
        this.policy = policy;
        this.time = time;
    }

    /** From now on leases are renewed by this timer; before, a turn by hand ends within its lease or loses it. */
    void renewOn(ScheduledExecutorService threads) {
        timer = threads;
    }

    Watch watch(SyncLink claimed, long run) {
        return new Watch(claimed, run);
    }

    /** Looks after the lease of one claim until closed. */
    final class Watch implements AutoCloseable {
        private final SyncLink claimed;
        private final long run;
        private final @Nullable ScheduledFuture<?> renewal;
        private final Thread worker = Thread.currentThread();
        private volatile Instant pageBegan = time.instant();
        private volatile boolean lost;
        private boolean interrupted;
        private boolean closed;

        private Watch(SyncLink claimed, long run) {
            this.claimed = claimed;
            this.run = run;
            long third = Math.max(1, policy.lease().toMillis() / 3);
            ScheduledExecutorService threads = timer;
            renewal = threads == null
                    ? null
                    : threads.scheduleWithFixedDelay(this::renew, third, third, TimeUnit.MILLISECONDS);
        }

        void pageBegins(Instant now) {
            pageBegan = now;
        }

        /** Whether the run was given to another worker, or ended, while this one was on its page. */
        boolean isLost() {
            return lost;
        }

        /** Ends the watch; an interrupt of ours that came late must not reach the thread's next work. */
        @Override
        public synchronized void close() {
            closed = true;
            if (renewal != null) {
                renewal.cancel(false);
            }
            if (interrupted) {
                Thread.interrupted();
            }
        }

        private synchronized void interruptOnce() {
            if (!closed && !interrupted) {
                interrupted = true;
                log.warn(
                        "link={} a page took longer than {} and is interrupted",
                        Text.shown(claimed.id().value()),
                        policy.pageDeadline());
                worker.interrupt();
            }
        }

        private void renew() {
            if (lost) {
                return;
            }
            if (!time.instant().isBefore(pageBegan.plus(policy.pageDeadline()))) {
                interruptOnce();
                return;
            }
            try {
                Decision decision = mover.apply(claimed.id(), Report.leaseRenewed(run, claimed.fence()));
                lost = !(decision instanceof Decision.Moved);
            } catch (RuntimeException thrown) {
                log.debug(
                        "link={} lease not renewed, tried again soon",
                        Text.shown(claimed.id().value()),
                        Wordless.copyOf(thrown));
            }
        }
    }
}
