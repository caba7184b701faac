package io.holdfast.engine.commit;

import io.holdfast.port.HostTransaction;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does what must wait for the commit of the transaction that a host has open on the calling thread; where it has none open, at once. What
 * is lost with a node between commit and that, a sweep brings.
 */
public record AfterCommit(HostTransaction transaction, Executor executor) {
    private static final Logger log = LoggerFactory.getLogger(AfterCommit.class);

    /** Whether a transaction is open, so that what is written may be undone and a failed statement spoils all others. */
    public boolean isAwaited() {
        return transaction.isOpen();
    }

    /** Whether a write that came too late may be tried again after a look at what was faster. */
    public boolean seesOthers() {
        return !transaction.isOpen() || transaction.isReadCommitted();
    }

    /** Does something once what was written stands; never, if it was undone or nobody knows. */
    public void run(Runnable act) {
        run(act, act, () -> {});
    }

    /**
     * Does something at once where no transaction is open; else something that looks again at what stands, because a savepoint may have been
     * undone, or something for when nobody knows.
     */
    public void run(Runnable atOnce, Runnable committed, Runnable unknown) {
        if (!transaction.isOpen()) {
            atOnce.run();
            return;
        }
        transaction.whenEnded(ending -> {
            switch (ending) {
                case COMMITTED -> hand(committed);
                case UNKNOWN -> hand(unknown);
                case ROLLED_BACK -> log.debug("a host's transaction was rolled back: nobody is told");
            }
        });
    }

    /** On a thread of the engine's, if it has some: that of the host is still bound to the transaction that has ended. */
    private void hand(Runnable act) {
        try {
            executor.execute(() -> {
                try {
                    act.run();
                } catch (RuntimeException thrown) {
                    log.warn(
                            "what was to be done after a host's commit is left to a sweep: {}",
                            thrown.getClass().getName());
                }
            });
        } catch (RejectedExecutionException busy) {
            log.debug("what was to be done after a host's commit is left to a sweep");
        }
    }
}
