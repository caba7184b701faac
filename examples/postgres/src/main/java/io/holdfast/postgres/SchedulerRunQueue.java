package io.holdfast.postgres;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerBuilder;
import com.github.kagkarlsson.scheduler.Waiter;
import com.github.kagkarlsson.scheduler.jdbc.PostgreSqlJdbcCustomization;
import com.github.kagkarlsson.scheduler.logging.LogLevel;
import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.Execution;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import io.holdfast.model.SyncLinkId;
import io.holdfast.port.RunQueue;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;

/**
 * Brings links to workers by db-scheduler, whose table all nodes share. It polls, picks, keeps up heartbeats, finds what died and has the
 * threads; tickets change its rows by {@link WaitingRuns}. A thread that hangs is not replaced, but its link is worked elsewhere.
 */
final class SchedulerRunQueue implements RunQueue {
    private static final Duration LOOK = Duration.ofMillis(200);
    /** What missed four of them is dead: as long as a lease of the engine lasts, and looked for so often that its sweep waits for nobody. */
    private static final Duration HEARTBEAT = Duration.ofSeconds(10);

    private static final int MISSED = 4;
    private static final Duration TO_HAND_BACK = Duration.ofSeconds(1);
    private static final long LOOK_AT_THREADS = TimeUnit.MILLISECONDS.toNanos(10);

    private final DataSource source;
    private final Tables tables;
    private final WaitingRuns runs;
    private final int workers;
    private final InstantSource time;
    private final Set<Thread> working = ConcurrentHashMap.newKeySet();
    /** By the id of its link. */
    private final Map<String, Execution> inWork = new ConcurrentHashMap<>();

    private volatile Optional<Scheduler> scheduler = Optional.empty();
    private volatile boolean stopped;

    SchedulerRunQueue(DataSource source, Tables tables, int workers, InstantSource time) {
        if (workers < 1) {
            throw new IllegalArgumentException("expected at least one worker but found " + workers);
        }
        this.source = source;
        this.tables = tables;
        this.runs = WaitingRuns.of(source, tables);
        this.workers = workers;
        this.time = time;
    }

    @Override
    public synchronized void start(Worker worker) {
        if (scheduler.isPresent()) {
            throw new IllegalStateException(
                    "expected a queue that was not started yet but found it started; give each engine its own");
        }
        if (!stopped) {
            Scheduler started = builder(task(worker))
                    .tableName(tables.in("{run}"))
                    .jdbcCustomization(new PostgreSqlJdbcCustomization(false, false))
                    .threads(workers)
                    // picks what a thread is free for and no more, so that who is urgent waits for nobody who was
                    // picked before
                    .pollUsingLockAndFetch((workers - 0.5) / workers, 1)
                    .enablePriority()
                    .clock(time::instant)
                    .heartbeatInterval(HEARTBEAT)
                    .missedHeartbeatsLimit(MISSED)
                    .shutdownMaxWait(TO_HAND_BACK)
                    // the worker tells what it throws
                    .failureLogging(LogLevel.OFF, false)
                    .build();
            started.start();
            scheduler = Optional.of(started);
        }
    }

    private SchedulerBuilder builder(Task<Void> task) {
        return new SchedulerBuilder(source, List.of(task)) {
            // by a running clock: one that jumps back would hold up all polls
            @Override
            protected Waiter buildWaiter() {
                return new Waiter(LOOK, () -> Instant.EPOCH.plusNanos(System.nanoTime()));
            }
        };
    }

    private Task<Void> task(Worker worker) {
        return Tasks.custom(WaitingRuns.TASK, Void.class)
                .onFailure((thrown, row) -> runs.done(thrown.getExecution()))
                .onDeadExecution((dead, row) -> runs.giveBack(dead.getExecution()))
                .execute((instance, context) -> work(worker, context.getExecution()));
    }

    private CompletionHandler<Void> work(Worker worker, Execution execution) {
        if (stopped) {
            return (ended, row) -> runs.giveBack(execution);
        }
        working.add(Thread.currentThread());
        inWork.put(execution.getId(), execution);
        try {
            Optional<Ticket> next = worker.work(SyncLinkId.of(execution.getId()));
            return (ended, row) -> next.ifPresentOrElse(ticket -> again(execution, ticket), () -> runs.done(execution));
        } finally {
            inWork.remove(execution.getId(), execution);
            working.remove(Thread.currentThread());
            // an interrupt that came was meant for work that is over
            Thread.interrupted();
        }
    }

    private void again(Execution execution, Ticket next) {
        runs.next(execution, next);
        scheduler.ifPresent(Scheduler::triggerCheckForDueExecutions);
    }

    @Override
    public boolean submit(List<Ticket> tickets) {
        if (stopped) {
            return false;
        }
        runs.add(tickets);
        scheduler.ifPresent(Scheduler::triggerCheckForDueExecutions);
        return true;
    }

    @Override
    public synchronized void stop(Duration grace) {
        stopped = true;
        scheduler.ifPresent(started -> {
            started.pause();
            if (!haveEnded(grace)) {
                working.stream().filter(SchedulerRunQueue::isAnother).forEach(Thread::interrupt);
            }
            started.stop();
        });
        scheduler = Optional.empty();
    }

    /** Whether all threads but this one ended their work in time; false at once if this one is interrupted. */
    private boolean haveEnded(Duration inTime) {
        long began = System.nanoTime();
        while (working.stream().anyMatch(SchedulerRunQueue::isAnother)) {
            if (Thread.currentThread().isInterrupted()
                    || Duration.ofNanos(System.nanoTime() - began).compareTo(inTime) >= 0) {
                return false;
            }
            LockSupport.parkNanos(LOOK_AT_THREADS);
        }
        return true;
    }

    private static boolean isAnother(Thread thread) {
        return !thread.equals(Thread.currentThread());
    }

    @Override
    public boolean replaceWorkerOf(SyncLinkId link) {
        Optional.ofNullable(inWork.get(link.value())).ifPresent(runs::giveBack);
        return false;
    }
}
