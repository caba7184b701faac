package io.holdfast.memory;

import io.holdfast.model.SyncLinkId;
import io.holdfast.port.RunQueue;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Brings links to a fixed number of threads. Of the tickets that are due, the most urgent goes first, then the one that
 * has been due longest. Holds a bounded number of tickets; each is a hint, so one that finds no room costs a sweep.
 */
public final class InMemoryRunQueue implements RunQueue {
    private static final int ROOM = 10_000;
    private static final Duration TO_HAND_BACK = Duration.ofSeconds(1);
    private static final Duration IDLE = Duration.ofHours(1);
    private static final Comparator<Ticket> MOST_WANTED =
            Comparator.comparing(Ticket::urgency).thenComparing(Ticket::due);

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Map<SyncLinkId, Ticket> waiting = new HashMap<>();
    private final List<Thread> threads = new CopyOnWriteArrayList<>();
    private final int workers;
    private final ThreadFactory factory;
    private final InstantSource time;
    private final CountDownLatch ended;
    private volatile boolean stopped;

    /**
     * Makes a queue without threads; {@link #start} makes them.
     *
     * @param workers how many links are worked at once, at least 1
     * @param factory makes the threads
     * @param time what due instants are compared with
     * @throws IllegalArgumentException if there would be no worker
     */
    public InMemoryRunQueue(int workers, ThreadFactory factory, InstantSource time) {
        if (workers < 1) {
            throw new IllegalArgumentException("expected at least one worker but found " + workers);
        }
        this.workers = workers;
        this.ended = new CountDownLatch(workers);
        this.factory = factory;
        this.time = time;
    }

    @Override
    public void start(Worker worker) {
        for (int i = 0; i < workers; i++) {
            Thread thread = factory.newThread(() -> workUntilStopped(worker));
            threads.add(thread);
            thread.start();
        }
    }

    @Override
    public boolean submit(List<Ticket> tickets) {
        lock.lock();
        try {
            boolean all = true;
            for (Ticket ticket : tickets) {
                all &= admit(ticket);
            }
            changed.signalAll();
            return all;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void stop(Duration grace) {
        stopped = true;
        // wakes those that wait
        submit(List.of());
        if (!ended(grace)) {
            threads.forEach(Thread::interrupt);
            ended(TO_HAND_BACK);
        }
    }

    private boolean ended(Duration grace) {
        try {
            return threads.isEmpty() || ended.await(grace.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void workUntilStopped(Worker worker) {
        try {
            for (Optional<Ticket> ticket = next(); ticket.isPresent(); ticket = next()) {
                worker.work(ticket.get().link()).ifPresent(next -> submit(List.of(next)));
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } finally {
            ended.countDown();
        }
    }

    /** Waits for the most wanted ticket that is due; empty once the queue is stopped. */
    private Optional<Ticket> next() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (!stopped) {
                Instant now = time.instant();
                Optional<Ticket> due = waiting.values().stream()
                        .filter(ticket -> !ticket.due().isAfter(now))
                        .min(MOST_WANTED);
                if (due.isPresent()) {
                    waiting.remove(due.get().link());
                    return due;
                }
                Optional<Instant> earliest =
                        waiting.values().stream().map(Ticket::due).min(Comparator.naturalOrder());
                changed.awaitNanos(earliest.map(at -> Duration.between(now, at))
                        .orElse(IDLE)
                        .toNanos());
            }
            return Optional.empty();
        } finally {
            lock.unlock();
        }
    }

    private boolean admit(Ticket ticket) {
        boolean hasRoom = waiting.size() < ROOM || waiting.containsKey(ticket.link());
        if (hasRoom) {
            waiting.merge(ticket.link(), ticket, InMemoryRunQueue::earliest);
        }
        return hasRoom;
    }

    private static Ticket earliest(Ticket one, Ticket other) {
        Instant due = one.due().isBefore(other.due()) ? one.due() : other.due();
        return new Ticket(
                one.link(),
                one.workspace(),
                due,
                one.urgency().compareTo(other.urgency()) < 0 ? one.urgency() : other.urgency());
    }
}
