package io.holdfast.testkit.faults;

import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** An act on a thread of its own, which may hang there until it is released. Either it works or who began it, never both. */
final class HangingAct {
    private static final ThreadLocal<HangingAct> CURRENT = new ThreadLocal<>();

    private final AtomicReference<@Nullable Throwable> thrown = new AtomicReference<>();
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final CountDownLatch released = new CountDownLatch(1);
    private final Thread thread;
    private volatile boolean hangs;

    private HangingAct(Runnable act) {
        thread = new Thread(
                () -> {
                    CURRENT.set(this);
                    thrownBy(act).ifPresent(thrown::set);
                    stopped.countDown();
                },
                "holdfast-fault-act");
        thread.setDaemon(true);
    }

    /** Begins an act; comes back once it is done, or hangs. */
    static HangingAct begin(Runnable act) {
        HangingAct begun = new HangingAct(act);
        begun.thread.start();
        await(begun.stopped);
        return begun;
    }

    /** Hangs the act of this thread until it is released; an interrupt does not help. */
    static void hang() {
        HangingAct current = CURRENT.get();
        current.hangs = true;
        current.stopped.countDown();
        await(current.released);
    }

    /** What an act throws; it is told, not thrown on. */
    static Optional<Throwable> thrownBy(Runnable act) {
        try {
            act.run();
            return Optional.empty();
        } catch (Throwable any) {
            return Optional.of(any);
        }
    }

    boolean hangs() {
        return hangs;
    }

    Optional<Throwable> thrown() {
        return Optional.ofNullable(thrown.get());
    }

    /** Lets it go on, and waits until it is done. */
    void release() {
        released.countDown();
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException again) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static void await(CountDownLatch latch) {
        boolean interrupted = false;
        while (latch.getCount() > 0) {
            try {
                latch.await();
            } catch (InterruptedException again) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
