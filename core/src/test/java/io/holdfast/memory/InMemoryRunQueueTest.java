package io.holdfast.memory;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.model.SyncLinkId;
import io.holdfast.model.SyncRun.Urgency;
import io.holdfast.model.WorkspaceId;
import io.holdfast.port.RunQueue;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The embedded queue, on its own threads. */
final class InMemoryRunQueueTest {
    private static final Instant PAST = Instant.parse("2020-01-01T00:00:00Z");

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
        boolean taken = true;
        int tickets = 0;
        for (; taken; tickets++) {
            taken = queue.submit(List.of(ticket("link-" + tickets, PAST, Urgency.ROUTINE)));
        }

        assertThat(tickets).isEqualTo(10_001);
        assertThat(queue.submit(List.of(ticket("link-0", PAST, Urgency.PERSON))))
                .isTrue();
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

    private static RunQueue.Ticket ticket(String link, Instant due, Urgency urgency) {
        return new RunQueue.Ticket(SyncLinkId.of(link), WorkspaceId.of("acme"), due, urgency);
    }
}
