package io.holdfast.testkit.contract;

import io.holdfast.model.SyncLinkId;
import io.holdfast.model.SyncRun;
import io.holdfast.model.WorkspaceId;
import io.holdfast.port.RunQueue;
import io.holdfast.testkit.ManualTime;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * What every {@link RunQueue} promises. Tickets are hints, but a queue that lost them at rest would leave all work to
 * sweeps, so here they are expected to come.
 */
public final class RunQueueContract {
    private static final Instant NOW = LinkSamples.NOW;
    private static final long SECONDS = 30;
    private static final long SECONDS_TO_END = 5;

    private static final int WHILE = 300;
    /** More than a queue has threads. */
    private static final int THROWS = 50;

    private RunQueueContract() {}

    /**
     * {@return the checks, each on a queue of its own}
     *
     * @param fresh makes a queue that was not started, with at least one thread, which compares due instants with this time
     */
    public static List<ContractCheck> checks(Function<InstantSource, ? extends RunQueue> fresh) {
        return checks(fresh, SECONDS);
    }

    /** The same, which wait less long for what does not come. */
    static List<ContractCheck> checks(Function<InstantSource, ? extends RunQueue> fresh, long seconds) {
        Checks<Desk> checks = new Checks<>(() -> new Desk(fresh, seconds));
        checks.add("a ticket taken before the start is worked after it", RunQueueContract::beforeTheStart);
        checks.add("every ticket that is due is worked", RunQueueContract::allWorked);
        checks.add("nothing is worked before it is due", RunQueueContract::notBeforeDue);
        checks.add("an earlier due instant brings a waiting ticket forward", RunQueueContract::broughtForward);
        checks.add("the ticket that a worker returns is worked next", RunQueueContract::returned);
        checks.add("the ticket that a worker returns waits until it is due", RunQueueContract::returnedForLater);
        checks.add("work that throws keeps no other link from a worker", RunQueueContract::thrown);
        checks.add(
                "a link that is being worked may be submitted without blocking", RunQueueContract::submittedMeanwhile);
        checks.add("stopping ends the work, and interrupts what is left after the grace", RunQueueContract::stopped);
        checks.add("work that is on may go on for the grace", RunQueueContract::grace);
        checks.add("a stopped queue takes nothing and begins nothing", RunQueueContract::nothingAfterStop);
        return checks.list();
    }

    private static void beforeTheStart(Desk desk) throws InterruptedException {
        Assertions.same("taken", true, desk.queue.submit(List.of(ticket("a", NOW))));
        Assertions.same("worked before the start", 0, desk.worked.size());
        desk.start();
        desk.expect("a");
        desk.stop();
    }

    private static void allWorked(Desk desk) throws InterruptedException {
        desk.start();
        Set<String> all = new HashSet<>();
        IntStream.range(0, 100).forEach(i -> all.add("link-" + i));
        desk.queue.submit(all.stream().map(link -> ticket(link, NOW)).toList());
        while (!all.isEmpty()) {
            all.remove(desk.next());
        }
        desk.stop();
    }

    private static void notBeforeDue(Desk desk) throws InterruptedException {
        desk.start();
        desk.queue.submit(List.of(ticket("later", NOW.plusSeconds(1)), ticket("now", NOW)));
        desk.expect("now");
        // long enough for a thread that wrongly took the later one to say so, however slowly it is scheduled
        for (int i = 0; i < WHILE; i++) {
            desk.queue.submit(List.of(ticket("again-" + i, NOW)));
            desk.expect("again-" + i);
        }
        desk.time.tick(Duration.ofSeconds(1));
        desk.queue.submit(List.of(ticket("last", NOW)));
        String first = desk.next();
        Assertions.same("worked once due", Set.of("later", "last"), Set.of(first, desk.next()));
        desk.stop();
    }

    private static void broughtForward(Desk desk) throws InterruptedException {
        desk.start();
        desk.queue.submit(List.of(ticket("a", NOW.plusSeconds(3_600))));
        desk.queue.submit(List.of(ticket("a", NOW)));
        desk.expect("a");
        desk.stop();
    }

    /** As an engine does: the ticket is of the same link, which is still in work. */
    private static void returned(Desk desk) throws InterruptedException {
        AtomicInteger times = new AtomicInteger();
        desk.queue.start(link -> {
            desk.worked.add(link.value());
            return times.incrementAndGet() < 3 ? Optional.of(ticket(link.value(), NOW)) : Optional.empty();
        });
        desk.queue.submit(List.of(ticket("a", NOW)));
        for (int i = 0; i < 3; i++) {
            desk.expect("a");
        }
        desk.stop();
    }

    private static void returnedForLater(Desk desk) throws InterruptedException {
        AtomicInteger times = new AtomicInteger();
        desk.queue.start(link -> {
            desk.worked.add(link.value());
            boolean again = link.value().equals("a") && times.incrementAndGet() == 1;
            return again ? Optional.of(ticket("a", NOW.plusSeconds(1))) : Optional.empty();
        });
        desk.queue.submit(List.of(ticket("a", NOW)));
        desk.expect("a");
        for (int i = 0; i < WHILE; i++) {
            desk.queue.submit(List.of(ticket("other-" + i, NOW)));
            desk.expect("other-" + i);
        }
        desk.time.tick(Duration.ofSeconds(1));
        desk.expect("a");
        desk.stop();
    }

    private static void thrown(Desk desk) throws InterruptedException {
        desk.queue.start(link -> {
            desk.worked.add(link.value());
            if (link.value().startsWith("throws")) {
                throw new AssertionError("thrown on purpose by a contract check");
            }
            return Optional.empty();
        });
        for (int i = 0; i < THROWS; i++) {
            desk.queue.submit(List.of(ticket("throws-" + i, NOW)));
            desk.expect("throws-" + i);
        }
        desk.queue.submit(List.of(ticket("a", NOW)));
        desk.expect("a");
        desk.stop();
    }

    private static void submittedMeanwhile(Desk desk) throws InterruptedException {
        CountDownLatch submitted = new CountDownLatch(1);
        desk.queue.start(link -> {
            if (desk.worked.isEmpty()) {
                await(submitted);
            }
            desk.worked.add(link.value());
            return Optional.empty();
        });
        desk.queue.submit(List.of(ticket("a", NOW)));
        desk.queue.submit(List.of(ticket("a", NOW)));
        submitted.countDown();
        desk.expect("a");
        desk.stop();
    }

    private static void stopped(Desk desk) throws InterruptedException {
        CountDownLatch began = new CountDownLatch(1);
        CountDownLatch interrupted = new CountDownLatch(1);
        desk.queue.start(link -> {
            began.countDown();
            if (!await(new CountDownLatch(1))) {
                interrupted.countDown();
            }
            return Optional.empty();
        });
        desk.queue.submit(List.of(ticket("a", NOW)));
        Assertions.holds("the work to begin", await(began), "nothing");
        desk.queue.stop(Duration.ofMillis(1));
        Assertions.holds(
                "the work to be interrupted", interrupted.await(desk.seconds, TimeUnit.SECONDS), "no interrupt");
    }

    private static void grace(Desk desk) throws InterruptedException {
        CountDownLatch began = new CountDownLatch(1);
        desk.queue.start(link -> {
            began.countDown();
            desk.worked.add(isLeftAlone() ? "left alone" : "interrupted");
            return Optional.empty();
        });
        desk.queue.submit(List.of(ticket("a", NOW)));
        Assertions.holds("the work to begin", await(began), "nothing");
        desk.stop();
        Assertions.same("when the stop returned the work was", "left alone", desk.worked.poll());
    }

    /** Long enough for a stop that has begun to interrupt, however slowly its thread is scheduled. */
    private static boolean isLeftAlone() {
        try {
            return !new CountDownLatch(1).await(WHILE, TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Its threads have ended by the time the stop returns, so a ticket that is due then finds nobody. */
    private static void nothingAfterStop(Desk desk) throws InterruptedException {
        Set<Thread> workers = ConcurrentHashMap.newKeySet();
        desk.queue.start(link -> {
            workers.add(Thread.currentThread());
            desk.worked.add(link.value());
            return Optional.empty();
        });
        desk.queue.submit(List.of(ticket("a", NOW)));
        desk.expect("a");
        desk.stop();
        desk.queue.submit(List.of(ticket("b", NOW)));
        for (Thread worker : workers) {
            worker.join(TimeUnit.SECONDS.toMillis(SECONDS_TO_END));
            Assertions.holds("the queue's thread to have ended", !worker.isAlive(), "it alive");
        }
        Assertions.same("worked after the stop", 0, desk.worked.size());
    }

    private static RunQueue.Ticket ticket(String link, Instant due) {
        return new RunQueue.Ticket(SyncLinkId.of(link), WorkspaceId.of("workspace"), due, SyncRun.Urgency.SIGNAL);
    }

    /** Whether it came; false if this thread was interrupted before. */
    private static boolean await(CountDownLatch latch) {
        try {
            return latch.await(SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** A queue, its time, and what was worked. */
    private static final class Desk {
        private final ManualTime time = ManualTime.at(NOW);
        private final BlockingQueue<String> worked = new LinkedBlockingQueue<>();
        private final RunQueue queue;
        private final long seconds;

        Desk(Function<InstantSource, ? extends RunQueue> fresh, long seconds) {
            queue = fresh.apply(time);
            this.seconds = seconds;
        }

        void start() {
            queue.start(link -> {
                worked.add(link.value());
                return Optional.empty();
            });
        }

        String next() throws InterruptedException {
            String link = worked.poll(seconds, TimeUnit.SECONDS);
            if (link == null) {
                throw new AssertionError("expected a link to be worked within " + seconds + " s but found none");
            }
            return link;
        }

        void expect(String link) throws InterruptedException {
            Assertions.same("worked", link, next());
        }

        void stop() {
            queue.stop(Duration.ofSeconds(SECONDS));
        }
    }
}
