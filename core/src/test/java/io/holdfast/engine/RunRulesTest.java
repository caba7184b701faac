package io.holdfast.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.model.FailureKind;
import io.holdfast.model.Integration;
import io.holdfast.model.SyncLink;
import io.holdfast.model.SyncRun;
import io.holdfast.model.SyncSubject;
import io.holdfast.policy.SyncPolicy;
import io.holdfast.port.Capabilities;
import io.holdfast.port.ProviderException;
import io.holdfast.port.RunQueue;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How runs are handed back, told to the queue and kept waiting: the rules of core/docs/protocols.md on runs. */
final class RunRulesTest {
    private final World world = new World();

    @Test
    void anExchangeThatOurOwnShutdownCutsShortIsNoFailure() {
        SyncLink link = world.imported();
        Recording queue = new Recording();
        SyncEngine engine = world.builder(SyncPolicy.defaults()).queue(queue).build();
        world.provider.beforeEachPage(() -> {
            engine.close();
            world.provider.failNext(unreachable());
        });
        engine.start();

        queue.worker.work(link.id());

        SyncRun run = world.engine.links().get(link.id()).run().orElseThrow();
        assertThat(run.isWorking()).isFalse();
        assertThat(run.attempt()).isEqualTo(1);
        assertThat(run.lastFailure()).isEmpty();
        assertThat(run.due()).isEqualTo(world.time.instant());
    }

    @Test
    void anIntegrationThatWasStoredBeforeTheAnswerWasLostCountsAsWrittenOnce() {
        world.provider.capable(Capabilities.builder().revoke(true).build());
        Integration integration = world.connected();
        TamperedIntegrations store = new TamperedIntegrations(world.integrations);
        store.afterReplace = () -> {
            throw new IllegalStateException("the answer was lost");
        };

        Outcome<Integration> outcome = world.builder(SyncPolicy.defaults())
                .integrations(store)
                .build()
                .integrations()
                .disconnect(integration.id(), 1);

        assertThat(outcome.changed()).isTrue();
        assertThat(world.calls("revoke")).isEqualTo(1);
    }

    @Test
    @Timeout(value = 20, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void whatIsDoneByHandEndsWhenTheEngineIsClosedMeanwhile() {
        world.registered(25);
        SyncLink link = world.imported();
        world.provider.beforeEachPage(world.engine::close);

        world.engine.runDue();

        assertThat(world.links.load(link.id()).flatMap(SyncLink::run))
                .as("it waits for another node")
                .hasValueSatisfying(run -> assertThat(run.isWorking()).isFalse());
    }

    @Test
    void theLinksOfARateLimitedAccountDontComeBackInOneSecond() {
        SyncLink live = world.live();
        Integration integration = world.engine.integrations().get(live.binding().integration());
        world.provider.failNext(ProviderException.rateLimited(Duration.ofMinutes(10), "HTTP 429"));
        world.engine.links().resync(live.id());
        world.engine.runDue();
        List<SyncLink> others = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            others.add(world.imported("event-" + i, integration));
        }

        world.engine.runDue();

        Instant until = world.time.instant().plus(Duration.ofMinutes(10));
        List<Instant> due = others.stream()
                .map(one ->
                        world.engine.links().get(one.id()).run().orElseThrow().due())
                .toList();
        assertThat(due).allMatch(at -> !at.isBefore(until));
        assertThat(Set.copyOf(due)).as("two of them may share a millisecond").hasSizeGreaterThan(due.size() / 2);
    }

    @Test
    void theQueueHearsOfEachWaitingRunWhenItIsDueAndHowUrgentItIs() {
        Recording queue = new Recording();
        SyncEngine engine = world.builder(SyncPolicy.defaults()).queue(queue).build();
        SyncLink link = engine.links()
                .importSubject(
                        World.ACME,
                        SyncSubject.event("our-42"),
                        world.connected().id(),
                        World.EVENT.id())
                .orThrow();
        world.provider.failNext(unreachable());

        engine.runDue();

        SyncRun run = engine.links().get(link.id()).run().orElseThrow();
        assertThat(run.due()).isAfter(world.time.instant());
        assertThat(queue.tickets).extracting(RunQueue.Ticket::due).containsExactly(World.START, run.due());
        assertThat(queue.tickets).extracting(RunQueue.Ticket::urgency).containsOnly(SyncRun.Urgency.PERSON);
    }

    @Test
    void aWorkerThatEndsGivesBackTheLinksNextTicket() {
        Recording queue = new Recording();
        SyncLink link = world.imported();
        world.provider.failNext(unreachable());
        try (SyncEngine engine =
                world.builder(SyncPolicy.defaults()).queue(queue).build()) {
            engine.start();

            RunQueue.Ticket next = queue.worker.work(link.id()).orElseThrow();

            assertThat(next.link()).isEqualTo(link.id());
            assertThat(next.due())
                    .isEqualTo(engine.links().get(link.id()).run().orElseThrow().due())
                    .isAfter(World.START);
        }
    }

    private static ProviderException unreachable() {
        return ProviderException.of(FailureKind.UNREACHABLE, "expected an answer but found none; try again later");
    }

    /** A queue that keeps what it is told and brings nothing. */
    private static final class Recording implements RunQueue {
        private final List<Ticket> tickets = new ArrayList<>();
        private Worker worker = link -> Optional.empty();

        @Override
        public void start(Worker theirs) {
            worker = theirs;
        }

        @Override
        public synchronized boolean submit(List<Ticket> more) {
            tickets.addAll(more);
            return true;
        }

        @Override
        public void stop(Duration grace) {}
    }
}
