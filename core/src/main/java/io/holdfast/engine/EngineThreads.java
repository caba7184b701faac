package io.holdfast.engine;

import io.holdfast.engine.run.RepeatingTimer;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The threads of one engine, all made here. Until it is started what is handed over runs on the caller's thread, and nothing is
 * repeated.
 */
final class EngineThreads implements RepeatingTimer {
    private static final int TIMERS = 2;
    private static final int MAINTAINERS = 4;

    private final ScheduledExecutorService timer = Executors.newScheduledThreadPool(TIMERS, named("holdfast-timer"));
    private final ExecutorService listeners = Executors.newCachedThreadPool(named("holdfast-listener"));
    private final ExecutorService refreshers = Executors.newCachedThreadPool(named("holdfast-refresh"));
    private final ExecutorService maintainers =
            Executors.newFixedThreadPool(MAINTAINERS, named("holdfast-maintenance"));
    private volatile boolean started;

    /** Daemon threads: they keep no process alive. */
    static ThreadFactory named(String name) {
        AtomicInteger number = new AtomicInteger();
        return task -> {
            Thread thread = new Thread(task, name + "-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }

    /** Where listeners are called. */
    Executor listening() {
        return onceStarted(listeners);
    }

    /** Where tokens are refreshed, which nobody interrupts before it is through. */
    Executor refreshing() {
        return onceStarted(refreshers);
    }

    /** Where integrations are maintained. */
    Executor maintaining() {
        return onceStarted(maintainers);
    }

    private Executor onceStarted(Executor pool) {
        return task -> {
            if (started) {
                pool.execute(task);
            } else {
                task.run();
            }
        };
    }

    @Override
    public Runnable every(Duration interval, Runnable task) {
        return repeat(interval, interval, task);
    }

    @Override
    public void after(Duration wait, Runnable task) {
        if (!started) {
            return;
        }
        try {
            ScheduledFuture<?> unused = timer.schedule(task, wait.toNanos(), TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException closed) {
            // whoever is next sweeps
        }
    }

    /** Begins at once and then at intervals. */
    Runnable now(Duration interval, Runnable task) {
        return repeat(Duration.ZERO, interval, task);
    }

    private Runnable repeat(Duration first, Duration interval, Runnable task) {
        if (!started) {
            return () -> {};
        }
        ScheduledFuture<?> repeated = timer.scheduleWithFixedDelay(
                task, first.toMillis(), Math.max(1, interval.toMillis()), TimeUnit.MILLISECONDS);
        return () -> repeated.cancel(false);
    }

    void start() {
        started = true;
    }

    /** Ends what is repeated, and what integrations need. */
    void endMaintenance() {
        timer.shutdownNow();
        maintainers.shutdownNow();
    }

    /** Waits for refreshes that are on, whether or not this thread is interrupted. */
    void endRefreshes(Duration atMost) {
        refreshers.shutdown();
        boolean interrupted = Thread.interrupted();
        waitFor(refreshers, atMost);
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    void endListening(Duration atMost) {
        listeners.shutdown();
        waitFor(listeners, started ? atMost : Duration.ZERO);
    }

    private static void waitFor(ExecutorService threads, Duration atMost) {
        try {
            if (!threads.awaitTermination(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
                threads.shutdownNow();
            }
        } catch (InterruptedException interrupted) {
            threads.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
