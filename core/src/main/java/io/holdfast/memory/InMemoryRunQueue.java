package io.holdfast.memory;

import io.holdfast.model.SyncLinkId;
import io.holdfast.port.RunQueue;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Brings links to a fixed number of threads. Of the tickets that are due, a person's goes before a signal's and that before a
 * routine's; among equals workspaces take turns, and each gives first what has been due longest. Holds 10,000 tickets that are
 * due and 10,000 that are not yet: where there is no room, the less urgent give way, then the workspace that has most of them,
 * then what is due last. Each is a hint, so one that finds no room costs a sweep.
 *
 * <p>A ticket whose work throws is done, and the thread goes on with the next; a thread that ended all the same is replaced
 * by the next ticket that comes, or within a second by another thread. Due instants are looked at once a second at least,
 * so a clock that jumps delays nothing for longer. A thread that hangs is replaced as well, as many of them as there are
 * workers. Says nothing to any log: what throws is told by the worker.
 */
public final class InMemoryRunQueue implements RunQueue {
    private static final int ROOM = 10_000;
    private static final Duration TO_HAND_BACK = Duration.ofSeconds(1);
    private static final Duration LONGEST_LOOK_AWAY = Duration.ofSeconds(1);
    private static final Duration LOOK_AT_THREADS = Duration.ofMillis(10);

    private final ReentrantLock lock = new ReentrantLock();
    /** A ticket came, a thread ended, or the queue was stopped. */
    private final Condition changed = lock.newCondition();

    private final WaitingTickets waiting = new WaitingTickets(ROOM, WaitingTickets.LONGEST_DUE);
    private final Set<Thread> threads = new HashSet<>();
    private final Map<Thread, SyncLinkId> working = new HashMap<>();
    private final Set<Thread> hung = new HashSet<>();
    private final int workers;
    private final ThreadFactory factory;
    private final InstantSource time;
    private Optional<Worker> worker = Optional.empty();
    private volatile boolean stopped;

    /**
     * Makes a queue without threads; {@link #start} makes them.
     *
     * @param workers how many links are worked at once, at least 1
     * @param factory makes the threads, also later ones in place of those that died
     * @param time what due instants are compared with
     * @throws IllegalArgumentException if there would be no worker
     */
    public InMemoryRunQueue(int workers, ThreadFactory factory, InstantSource time) {
        if (workers < 1) {
            throw new IllegalArgumentException("expected at least one worker but found " + workers);
        }
        this.workers = workers;
        this.factory = factory;
        this.time = time;
    }

    /**
     * Begins to work tickets; does nothing once the queue is stopped.
     *
     * @throws IllegalStateException if it was started before
     */
    @Override
    public void start(Worker work) {
        locked(() -> {
            if (worker.isPresent()) {
                throw new IllegalStateException(
                        "expected a queue that was not started yet but found it started; give each engine its own");
            }
            worker = Optional.of(work);
            replaceTheDead();
        });
    }

    @Override
    public boolean submit(List<Ticket> tickets) {
        lock.lock();
        try {
            boolean all = !stopped && admit(tickets);
            changed.signalAll();
            return all;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void stop(Duration grace) {
        locked(() -> {
            stopped = true;
            changed.signalAll();
            if (!haveEnded(grace)) {
                threads.stream().filter(InMemoryRunQueue::isAnother).forEach(Thread::interrupt);
                haveEnded(TO_HAND_BACK);
            }
        });
    }

    @Override
    public boolean replaceWorkerOf(SyncLinkId link) {
        lock.lock();
        try {
            Optional<Thread> replaced = working.entrySet().stream()
                    .filter(one -> one.getValue().equals(link) && !hung.contains(one.getKey()))
                    .map(Map.Entry::getKey)
                    .findFirst()
                    .filter(one -> hung.size() < workers);
            replaced.ifPresent(hung::add);
            replaceOrLater();
            return replaced.isPresent();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public OptionalInt waiting() {
        lock.lock();
        try {
            return OptionalInt.of(waiting.size());
        } finally {
            lock.unlock();
        }
    }

    private boolean admit(List<Ticket> tickets) {
        Instant now = time.instant();
        boolean all = true;
        for (Ticket ticket : tickets) {
            all &= waiting.admit(ticket, now);
        }
        replaceOrLater();
        return all;
    }

    private void replaceOrLater() {
        try {
            replaceTheDead();
        } catch (Throwable noThreads) {
            // what was handed over is taken; the next ticket that comes tries again
        }
    }

    private void replaceTheDead() {
        if (stopped || worker.isEmpty()) {
            return;
        }
        Worker work = worker.get();
        threads.removeIf(thread -> !thread.isAlive());
        hung.retainAll(threads);
        while (threads.size() - hung.size() < workers) {
            Thread thread = factory.newThread(() -> workUntilStopped(work));
            thread.start();
            threads.add(thread);
        }
    }

    /** Whether all threads but this one ended in time; false at once if this one is interrupted. */
    private boolean haveEnded(Duration inTime) {
        try {
            long left = nanos(inTime);
            while (anotherLives()) {
                if (left <= 0) {
                    return false;
                }
                long slice = Math.min(LOOK_AT_THREADS.toNanos(), left);
                left -= slice - changed.awaitNanos(slice);
            }
            return true;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private boolean anotherLives() {
        return threads.stream().anyMatch(thread -> thread.isAlive() && isAnother(thread));
    }

    private void workUntilStopped(Worker work) {
        try {
            while (!stopped && !isTooMany()) {
                next().ifPresent(ticket -> work(work, ticket));
            }
        } finally {
            locked(() -> {
                threads.remove(Thread.currentThread());
                hung.remove(Thread.currentThread());
                changed.signalAll();
            });
        }
    }

    /** One that hung and came back may find another in its place. */
    private boolean isTooMany() {
        lock.lock();
        try {
            hung.remove(Thread.currentThread());
            return threads.size() - hung.size() > workers;
        } finally {
            lock.unlock();
        }
    }

    private void work(Worker work, Ticket ticket) {
        locked(() -> working.put(Thread.currentThread(), ticket.link()));
        try {
            work.work(ticket.link()).ifPresent(next -> submit(List.of(next)));
        } catch (Throwable thrown) {
            // the worker tells what it throws, and the link's next ticket is a sweep's
        } finally {
            locked(() -> working.remove(Thread.currentThread()));
            // an interrupt that came was meant for work that is over
            Thread.interrupted();
        }
    }

    /** Waits for the ticket whose turn it is; nothing once the queue is stopped, or after an interrupt that has come astray. */
    private Optional<Ticket> next() {
        lock.lock();
        try {
            Optional<Ticket> taken = Optional.empty();
            while (taken.isEmpty() && !stopped) {
                taken = take();
                if (taken.isEmpty()) {
                    changed.awaitNanos(untilNextLook());
                }
            }
            return taken;
        } catch (InterruptedException stoppedOrAstray) {
            return Optional.empty();
        } finally {
            lock.unlock();
        }
    }

    private Optional<Ticket> take() {
        try {
            replaceTheDead();
            return waiting.take(time.instant());
        } catch (Throwable notNow) {
            // a clock that throws, or no memory for a thread: either may pass
            return Optional.empty();
        }
    }

    private long untilNextLook() {
        try {
            Instant now = time.instant();
            return waiting.next()
                    .filter(due -> due.isBefore(now.plus(LONGEST_LOOK_AWAY)))
                    .map(due -> Duration.between(now, due).toNanos())
                    .orElse(LONGEST_LOOK_AWAY.toNanos());
        } catch (Throwable notNow) {
            return LONGEST_LOOK_AWAY.toNanos();
        }
    }

    private void locked(Runnable act) {
        lock.lock();
        try {
            act.run();
        } finally {
            lock.unlock();
        }
    }

    private static boolean isAnother(Thread thread) {
        return !thread.equals(Thread.currentThread());
    }

    /** A very long time is as long as there is. */
    private static long nanos(Duration duration) {
        return duration.compareTo(Duration.ofNanos(Long.MAX_VALUE)) < 0 ? duration.toNanos() : Long.MAX_VALUE;
    }
}
