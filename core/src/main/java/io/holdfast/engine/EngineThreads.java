package io.holdfast.engine;

import io.holdfast.engine.gateway.CallsInHand;
import io.holdfast.engine.gateway.ListenerDispatcher;
import io.holdfast.engine.gateway.ThrottledLog;
import io.holdfast.engine.run.RepeatingTimer;
import io.holdfast.policy.SyncPolicy;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The threads of one engine, all made here. Until it is started what is handed over runs on the caller's thread, and nothing is
 * repeated. The timer's thread only hands over, so nothing of the host's can hang it.
 */
final class EngineThreads implements RepeatingTimer {
    /** Makes threads as the platform does. */
    static final ThreadFactory PLAIN = Thread::new;

    private static final int MAINTAINERS = 4;
    private static final int REFRESHERS = 4;
    private static final int RENEWERS = 2;
    /** One sweeps; some may hang. */
    private static final int SWEEPERS = 1;

    private static final int MOST_SWEEPERS = 4;
    private static final int TWICE = 2;
    private static final int ROOM = 10_000;
    private static final Duration LONGEST_TICK = Duration.ofSeconds(1);
    private static final int TICKS_PER_DEADLINE = 4;

    private final ThreadFactory factory;
    private final SyncPolicy policy;
    private final CallsInHand calls = new CallsInHand(this::replace);
    private final ThrottledLog log;
    private final ScheduledThreadPoolExecutor timer;
    private final Crew sweepers;
    private final Crew renewers;
    private final Crew maintainers;
    private final Crew refreshers;
    private final Crew listeners;
    private volatile Predicate<Thread> workers = hung -> false;
    private volatile boolean started;

    EngineThreads(ThreadFactory factory, SyncPolicy policy, InstantSource time) {
        this.factory = factory;
        this.policy = policy;
        log = new ThrottledLog(time);
        timer = new ScheduledThreadPoolExecutor(1, named("holdfast-timer"));
        timer.setRemoveOnCancelPolicy(true);
        sweepers = crew("holdfast-sweep", SWEEPERS, MOST_SWEEPERS);
        renewers = crew("holdfast-lease", RENEWERS, RENEWERS * TWICE);
        maintainers = crew("holdfast-maintenance", MAINTAINERS, MAINTAINERS * TWICE);
        refreshers = crew("holdfast-refresh", REFRESHERS, REFRESHERS * TWICE);
        listeners = crew("holdfast-listener", ListenerDispatcher.AT_ONCE, ListenerDispatcher.AT_ONCE);
    }

    private Crew crew(String name, int size, int most) {
        return new Crew(size, most, ROOM, named(name), log);
    }

    /** Daemon threads: they keep no process alive. What ends one comes to our log, never to the handler of the process. */
    ThreadFactory named(String name) {
        AtomicInteger number = new AtomicInteger();
        return task -> {
            Thread thread = factory.newThread(task);
            thread.setName(name + "-" + number.incrementAndGet());
            thread.setDaemon(true);
            thread.setUncaughtExceptionHandler(
                    (ended, thrown) -> log.warn("thread", ended.getName() + " ended and is replaced", thrown));
            return thread;
        };
    }

    /** Where listeners are called. */
    Executor listening() {
        return onceStarted(listeners);
    }

    /** Where tokens are refreshed, which nobody interrupts before it is through. */
    Executor refreshing() {
        return onceStarted(task -> refreshers.execute(calls.within(policy.pageDeadline(), task)));
    }

    /** Where integrations are maintained. */
    Executor maintaining() {
        return onceStarted(task -> maintainers.execute(calls.within(policy.pageDeadline(), task)));
    }

    /** Where it is said what threads and ports threw. */
    ThrottledLog log() {
        return log;
    }

    /** The calls that are on. */
    CallsInHand calls() {
        return calls;
    }

    private Executor onceStarted(Executor crew) {
        return task -> {
            if (started) {
                crew.execute(task);
            } else {
                task.run();
            }
        };
    }

    /** For renewals of leases. One that is on when its time comes again is left to go on. */
    @Override
    public Runnable every(Duration interval, Runnable task) {
        AtomicBoolean on = new AtomicBoolean();
        Runnable once = () -> {
            try {
                task.run();
            } finally {
                on.set(false);
            }
        };
        return repeat(interval, interval, () -> {
            if (on.compareAndSet(false, true)) {
                try {
                    renewers.execute(calls.within(shorter(policy.leaseDuration(), policy.pageDeadline()), once));
                } catch (RejectedExecutionException refused) {
                    on.set(false);
                }
            }
        });
    }

    @Override
    public void after(Duration wait, Runnable task) {
        if (!started) {
            return;
        }
        try {
            ScheduledFuture<?> unused = timer.schedule(
                    () -> guarded(() -> renewers.execute(calls.within(policy.pageDeadline(), task))),
                    wait.toNanos(),
                    TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException closed) {
            // whoever is next sweeps
        }
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    /** Sweeps at once and then at intervals. If one sweep hangs the next has a thread of its own. */
    void sweep(Runnable task) {
        Runnable watched = calls.within(policy.pageDeadline(), task);
        repeat(Duration.ZERO, policy.sweepInterval(), () -> sweepers.executeIfIdle(watched));
    }

    private Runnable repeat(Duration first, Duration interval, Runnable task) {
        if (!started) {
            return () -> {};
        }
        try {
            ScheduledFuture<?> repeated = timer.scheduleWithFixedDelay(
                    () -> guarded(task), first.toMillis(), Math.max(1, interval.toMillis()), TimeUnit.MILLISECONDS);
            return () -> repeated.cancel(false);
        } catch (RejectedExecutionException closed) {
            return () -> {};
        }
    }

    /** A task that threw would never be repeated. */
    private void guarded(Runnable task) {
        try {
            task.run();
        } catch (Throwable thrown) {
            log.warn("timer", "the timer goes on after a task threw", thrown);
        }
    }

    /** Begins; whoever has workers of its own is told which of them hang. */
    void start(Predicate<Thread> workersHung) {
        workers = workersHung;
        timer.prestartAllCoreThreads();
        started = true;
        Duration tick = shorter(LONGEST_TICK, policy.pageDeadline().dividedBy(TICKS_PER_DEADLINE));
        repeat(tick, tick, () -> calls.tick(tick));
    }

    /** A thread hangs in a call; whether another takes its place. */
    private boolean replace(Thread hung) {
        return Stream.of(sweepers, renewers, maintainers, refreshers).anyMatch(crew -> crew.replace(hung))
                || workers.test(hung);
    }

    /** Ends what is repeated, and what integrations need. */
    void endMaintenance() {
        timer.shutdownNow();
        sweepers.closeNow();
        renewers.closeNow();
        maintainers.closeNow();
    }

    /** Waits for refreshes that are on, whether or not this thread is interrupted; whether they have ended. */
    boolean endRefreshes(Duration atMost) {
        refreshers.close();
        return uninterrupted(() -> refreshers.awaitEnd(atMost.toMillis()));
    }

    /** Waits for the listener, and then no longer. */
    void endListening(Duration atMost) {
        listeners.close();
        if (!uninterrupted(() -> listeners.awaitEnd(started ? atMost.toMillis() : 0))) {
            listeners.closeNow();
        }
    }

    /** Does something that may hang, on a thread of its own, and waits for it so long; whether it has ended. */
    boolean apart(Duration atMost, Runnable task) {
        CountDownLatch ended = new CountDownLatch(1);
        Runnable once = () -> {
            try {
                guarded(task);
            } finally {
                ended.countDown();
            }
        };
        try {
            named("holdfast-close").newThread(once).start();
        } catch (Throwable refused) {
            once.run();
        }
        return uninterrupted(() -> await(ended, atMost));
    }

    /** Keeps the process alive until refreshes that go on have ended, but not for longer than that. */
    void keepAliveForRefreshes(Duration atMost, Runnable afterwards) {
        try {
            Thread keeper = named("holdfast-close").newThread(() -> {
                if (!refreshers.awaitEnd(atMost.toMillis())) {
                    refreshers.closeNow();
                }
                guarded(afterwards);
            });
            keeper.setDaemon(false);
            keeper.start();
        } catch (Throwable refused) {
            log.warn("thread", "refreshes go on, but nothing keeps the process alive for them", refused);
        }
    }

    private static boolean await(CountDownLatch ended, Duration atMost) {
        try {
            return ended.await(atMost.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** An interrupt of whoever closes is kept for afterwards. */
    private static boolean uninterrupted(BooleanSupplier wait) {
        boolean interrupted = Thread.interrupted();
        try {
            return wait.getAsBoolean();
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
