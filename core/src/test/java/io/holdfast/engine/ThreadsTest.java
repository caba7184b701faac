package io.holdfast.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.memory.InMemoryRunQueue;
import io.holdfast.model.FailureKind;
import io.holdfast.model.SyncLink;
import io.holdfast.model.SyncStatus;
import io.holdfast.model.SyncSubject;
import io.holdfast.policy.BackOff;
import io.holdfast.policy.RetryPolicy;
import io.holdfast.policy.SyncPolicy;
import io.holdfast.port.ProviderException;
import io.holdfast.port.RunQueue;
import io.holdfast.port.SyncListener;
import io.holdfast.presentation.StatusView;
import io.holdfast.transition.TransitionRecord;
import io.holdfast.transition.TriggerKind;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** A started engine, its threads and the system's clock. Tests wait for what happens, never for a time. */
final class ThreadsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final SyncPolicy QUICK = SyncPolicy.builder()
            .sweepInterval(Duration.ofMillis(20))
            .leaseDuration(Duration.ofSeconds(2))
            .leaseWatch(Duration.ofSeconds(1))
            .build();

    private final World world = new World();
    private final Tampered links = new Tampered(world.links);

    @Test
    void anImportRunsByItselfAndAwaitShowsItUntilItEnds() {
        world.registered(95);
        List<StatusView> seen = new ArrayList<>();
        try (SyncEngine engine = started(SyncPolicy.defaults())) {
            SyncLink link = imported(engine);

            StatusView end = engine.links().await(link.id(), PATIENCE, seen::add);

            assertThat(end.status()).isEqualTo(SyncStatus.ACTIVE);
            assertThat(seen.get(seen.size() - 1)).isEqualTo(end);
            assertThat(seen).doesNotHaveDuplicates();
        }
        assertThat(world.changes).hasSize(95);
    }

    @Test
    void aSlowPageKeepsItsLeaseByTheTimer() {
        CountDownLatch renewed = new CountDownLatch(2);
        links.after = move -> move.trigger()
                .filter(trigger -> trigger.kind() == TriggerKind.LEASE_RENEWED)
                .ifPresent(trigger -> renewed.countDown());
        world.provider.beforeEachPage(() -> await(renewed));
        try (SyncEngine engine = started(QUICK)) {
            SyncLink link = imported(engine);

            assertThat(engine.links().await(link.id(), PATIENCE, view -> {}).status())
                    .isEqualTo(SyncStatus.ACTIVE);
            assertThat(engine.links().get(link.id()).lastRun().orElseThrow().failure())
                    .isEmpty();
        }
        assertThat(renewed.getCount()).isZero();
        assertThat(world.provider.calls()).containsOnlyOnce("attendees 1");
    }

    @Test
    void aPageThatHangsPastItsDeadlineIsInterruptedAndTriedAgain() {
        AtomicInteger pages = new AtomicInteger();
        CountDownLatch interrupted = new CountDownLatch(1);
        world.provider.beforeEachPage(() -> {
            if (pages.getAndIncrement() == 0) {
                hangUntilInterrupted(interrupted);
            }
        });
        try (SyncEngine engine = started(impatient())) {
            SyncLink link = imported(engine);
            await(interrupted);

            assertThat(engine.links().await(link.id(), PATIENCE, view -> {}).status())
                    .isEqualTo(SyncStatus.ACTIVE);
        }
    }

    @Test
    void aWorkerThatNothingInterruptsLosesItsRunAndAnotherThreadTakesIt() {
        CountDownLatch lost = new CountDownLatch(1);
        CountDownLatch released = new CountDownLatch(1);
        AtomicInteger pages = new AtomicInteger();
        links.after = move -> move.trigger()
                .filter(trigger -> trigger.kind() == TriggerKind.RUN_LOST)
                .ifPresent(trigger -> lost.countDown());
        world.registered(5);
        world.provider.beforeEachPage(() -> {
            if (pages.getAndIncrement() == 0) {
                hang(released);
            }
        });
        try (SyncEngine engine = started(impatient())) {
            SyncLink link = imported(engine);

            assertThat(engine.links().await(link.id(), PATIENCE, view -> {}).status())
                    .isEqualTo(SyncStatus.ACTIVE);
            assertThat(lost.getCount()).isZero();
            released.countDown();
        }
        assertThat(world.changes).hasSize(5);
    }

    @Test
    void closingHandsTheRunBackSoThatAnotherNodeGoesOnAtOnce() {
        world.registered(30);
        CountDownLatch onAPage = new CountDownLatch(1);
        CountDownLatch closing = new CountDownLatch(1);
        world.provider.beforeEachPage(() -> {
            onAPage.countDown();
            await(closing);
        });
        SyncLink link;
        try (SyncEngine engine = world.builder(SyncPolicy.defaults())
                .time(InstantSource.system())
                .queue(new Announced(closing))
                .build()) {
            engine.start();
            link = imported(engine);
            await(onAPage);
        }

        SyncLink handedBack = world.links.load(link.id()).orElseThrow();
        assertThat(handedBack.status()).isEqualTo(SyncStatus.PENDING);
        assertThat(handedBack.run().orElseThrow().isWorking()).isFalse();
        assertThat(handedBack.run().orElseThrow().failures()).isZero();
        try (SyncEngine other = started(SyncPolicy.defaults())) {
            assertThat(other.links().await(link.id(), PATIENCE, view -> {}).status())
                    .isEqualTo(SyncStatus.ACTIVE);
        }
    }

    @Test
    void aListenerThatBlocksDelaysNoLink() {
        CountDownLatch released = new CountDownLatch(1);
        SyncListener blocking = new SyncListener() {
            @Override
            public void transitioned(SyncLink link, TransitionRecord record) {
                await(released);
            }
        };
        world.registered(30);
        try (SyncEngine engine = world.builder(SyncPolicy.defaults())
                .time(InstantSource.system())
                .listener(blocking)
                .build()) {
            engine.start();
            SyncLink link = imported(engine);

            assertThat(engine.links().await(link.id(), PATIENCE, view -> {}).status())
                    .isEqualTo(SyncStatus.ACTIVE);
            released.countDown();
        }
    }

    @Test
    void aClosedEngineIsNotTurned() {
        world.imported();
        world.engine.close();

        assertThatThrownBy(world.engine::runDue)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("closed");
    }

    @Test
    void anEngineIsStartedOnce() {
        try (SyncEngine engine = started(SyncPolicy.defaults())) {
            assertThatThrownBy(engine::start)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("STARTED");
        }
    }

    private static SyncPolicy impatient() {
        BackOff soon = BackOff.builder()
                .first(Duration.ofMillis(10))
                .cap(Duration.ofMillis(10))
                .build();
        return QUICK.toBuilder()
                .pageDeadline(Duration.ofMillis(100))
                .retry(RetryPolicy.builder().backOff(soon).build())
                .build();
    }

    /** As a connector does: an interrupt ends the call with an exception. */
    private static void hangUntilInterrupted(CountDownLatch told) {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException interrupted) {
            told.countDown();
            Thread.currentThread().interrupt();
            throw ProviderException.of(FailureKind.UNREACHABLE, "the call was interrupted");
        }
    }

    /** As a library does that swallows interrupts. */
    private static void hang(CountDownLatch released) {
        boolean waiting = true;
        while (waiting) {
            try {
                waiting = !released.await(1, TimeUnit.HOURS);
            } catch (InterruptedException ignored) {
                waiting = released.getCount() > 0;
            }
        }
    }

    private SyncEngine started(SyncPolicy policy) {
        SyncEngine engine =
                world.builder(policy).links(links).time(InstantSource.system()).build();
        engine.start();
        return engine;
    }

    private SyncLink imported(SyncEngine engine) {
        return engine.links()
                .importSubject(
                        World.ACME,
                        SyncSubject.event("our-42"),
                        world.connected().id(),
                        World.EVENT.id())
                .orThrow();
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** The embedded queue; tells that it is being stopped. */
    private static final class Announced implements RunQueue {
        private final RunQueue real = new InMemoryRunQueue(1, Thread::new, InstantSource.system());
        private final CountDownLatch stopping;

        Announced(CountDownLatch stopping) {
            this.stopping = stopping;
        }

        @Override
        public void start(Worker worker) {
            real.start(worker);
        }

        @Override
        public boolean submit(List<Ticket> tickets) {
            return real.submit(tickets);
        }

        @Override
        public void stop(Duration grace) {
            stopping.countDown();
            real.stop(grace);
        }
    }
}
