package io.holdfast.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.model.SyncLinkId;
import io.holdfast.model.SyncRun.Urgency;
import io.holdfast.model.WorkspaceId;
import io.holdfast.port.RunQueue;
import io.holdfast.testkit.ManualTime;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The embedded queue, on its own threads. */
final class InMemoryRunQueueTest {
    private static final Instant PAST = Instant.parse("2020-01-01T00:00:00Z");
    private static final Instant FAR = Instant.parse("2120-01-01T00:00:00Z");
    private static final int ROOM = 10_000;

    private final BlockingQueue<String> worked = new LinkedBlockingQueue<>();
    private final InMemoryRunQueue queue = new InMemoryRunQueue(1, Thread::new, InstantSource.system());

    @AfterEach
    void stop() {
        queue.stop(Duration.ofSeconds(5));
    }

    @Test
    void ofWhatIsDueTheMostUrgentGoesFirstThenTheLongestDue() throws InterruptedException {
        queue.submit(List.of(
                ticket("describe", PAST, Urgency.ROUTINE),
                ticket("signal", PAST.plusSeconds(2), Urgency.SIGNAL),
                ticket("earlier signal", PAST.plusSeconds(1), Urgency.SIGNAL),
                ticket("person", PAST.plusSeconds(3), Urgency.PERSON)));

        queue.start(this::note);

        assertThat(List.of(take(), take(), take(), take()))
                .containsExactly("person", "earlier signal", "signal", "describe");
    }

    @Test
    void oneTicketWaitsPerLinkAndTheEarlierAndMoreUrgentCounts() throws InterruptedException {
        queue.submit(List.of(
                ticket("twice", Instant.now().plusSeconds(3600), Urgency.ROUTINE),
                ticket("describe", PAST, Urgency.ROUTINE)));
        queue.submit(List.of(ticket("twice", PAST, Urgency.PERSON)));

        queue.start(this::note);

        assertThat(List.of(take(), take())).containsExactly("twice", "describe");
        assertThat(worked).isEmpty();
    }

    @Test
    void aTicketThatIsNotDueWaitsAndOneThatComesMeanwhileIsWorked() throws InterruptedException {
        queue.start(this::note);
        queue.submit(List.of(ticket("later", Instant.now().plusSeconds(3600), Urgency.PERSON)));
        queue.submit(List.of(ticket("now", PAST, Urgency.ROUTINE)));

        assertThat(take()).isEqualTo("now");
        assertThat(worked).isEmpty();
    }

    @Test
    void theTicketThatWorkGivesBackIsWorkedNext() throws InterruptedException {
        AtomicInteger left = new AtomicInteger(50);
        queue.start(link -> {
            worked.add(link.value());
            return left.decrementAndGet() > 0
                    ? Optional.of(ticket("again-" + left.get(), PAST, Urgency.ROUTINE))
                    : Optional.empty();
        });
        queue.submit(List.of(ticket("first", PAST, Urgency.ROUTINE)));

        assertThat(take()).isEqualTo("first");
        for (int i = 49; i > 0; i--) {
            assertThat(take()).isEqualTo("again-" + i);
        }
    }

    @Test
    void aThreadThatHangsOnALinkKeepsNoOtherFromIt() throws InterruptedException {
        InMemoryRunQueue wide = new InMemoryRunQueue(2, Thread::new, InstantSource.system());
        CountDownLatch both = new CountDownLatch(2);
        wide.start(link -> {
            both.countDown();
            wide.submit(List.of(ticket(link.value(), PAST, Urgency.PERSON)));
            awaitUntilInterrupted(both);
            return Optional.empty();
        });
        wide.submit(List.of(ticket("one", PAST, Urgency.ROUTINE)));

        assertThat(both.await(60, TimeUnit.SECONDS)).isTrue();
        wide.stop(Duration.ofSeconds(5));
    }

    @Test
    void stoppingInterruptsWhatIsLeftAfterTheGrace() throws InterruptedException {
        CountDownLatch on = new CountDownLatch(1);
        CountDownLatch interrupted = new CountDownLatch(1);
        queue.start(link -> {
            on.countDown();
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException expected) {
                interrupted.countDown();
            }
            return Optional.empty();
        });
        queue.submit(List.of(ticket("hangs", PAST, Urgency.PERSON)));
        assertThat(on.await(60, TimeUnit.SECONDS)).isTrue();

        queue.stop(Duration.ofMillis(1));

        assertThat(interrupted.getCount())
                .as("stop waits until it was handed back")
                .isZero();
    }

    @Test
    void aFullQueueSaysSoAndKeepsWhatItHas() {
        assertThat(queue.submit(many("acme", ROOM, PAST))).isTrue();

        assertThat(queue.submit(List.of(ticket("one more", PAST, Urgency.ROUTINE))))
                .isFalse();
        assertThat(queue.submit(List.of(ticket("acme-0", PAST, Urgency.PERSON))))
                .isTrue();
    }

    @Test
    void workspacesTakeTurnsAndEachGivesTheLongestDueFirst() throws InterruptedException {
        queue.submit(List.of(
                of("large", "l4", 4, Urgency.ROUTINE),
                of("large", "l1", 1, Urgency.ROUTINE),
                of("large", "l3", 3, Urgency.ROUTINE),
                of("small", "s5", 5, Urgency.ROUTINE),
                of("large", "l2", 2, Urgency.ROUTINE),
                of("third", "t6", 6, Urgency.ROUTINE)));

        queue.start(this::note);

        assertThat(List.of(take(), take(), take(), take(), take(), take()))
                .containsExactly("l1", "s5", "t6", "l2", "l3", "l4");
    }

    @Test
    void aPersonsWishOfAnyWorkspaceGoesBeforeAllSignalsAndThoseBeforeAllPolls() throws InterruptedException {
        queue.submit(List.of(
                of("one", "poll", 1, Urgency.ROUTINE),
                of("one", "signal", 2, Urgency.SIGNAL),
                of("two", "poll of two", 3, Urgency.ROUTINE),
                of("two", "signal of two", 4, Urgency.SIGNAL),
                of("two", "person of two", 5, Urgency.PERSON),
                of("one", "person", 6, Urgency.PERSON)));

        queue.start(this::note);

        assertThat(List.of(take(), take(), take(), take(), take(), take()))
                .containsExactly("person of two", "person", "signal", "signal of two", "poll", "poll of two");
    }

    @Test
    void aWorkspaceThatFillsTheQueueMakesRoomForAnotherUntilBothHaveTheSame() throws InterruptedException {
        queue.submit(many("large", ROOM, PAST));

        assertThat(queue.submit(many("small", ROOM / 2, PAST))).isTrue();
        assertThat(queue.submit(List.of(of("small", "one more", 0, Urgency.ROUTINE))))
                .isFalse();
        assertThat(queue.submit(List.of(of("large", "one more", 0, Urgency.ROUTINE))))
                .isFalse();

        queue.start(this::note);
        assertThat(List.of(take(), take(), take(), take())).containsExactly("large-0", "small-0", "large-1", "small-1");
    }

    @Test
    void aPersonsWishFindsRoomInAQueueFullOfPollsButNoPollInOneFullOfWishes() throws InterruptedException {
        queue.submit(many("acme", ROOM, PAST));

        assertThat(queue.submit(List.of(of("acme", "wish", 9, Urgency.PERSON)))).isTrue();
        queue.start(this::note);
        assertThat(take()).isEqualTo("wish");
        queue.stop(Duration.ofSeconds(5));

        InMemoryRunQueue wishes = new InMemoryRunQueue(1, Thread::new, InstantSource.system());
        IntStream.range(0, ROOM)
                .forEach(i -> assertThat(wishes.submit(List.of(of("acme", "wish-" + i, 0, Urgency.PERSON))))
                        .isTrue());
        assertThat(wishes.submit(List.of(of("other", "poll", 0, Urgency.ROUTINE))))
                .isFalse();
    }

    @Test
    void whatIsNotDueYetTakesNoPlaceFromWhatIs() throws InterruptedException {
        assertThat(queue.submit(many("patient", ROOM, FAR))).isTrue();
        assertThat(queue.submit(List.of(ticket("no room", FAR.plusSeconds(60), Urgency.PERSON))))
                .isFalse();

        assertThat(queue.submit(many("acme", ROOM, PAST))).isTrue();
        queue.start(this::note);
        assertThat(take()).isEqualTo("acme-0");
    }

    @Test
    void ofWhatIsNotDueYetTheLatestMakesRoom() throws InterruptedException {
        ManualTime time = ManualTime.at(PAST);
        InMemoryRunQueue slow = new InMemoryRunQueue(1, Thread::new, time);
        slow.submit(many("patient", ROOM, FAR));

        assertThat(slow.submit(List.of(ticket("sooner", PAST.plusSeconds(60), Urgency.ROUTINE))))
                .isTrue();

        time.tick(Duration.between(PAST, FAR.plusSeconds(60)));
        slow.start(this::note);
        assertThat(take()).isEqualTo("sooner");
        for (int i = 0; i < ROOM - 1; i++) {
            assertThat(take()).isEqualTo("patient-" + i);
        }
        slow.stop(Duration.ofSeconds(5));
        assertThat(worked).isEmpty();
    }

    @Test
    void aTicketThatFallsDueInAFullQueueKeepsItsOlderPlaceIfItFindsNone() throws InterruptedException {
        queue.submit(List.of(ticket("twice", FAR, Urgency.ROUTINE)));
        queue.submit(many("acme", ROOM, PAST));

        assertThat(queue.submit(List.of(ticket("twice", PAST, Urgency.ROUTINE))))
                .isFalse();
        queue.start(this::note);
        assertThat(take()).isEqualTo("acme-0");
        assertThat(queue.submit(List.of(ticket("twice", PAST, Urgency.PERSON)))).isTrue();
    }

    @Test
    void whateverWorkThrowsItsThreadGoesOn() throws InterruptedException {
        List<Throwable> thrown = List.of(
                new OutOfMemoryError("on purpose"),
                new AssertionError("on purpose"),
                new StackOverflowError("on purpose"),
                new NoClassDefFoundError("on purpose"),
                new IOException("on purpose"),
                new InterruptedException("on purpose"),
                new IllegalStateException("on purpose"));
        Set<Thread> threads = ConcurrentHashMap.newKeySet();
        Iterator<Throwable> next = thrown.iterator();
        queue.start(link -> {
            threads.add(Thread.currentThread());
            worked.add(link.value());
            if (next.hasNext()) {
                throw sneaky(next.next());
            }
            return Optional.empty();
        });

        for (int i = 0; i <= thrown.size(); i++) {
            queue.submit(List.of(ticket("link-" + i, PAST, Urgency.ROUTINE)));
            assertThat(take()).isEqualTo("link-" + i);
        }

        assertThat(threads).hasSize(1);
    }

    @Test
    void anInterruptThatWorkLeavesBehindIsNotTheNextOnes() throws InterruptedException {
        BlockingQueue<Boolean> interrupted = new LinkedBlockingQueue<>();
        queue.start(link -> {
            interrupted.add(Thread.currentThread().isInterrupted());
            Thread.currentThread().interrupt();
            return Optional.of(ticket("after " + link.value(), PAST, Urgency.ROUTINE))
                    .filter(next -> link.value().length() < 20);
        });
        queue.submit(List.of(ticket("first", PAST, Urgency.ROUTINE)));

        for (int i = 0; i < 4; i++) {
            assertThat(interrupted.poll(60, TimeUnit.SECONDS)).isFalse();
        }
    }

    @Test
    void anInterruptOfAThreadThatWaitsEndsItNot() throws InterruptedException {
        BlockingQueue<Thread> made = new LinkedBlockingQueue<>();
        InMemoryRunQueue one = new InMemoryRunQueue(
                1,
                work -> {
                    Thread thread = new Thread(work);
                    made.add(thread);
                    return thread;
                },
                InstantSource.system());
        one.start(this::note);

        for (int i = 0; i < 5; i++) {
            made.element().interrupt();
            one.submit(List.of(ticket("link-" + i, PAST, Urgency.ROUTINE)));
            assertThat(take()).isEqualTo("link-" + i);
        }

        assertThat(made).hasSize(1);
        one.stop(Duration.ofSeconds(5));
    }

    @Test
    void aThreadThatDiesIsReplacedByTheNextTicketOrByAnotherThread() throws InterruptedException {
        AtomicInteger made = new AtomicInteger();
        InMemoryRunQueue unlucky = new InMemoryRunQueue(
                2,
                work -> made.incrementAndGet() == 2 ? new Thread(work) : new Thread(() -> made.get()),
                InstantSource.system());
        unlucky.start(this::note);
        unlucky.submit(List.of(ticket("by the other", PAST, Urgency.ROUTINE)));
        assertThat(take()).isEqualTo("by the other");

        while (made.get() < 5) {
            Thread.onSpinWait();
        }
        unlucky.stop(Duration.ofSeconds(5));

        made.set(0);
        InMemoryRunQueue alone = new InMemoryRunQueue(
                1,
                work -> made.incrementAndGet() == 1 ? new Thread(made::get) : new Thread(work),
                InstantSource.system());
        alone.start(this::note);
        while (worked.isEmpty()) {
            alone.submit(List.of(ticket("alone", PAST, Urgency.ROUTINE)));
        }
        assertThat(take()).isEqualTo("alone");
        alone.stop(Duration.ofSeconds(5));
    }

    @Test
    void threadsThatCantBeMadeLoseNoTicketAndAreMadeLater() throws InterruptedException {
        AtomicInteger asked = new AtomicInteger();
        InMemoryRunQueue poor = new InMemoryRunQueue(
                2,
                work -> {
                    if (asked.incrementAndGet() == 2) {
                        throw new OutOfMemoryError("unable to create native thread, on purpose");
                    }
                    return new Thread(work);
                },
                InstantSource.system());
        assertThatThrownBy(() -> poor.start(this::note)).isInstanceOf(OutOfMemoryError.class);

        assertThat(poor.submit(List.of(ticket("a", PAST, Urgency.ROUTINE)))).isTrue();

        assertThat(take()).isEqualTo("a");
        while (asked.get() < 3) {
            Thread.onSpinWait();
        }
        poor.stop(Duration.ofSeconds(5));
    }

    @Test
    void aClockThatJumpsOrThrowsIsLookedAtAgainWithinASecond() throws InterruptedException {
        AtomicReference<Instant> now = new AtomicReference<>(PAST);
        InMemoryRunQueue watching = new InMemoryRunQueue(1, Thread::new, () -> {
            Instant told = Objects.requireNonNull(now.get());
            if (told.equals(Instant.MIN)) {
                throw new IllegalStateException("no time, on purpose");
            }
            return told;
        });
        watching.submit(
                List.of(ticket("later", FAR, Urgency.ROUTINE), ticket("at the end", Instant.MAX, Urgency.ROUTINE)));
        watching.start(this::note);

        now.set(Instant.MIN);
        now.set(FAR);

        assertThat(take()).isEqualTo("later");
        now.set(Instant.MAX);
        assertThat(take()).isEqualTo("at the end");
        now.set(Instant.MIN);
        assertThatThrownBy(() -> watching.submit(List.of(ticket("when", PAST, Urgency.ROUTINE))))
                .isInstanceOf(IllegalStateException.class);
        now.set(PAST);
        watching.submit(List.of(ticket("when", PAST, Urgency.ROUTINE)));
        assertThat(take()).isEqualTo("when");
        watching.stop(Duration.ofSeconds(5));
    }

    @Test
    void aStoppedQueueTakesNothingAndASecondStartIsRefused() {
        queue.start(this::note);
        assertThatThrownBy(() -> queue.start(this::note))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("give each engine its own");
        queue.stop(Duration.ofSeconds(Long.MAX_VALUE));

        assertThat(queue.submit(List.of(ticket("late", PAST, Urgency.PERSON)))).isFalse();
        InMemoryRunQueue ended = new InMemoryRunQueue(1, Thread::new, InstantSource.system());
        ended.stop(Duration.ofSeconds(5));
        ended.start(this::note);
        assertThat(worked).isEmpty();
    }

    @Test
    void aWorkerThatStopsItsOwnQueueDoesNotWaitForItself() throws InterruptedException {
        queue.start(link -> {
            queue.stop(Duration.ofDays(1));
            worked.add("stopped by " + link.value());
            return Optional.empty();
        });
        queue.submit(List.of(ticket("a", PAST, Urgency.ROUTINE)));

        assertThat(take()).isEqualTo("stopped by a");
    }

    private Optional<RunQueue.Ticket> note(SyncLinkId link) {
        worked.add(link.value());
        return Optional.empty();
    }

    private String take() throws InterruptedException {
        return Optional.ofNullable(worked.poll(60, TimeUnit.SECONDS)).orElse("nothing came");
    }

    private static void awaitUntilInterrupted(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    @SuppressWarnings("unchecked")
    private static <T extends Throwable> RuntimeException sneaky(Throwable thrown) throws T {
        throw (T) thrown;
    }

    private static List<RunQueue.Ticket> many(String workspace, int count, Instant firstDue) {
        return IntStream.range(0, count)
                .mapToObj(i -> new RunQueue.Ticket(
                        SyncLinkId.of(workspace + "-" + i),
                        WorkspaceId.of(workspace),
                        firstDue.plusMillis(i),
                        Urgency.ROUTINE))
                .toList();
    }

    private static RunQueue.Ticket of(String workspace, String link, int second, Urgency urgency) {
        return new RunQueue.Ticket(SyncLinkId.of(link), WorkspaceId.of(workspace), PAST.plusSeconds(second), urgency);
    }

    private static RunQueue.Ticket ticket(String link, Instant due, Urgency urgency) {
        return new RunQueue.Ticket(SyncLinkId.of(link), WorkspaceId.of("acme"), due, urgency);
    }
}
