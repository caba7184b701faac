package io.holdfast.engine;

import io.holdfast.engine.gateway.ThrottledLog;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A bounded number of threads that take tasks in turn, and end when idle for a minute. Whatever a task throws ends the task
 * alone. A thread that hangs is replaced, up to a bound, and leaves when it comes back. Where no thread can be made those that
 * are there do the work; only if there is none is a task refused.
 */
final class Crew implements Executor {
    private static final long IDLE_SECONDS = 60;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Queue<Runnable> tasks = new ArrayDeque<>();
    private final Set<Thread> threads = new HashSet<>();
    private final Set<Thread> hung = new HashSet<>();
    private final int size;
    private final int most;
    private final int room;
    private final ThreadFactory factory;
    private final ThrottledLog log;
    private int idle;
    private boolean closed;

    /**
     * @param size threads that work at once
     * @param most the same, and those that hang
     * @param room tasks that wait
     */
    Crew(int size, int most, int room, ThreadFactory factory, ThrottledLog log) {
        this.size = size;
        this.most = most;
        this.room = room;
        this.factory = factory;
        this.log = log;
    }

    @Override
    public void execute(Runnable task) {
        lock.lock();
        try {
            if (!closed && tasks.size() < room) {
                tasks.add(task);
                grow();
                if (threads.size() > hung.size()) {
                    changed.signal();
                    return;
                }
                tasks.remove(task);
            }
        } finally {
            lock.unlock();
        }
        throw new RejectedExecutionException("expected a thread that is free but found none");
    }

    /** Hands a task over if nothing waits or is being done but what hangs. */
    void executeIfIdle(Runnable task) {
        lock.lock();
        try {
            if (tasks.isEmpty() && threads.size() - hung.size() == idle) {
                execute(task);
            }
        } catch (RejectedExecutionException refused) {
            // its next time comes
            return;
        } finally {
            lock.unlock();
        }
    }

    /** One of these threads hangs: another may take its place. Whether one of them is left that does not hang, or may be made. */
    boolean replace(Thread thread) {
        lock.lock();
        try {
            if (!threads.contains(thread)) {
                return false;
            }
            if (hung.add(thread)) {
                grow();
            }
            return threads.size() > hung.size() || threads.size() < most;
        } finally {
            lock.unlock();
        }
    }

    /** Takes no more tasks; those that wait are still done. */
    void close() {
        lock.lock();
        try {
            closed = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Takes no more tasks, forgets those that wait and interrupts those that are on. */
    void closeNow() {
        lock.lock();
        try {
            tasks.clear();
            close();
            threads.forEach(Thread::interrupt);
        } finally {
            lock.unlock();
        }
    }

    /** Waits until all threads have ended; false if some have not after that time, or this thread was interrupted. */
    boolean awaitEnd(long millis) {
        lock.lock();
        try {
            long left = TimeUnit.MILLISECONDS.toNanos(millis);
            while (!threads.isEmpty() && left > 0) {
                left = changed.awaitNanos(left);
            }
            return threads.isEmpty();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            lock.unlock();
        }
    }

    /** One more thread, if one is wanted, may be made and can be. */
    private void grow() {
        boolean wanted = tasks.size() > idle;
        if (!wanted || threads.size() - hung.size() >= size || threads.size() >= most) {
            return;
        }
        try {
            Thread thread = factory.newThread(this::work);
            thread.start();
            threads.add(thread);
        } catch (Throwable refused) {
            log.warn("thread", "no thread could be made where " + threads.size() + " are; they go on", refused);
        }
    }

    private void work() {
        try {
            for (Runnable task = next(); task != null; task = next()) {
                guarded(task);
            }
        } finally {
            left(Thread.currentThread());
        }
    }

    private void guarded(Runnable task) {
        try {
            task.run();
        } catch (Throwable thrown) {
            log.warn("task", Thread.currentThread().getName() + " goes on after a task threw", thrown);
        }
    }

    /** Waits for a task; null once there is none for this thread any more. */
    private @Nullable Runnable next() {
        lock.lock();
        idle++;
        try {
            hung.remove(Thread.currentThread());
            long left = TimeUnit.SECONDS.toNanos(IDLE_SECONDS);
            while (tasks.isEmpty() && !closed && left > 0 && !isTooMany()) {
                left = changed.awaitNanos(left);
            }
            return isTooMany() ? null : tasks.poll();
        } catch (InterruptedException meantForTheTaskBefore) {
            return closed ? null : tasks.poll();
        } finally {
            idle--;
            lock.unlock();
        }
    }

    private boolean isTooMany() {
        return threads.size() - hung.size() > size;
    }

    private void left(Thread thread) {
        lock.lock();
        try {
            threads.remove(thread);
            hung.remove(thread);
            grow();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
