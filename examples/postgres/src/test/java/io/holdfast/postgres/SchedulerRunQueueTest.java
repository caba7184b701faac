package io.holdfast.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.model.SyncLinkId;
import io.holdfast.model.SyncRun.Urgency;
import io.holdfast.model.WorkspaceId;
import io.holdfast.port.RunQueue;
import io.holdfast.port.RunQueue.Ticket;
import io.holdfast.testkit.ManualTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** What the queue on db-scheduler does beyond what every queue promises. */
final class SchedulerRunQueueTest {
    private static final Instant NOW = Instant.parse("2027-03-14T09:00:00Z");
    private static final Duration LONG = Duration.ofSeconds(30);

    private final PostgresStorage storage = Server.storage();
    private final ManualTime time = ManualTime.at(NOW);
    private final BlockingQueue<String> worked = new LinkedBlockingQueue<>();
    private final List<RunQueue> queues = new ArrayList<>();
    private final RunQueue queue = queue(time);

    private RunQueue queue(ManualTime of) {
        RunQueue made = storage.runs(1, of);
        queues.add(made);
        return made;
    }

    @AfterEach
    void stop() {
        queues.forEach(one -> one.stop(LONG));
    }

    @Test
    void aPersonGoesBeforeASignalAndThatBeforeARoutine() throws InterruptedException {
        queue.submit(List.of(
                ticket("routine", "acme", NOW.minusSeconds(60), Urgency.ROUTINE),
                ticket("signal", "acme", NOW.minusSeconds(30), Urgency.SIGNAL),
                ticket("person", "acme", NOW, Urgency.PERSON)));
        queue.start(this::note);

        expect("person", "signal", "routine");
    }

    @Test
    void aHigherUrgencyBringsAWaitingTicketForwardAndALowerOneNeverBack() throws InterruptedException {
        queue.submit(List.of(
                ticket("a", "acme", NOW.minusSeconds(60), Urgency.SIGNAL),
                ticket("b", "other", NOW, Urgency.ROUTINE),
                ticket("c", "third", NOW, Urgency.PERSON)));
        queue.submit(List.of(
                ticket("b", "other", NOW.plusSeconds(60), Urgency.PERSON), ticket("c", "third", NOW, Urgency.ROUTINE)));
        queue.start(this::note);

        assertThat(List.of(next(), next())).containsExactlyInAnyOrder("b", "c");
        expect("a");
    }

    @Test
    void aWorkspaceWithAThousandImportsKeepsAnothersSingleOneNotWaiting() throws InterruptedException {
        queue.submit(IntStream.range(0, 1_000)
                .mapToObj(i -> ticket("many-" + i, "acme", NOW, Urgency.PERSON))
                .toList());
        queue.submit(List.of(ticket("single", "other", NOW.plusSeconds(40), Urgency.PERSON)));
        time.tick(Duration.ofSeconds(40));
        queue.start(this::note);

        assertThat(next()).startsWith("many");
        expect("single");
    }

    @Test
    void oneLinkTwiceInABatchIsOneTicket() throws InterruptedException {
        queue.submit(List.of(
                ticket("a", "acme", NOW.plusSeconds(60), Urgency.ROUTINE), ticket("a", "acme", NOW, Urgency.PERSON)));
        queue.start(this::note);

        expect("a");
        stop();
        assertThat(rows()).isZero();
    }

    @Test
    void aTicketThatComesWhileItsLinkIsWorkedIsWorkedAfterwards() throws InterruptedException {
        CountDownLatch submitted = new CountDownLatch(1);
        queue.start(link -> {
            worked.add(link.value());
            await(submitted);
            return Optional.empty();
        });
        queue.submit(List.of(ticket("a", "acme", NOW, Urgency.ROUTINE)));
        expect("a");

        queue.submit(List.of(ticket("a", "acme", NOW, Urgency.PERSON)));
        submitted.countDown();

        expect("a");
    }

    @Test
    void whatADeadNodeHadInWorkComesToAnotherAndItsLateWordCountsForNothing() throws InterruptedException {
        CountDownLatch wokenUp = new CountDownLatch(1);
        queue.start(link -> {
            worked.add(link.value());
            await(wokenUp);
            return Optional.empty();
        });
        queue.submit(List.of(ticket("a", "acme", NOW, Urgency.ROUTINE)));
        expect("a");

        queue(ManualTime.at(NOW.plusSeconds(61))).start(link -> {
            worked.add(link.value());
            return Optional.of(ticket("a", "acme", NOW.plusSeconds(3_600), Urgency.ROUTINE));
        });
        expect("a");
        stopOthers();
        wokenUp.countDown();
        stop();

        assertThat(worked).isEmpty();
        assertThat(rows()).isEqualTo(1);
    }

    @Test
    void whatHangsIsWorkedElsewhere() throws InterruptedException {
        CountDownLatch hangs = new CountDownLatch(1);
        queue.start(link -> {
            worked.add(link.value());
            await(hangs);
            return Optional.empty();
        });
        queue.submit(List.of(ticket("a", "acme", NOW, Urgency.ROUTINE)));
        expect("a");
        queue(time).start(this::note);

        assertThat(queue.replaceWorkerOf(SyncLinkId.of("a"))).isFalse();

        expect("a");
        hangs.countDown();
    }

    @Test
    void aTicketTakesNoPartInATransactionOfTheHost() throws InterruptedException {
        queue.start(this::note);
        new TransactionTemplate(new DataSourceTransactionManager(Server.pool())).executeWithoutResult(status -> {
            queue.submit(List.of(ticket("a", "acme", NOW, Urgency.PERSON)));
            status.setRollbackOnly();
        });

        expect("a");
    }

    @Test
    void aDueInstantIsNeverRoundedDown() {
        queue.submit(List.of(ticket("a", "acme", NOW.plusNanos(1), Urgency.PERSON)));

        assertThat(storage.database()
                        .sql("select execution_time > :now::timestamptz from {run}")
                        .param("now", NOW.toString())
                        .query(Boolean.class)
                        .single())
                .isTrue();
    }

    private Optional<Ticket> note(SyncLinkId link) {
        worked.add(link.value());
        return Optional.empty();
    }

    private void stopOthers() {
        queues.stream().filter(one -> !one.equals(queue)).forEach(one -> one.stop(LONG));
    }

    private void expect(String... links) throws InterruptedException {
        for (String link : links) {
            assertThat(next()).isEqualTo(link);
        }
    }

    private String next() throws InterruptedException {
        return Optional.ofNullable(worked.poll(LONG.toSeconds(), TimeUnit.SECONDS))
                .orElse("nothing");
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await(LONG.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private long rows() {
        return storage.database()
                .sql("select count(*) from {run}")
                .query(Long.class)
                .single();
    }

    private static Ticket ticket(String link, String workspace, Instant due, Urgency urgency) {
        return new Ticket(SyncLinkId.of(link), WorkspaceId.of(workspace), due, urgency);
    }
}
