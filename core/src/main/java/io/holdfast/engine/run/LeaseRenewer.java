package io.holdfast.engine.run;

import io.holdfast.engine.gateway.LinkWriter;
import io.holdfast.engine.watch.LogContext;
import io.holdfast.internal.Text;
import io.holdfast.model.SanitizedThrowable;
import io.holdfast.model.SyncLink;
import io.holdfast.policy.SyncPolicy;
import io.holdfast.transition.Decision;
import io.holdfast.transition.WorkerReport;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Renews the lease of a claim by a timer, but only while the page in hand is younger than its deadline: a worker that
 * hangs is interrupted, and if that does not help it loses its run.
 */
record LeaseRenewer(LinkWriter writer, SyncPolicy policy, LongSupplier ticker, RepeatingTimer timer) {
    private static final Logger log = LoggerFactory.getLogger(LeaseRenewer.class);

    Watch watch(SyncLink claimed, long run) {
        return new Watch(claimed, run);
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    /** Looks after the lease of one claim until closed. */
    final class Watch implements AutoCloseable {
        private final SyncLink claimed;
        private final long run;
        private final Runnable endRenewal;
        private final Thread worker = Thread.currentThread();
        private final Duration interval = shorter(policy.leaseRenewal(), policy.pageDeadline());
        private volatile long pageBegan = ticker.getAsLong();
        private volatile boolean lost;
        private boolean interrupted;
        private boolean closed;

        private Watch(SyncLink claimed, long run) {
            this.claimed = claimed;
            this.run = run;
            endRenewal = timer.every(interval, () -> LogContext.of(claimed).run(this::renew));
        }

        void pageBegins() {
            pageBegan = ticker.getAsLong();
        }

        /** Whether the run was given to another worker, or ended, while this one was on its page. */
        boolean isLost() {
            return lost;
        }

        /** Ends the watch; an interrupt of ours that came late must not reach the thread's next work. */
        @Override
        public synchronized void close() {
            closed = true;
            endRenewal.run();
            if (interrupted) {
                Thread.interrupted();
            }
        }

        private synchronized void interruptOnce() {
            if (!closed && !interrupted) {
                interrupted = true;
                log.warn(
                        "link={} a page took longer than {} and is interrupted",
                        Text.escaped(claimed.id().value()),
                        policy.pageDeadline());
                worker.interrupt();
            }
        }

        private Duration leftOfThePage() {
            return policy.pageDeadline().minusNanos(ticker.getAsLong() - pageBegan);
        }

        /** The next renewal would come too late for the deadline. */
        private void endIfItHangs() {
            Duration left = leftOfThePage();
            if (!lost && (left.isNegative() || left.isZero())) {
                interruptOnce();
            }
        }

        private void renew() {
            if (lost) {
                return;
            }
            Duration left = leftOfThePage();
            if (left.isNegative() || left.isZero()) {
                interruptOnce();
                return;
            }
            if (left.compareTo(interval) < 0) {
                timer.after(left, this::endIfItHangs);
            }
            try {
                Decision decision = writer.apply(
                        claimed.id(),
                        new WorkerReport.LeaseRenewed(run, claimed.bookkeeping().fence()));
                lost = !(decision instanceof Decision.Moved);
            } catch (RuntimeException thrown) {
                log.debug(
                        "link={} lease not renewed, tried again soon",
                        Text.escaped(claimed.id().value()),
                        SanitizedThrowable.copyOf(thrown));
            }
        }
    }
}
