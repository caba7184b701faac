package io.holdfast.engine.gateway;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Knows which calls of ports are on. One that an engine's thread waits for past its deadline is interrupted; if that does not
 * end it, whoever owns the thread is told, and may put another in its place. How long a call is on is counted in the ticks of a
 * timer, so no clock that is set makes one look late. Calls on threads of the host are left alone.
 */
public final class CallsInHand {
    private static final Logger log = LoggerFactory.getLogger(CallsInHand.class);

    private final Set<Call> on = ConcurrentHashMap.newKeySet();
    private final Map<Thread, Duration> deadlines = new ConcurrentHashMap<>();
    private final Predicate<Thread> hung;

    /** Asks of each thread that an interrupt did not free whether another takes its place. */
    public CallsInHand(Predicate<Thread> hung) {
        this.hung = hung;
    }

    /** The same task, whose calls may take that long each. */
    public Runnable within(Duration atMost, Runnable task) {
        return () -> within(atMost, () -> {
            task.run();
            return atMost;
        });
    }

    /** Does something whose calls may take that long each. */
    public <T> T within(Duration atMost, Supplier<T> act) {
        deadlines.put(Thread.currentThread(), atMost);
        try {
            return act.get();
        } finally {
            deadlines.remove(Thread.currentThread());
        }
    }

    /** A call that begins on this thread; it takes at least as long as it must be given. */
    Call begin(String name, Duration atLeast) {
        Duration atMost = deadlines.get(Thread.currentThread());
        if (atMost == null) {
            return Call.UNWATCHED;
        }
        Call call = new Call(name, atMost.compareTo(atLeast) < 0 ? atLeast : atMost);
        on.add(call);
        return call;
    }

    void end(Call call) {
        if (on.remove(call)) {
            call.end();
        }
    }

    /** Time has passed: ends what is late. */
    public void tick(Duration since) {
        on.forEach(call -> grow(call, since));
    }

    private void grow(Call call, Duration by) {
        call.age = call.age.plus(by);
        if (call.age.compareTo(call.atMost) < 0 || call.isReported) {
            return;
        }
        if (!call.isInterrupted) {
            if (call.interrupt()) {
                log.warn("{} has not answered within {} and is interrupted", call.name, call.atMost);
            }
        } else {
            call.isReported = true;
            tellOfHung(call);
        }
    }

    private void tellOfHung(Call call) {
        String thread = call.thread.getName();
        if (hung.test(call.thread)) {
            log.warn("{} heeds no interrupt; another thread takes the place of {}", call.name, thread);
        } else {
            log.error(
                    "{} heeds no interrupt and no other thread may take the place of {}, because as many hang as may;"
                            + " what such threads do is not done on this node: find what hangs and start the node anew",
                    call.name,
                    thread);
        }
    }

    /** One call of a port. Its age is the timer's alone. */
    static final class Call {
        private static final Call UNWATCHED = new Call("", Duration.ZERO);

        private final String name;
        private final Duration atMost;
        private final Thread thread = Thread.currentThread();
        private Duration age = Duration.ZERO;
        private volatile boolean isInterrupted;
        private boolean isReported;
        private boolean isOver;

        private Call(String name, Duration atMost) {
            this.name = name;
            this.atMost = atMost;
        }

        private synchronized boolean interrupt() {
            if (!isOver) {
                isInterrupted = true;
                thread.interrupt();
            }
            return isInterrupted;
        }

        /** An interrupt of ours that came late must not reach the thread's next work. */
        private synchronized void end() {
            isOver = true;
            if (isInterrupted) {
                Thread.interrupted();
            }
        }
    }
}
