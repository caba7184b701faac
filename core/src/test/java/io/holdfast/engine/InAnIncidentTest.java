package io.holdfast.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.engine.watch.LogContextKeys;
import io.holdfast.metrics.CallEnd;
import io.holdfast.metrics.RunEnd;
import io.holdfast.metrics.SyncMetrics;
import io.holdfast.metrics.Vitals;
import io.holdfast.model.Actor;
import io.holdfast.model.FailureKind;
import io.holdfast.model.Integration;
import io.holdfast.model.IntegrationId;
import io.holdfast.model.SyncLink;
import io.holdfast.model.SyncLinkId;
import io.holdfast.model.SyncRun;
import io.holdfast.model.SyncStatus;
import io.holdfast.model.SyncSubject;
import io.holdfast.policy.SyncPolicy;
import io.holdfast.port.ProviderException;
import io.holdfast.port.SyncListener;
import io.holdfast.transition.TransitionRecord;
import io.holdfast.transition.WorkerReport;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What a host sees of its engine in its log, its dashboards and its health checks. */
final class InAnIncidentTest {
    private static final String ROW = "row of ilse@example.org";

    private final LogLines log = new LogLines();
    private final Map<String, Throwable> handed = new LinkedHashMap<>();

    @Test
    void whatAStoreThrewIsFoundByTheReferenceInTheLogAndOnTheLink() {
        Outside outside = new Outside();
        SyncEngine engine =
                outside.builder(Outside.EAGER).onPortFailure(handed::put).build();
        SyncLink link = engine.links().get(outside.imported(engine, World.ACME, "event-1"));
        IllegalStateException thrown = new IllegalStateException(ROW, new IllegalArgumentException(ROW));
        outside.strike = (call, effect) -> {
            if (call.equals("AttendeeStore.upsert")) {
                throw thrown;
            }
            return effect.take();
        };

        engine.runDue();

        String reference = outside.world
                .links
                .load(link.id())
                .orElseThrow()
                .run()
                .flatMap(SyncRun::lastFailure)
                .orElseThrow()
                .reference();
        assertThat(handed).containsEntry(reference, thrown);
        assertThat(log.of("WARN", reference))
                .anyMatch(
                        line -> line.contains(
                                "attendee store, upsert, threw java.lang.IllegalStateException of java.lang.IllegalArgumentException"));
        assertThat(log.all()).doesNotContain("ilse");
    }

    @Test
    void whatAListenerThrewIsFoundByTheReferenceInTheLog() {
        World world = new World();
        IllegalStateException thrown = new IllegalStateException(ROW);
        SyncEngine engine = world.builder(SyncPolicy.defaults())
                .listener(new SyncListener() {
                    @Override
                    public void integrationChanged(Integration integration) {
                        throw thrown;
                    }
                })
                .onPortFailure(handed::put)
                .build();

        engine.integrations()
                .connect(World.ACME, world.provider.provider(), World.KEY)
                .orThrow();

        assertThat(handed.values()).contains(thrown);
        assertThat(handed.keySet())
                .anyMatch(reference -> !log.of("WARN", reference).isEmpty());
    }

    @Test
    void aHookAndMetricsThatThrowUndoNothingAndAreLoggedOnce() {
        World world = new World();
        world.registered(3);
        SyncEngine engine = world.builder(SyncPolicy.defaults())
                .onPortFailure((reference, thrown) -> {
                    throw new AssertionError(ROW);
                })
                .metrics(new Throwing())
                .build();
        IntegrationId account = engine.integrations()
                .connect(World.ACME, world.provider.provider(), World.KEY)
                .orThrow()
                .id();
        SyncLink link = engine.links()
                .importSubject(World.ACME, SyncSubject.event("ours"), account, World.EVENT.id())
                .orThrow();

        engine.runDue();

        assertThat(engine.links().get(link.id()).status()).isEqualTo(SyncStatus.ACTIVE);
        assertThat(log.of("WARN", "metrics or the hook")).hasSize(1);
        assertThat(log.all()).doesNotContain("ilse");
    }

    @Test
    void aRunTellsAtItsEndWhatItDidAndAPollThatFoundNothingIsToldAtDebug() {
        World world = new World();
        world.registered(12);
        List<RunEnd> ended = new ArrayList<>();
        SyncEngine engine =
                world.builder(SyncPolicy.defaults()).metrics(recording(ended)).build();
        SyncLink link = imported(world, engine);

        engine.runDue();
        world.time.tick(Duration.ofHours(1));
        engine.runDue();
        world.put("a1", "Another company", world.time.instant());
        world.time.tick(Duration.ofHours(1));
        engine.runDue();

        String name = "link=" + link.id().value() + " ";
        assertThat(log.of("INFO", name + "run=1 kind=IMPORT urgency=PERSON attempt=1 begins"))
                .hasSize(1);
        assertThat(log.of("INFO", "outcome=COMPLETED pages=2 written=12 unchanged=0 removed=0 calls=3"))
                .hasSize(1);
        assertThat(log.of("DEBUG", "kind=CATCH_UP outcome=COMPLETED pages=1 written=0"))
                .isNotEmpty();
        assertThat(log.of("INFO", "kind=CATCH_UP outcome=COMPLETED pages=1 written=0"))
                .isEmpty();
        assertThat(log.of("INFO", "kind=CATCH_UP outcome=COMPLETED pages=1 written=1"))
                .hasSize(1);
        assertThat(ended).extracting(RunEnd::isQuiet).startsWith(false, true).endsWith(false);
    }

    @Test
    void aTurnThatFailedAndIsTriedAgainSaysSo() {
        World world = new World();
        List<RunEnd> ended = new ArrayList<>();
        SyncEngine engine =
                world.builder(SyncPolicy.defaults()).metrics(recording(ended)).build();
        imported(world, engine);

        world.provider.failNext(ProviderException.of(FailureKind.UNREACHABLE, "expected an answer"));
        engine.runDue();

        assertThat(ended).extracting(RunEnd::outcome).containsExactly(RunEnd.Outcome.RETRIED);
    }

    @Test
    void theLogKnowsWhichLinkTheHostsListenerIsToldOf() {
        World world = new World();
        Map<String, String> known = new HashMap<>();
        SyncEngine engine = world.builder(SyncPolicy.defaults())
                .listener(new SyncListener() {
                    @Override
                    public void transitioned(SyncLink link, TransitionRecord record) {
                        known.putAll(LogContextKeys.now());
                    }
                })
                .build();

        SyncLink link = LogContextKeys.kept(() -> {
            SyncLink imported = imported(world, engine);
            engine.runDue();
            assertThat(LogContextKeys.now()).isEmpty();
            return imported;
        });

        assertThat(known)
                .containsEntry("holdfast.link", link.id().value())
                .containsEntry("holdfast.workspace", World.ACME.value())
                .containsKey("holdfast.integration");
    }

    @Test
    void theLogKnowsTheRunThatAsksTheProvider() {
        Outside outside = new Outside();
        Map<String, String> known = new ConcurrentHashMap<>();
        SyncEngine engine = outside.builder(Outside.EAGER).build();
        SyncLinkId link = outside.imported(engine, World.ACME, "event-1");
        engine.runDue();
        outside.world.time.tick(Duration.ofMinutes(1));
        Map<String, String> asked = new ConcurrentHashMap<>();
        outside.strike = (call, effect) -> {
            if (call.equals("ProviderConnector.changes")) {
                known.putAll(LogContextKeys.now());
                asked.put(
                        "run",
                        String.valueOf(outside.world
                                .links
                                .load(link)
                                .orElseThrow()
                                .run()
                                .orElseThrow()
                                .id()));
            }
            return effect.take();
        };

        LogContextKeys.kept(engine::runDue);

        assertThat(known).containsEntry("holdfast.run", asked.get("run"));
    }

    @Test
    void aRunThatIsTakenFromASilentWorkerIsCounted() {
        World world = new World();
        AtomicInteger taken = new AtomicInteger();
        SyncEngine engine = world.builder(SyncPolicy.defaults())
                .metrics(new SyncMetrics() {
                    @Override
                    public void runTakenOver() {
                        taken.incrementAndGet();
                    }
                })
                .build();
        SyncLink link = imported(world, engine);
        world.tell(link, new WorkerReport.RunStarted(link.run().orElseThrow().id(), "a worker that dies"));
        engine.runDue();
        assertThat(taken).hasValue(0);

        for (int i = 0; i < 6; i++) {
            world.time.tick(Duration.ofSeconds(41));
            engine.runDue();
        }

        assertThat(taken).hasValue(1);
        assertThat(engine.links().get(link.id()).status()).isEqualTo(SyncStatus.ACTIVE);
    }

    @Test
    void anAuthorizerThatThrewOnceLeavesANodeReadyBecauseRequestsAloneAskIt() throws InterruptedException {
        Outside outside = new Outside();
        try (SyncEngine engine = outside.builder(Outside.EAGER)
                .authorizer((actor, command, workspace) -> {
                    throw new IllegalStateException(ROW);
                })
                .build()) {
            engine.start();
            assertThat(outside.passUntil(() -> engine.vitals().isReady())).isTrue();

            assertThatThrownBy(() -> engine.integrations().list(World.ACME)).isInstanceOf(RuntimeException.class);

            assertThat(engine.vitals().obstacles()).isEmpty();
        }
    }

    @Test
    void aNodeIsReadyOnceItSweepsAndUntilAStoreThrowsOrItCloses() throws InterruptedException {
        Outside outside = new Outside();
        SyncEngine engine = outside.builder(Outside.EAGER).build();
        assertThat(engine.vitals().state()).isEqualTo(Vitals.State.BUILT);
        assertThat(engine.vitals().isReady()).isFalse();
        outside.imported(engine, World.ACME, "event-1");
        engine.start();
        assertThat(outside.passUntil(() -> engine.vitals().isReady())).isTrue();

        outside.strike = (call, effect) -> {
            if (call.startsWith("SyncLinkStore")) {
                throw new IllegalStateException(ROW);
            }
            return effect.take();
        };
        assertThat(outside.passUntil(() -> !engine.vitals().isReady())).isTrue();
        assertThat(engine.vitals().failing()).contains("link store");
        outside.strike = (call, effect) -> effect.take();
        assertThat(outside.passUntil(() -> engine.vitals().isReady())).isTrue();

        engine.close();

        assertThat(engine.vitals().isReady()).isFalse();
        assertThat(log.of("INFO", "runs were on, 0 are left behind, 0 notices were not told"))
                .hasSize(1);
    }

    @Test
    void aNodeWhoseSweepsHangIsNotReadyAndSaysSinceWhen() throws InterruptedException {
        Outside outside = new Outside();
        SyncEngine engine = outside.builder(Outside.EAGER).build();
        engine.start();
        assertThat(outside.passUntil(() -> engine.vitals().isReady())).isTrue();
        CountDownLatch released = new CountDownLatch(1);
        CountDownLatch hanging = new CountDownLatch(1);
        outside.strike = (call, effect) -> {
            if (call.equals("SyncLinkStore.due")) {
                hanging.countDown();
                BlockedPortsModelCheck.hang(released);
            }
            return effect.take();
        };
        hanging.await();

        outside.world.time.tick(Duration.ofMinutes(2));

        assertThat(engine.vitals().obstacles()).hasSize(1).first().asString().contains("PT2M");
        released.countDown();
        engine.close();
    }

    @Test
    void vitalsTellWhatIsDueLongest() throws InterruptedException {
        Outside outside = new Outside();
        SyncEngine engine = outside.builder(Outside.EAGER).queue(new NoQueue()).build();
        outside.imported(engine, World.ACME, "event-1");
        Instant due = outside.world.time.instant();
        outside.world.time.tick(Duration.ofMinutes(7));
        engine.start();

        assertThat(outside.passUntil(() -> engine.vitals().isReady())).isTrue();
        assertThat(engine.vitals().oldestDue()).contains(due);
        assertThat(engine.vitals().queued()).as("this queue does not say").isEmpty();
        assertThat(engine.totals().orElseThrow().due()).isEqualTo(1);
        engine.close();
    }

    @Test
    void vitalsTellHowManyWorkersAreBusy() throws InterruptedException {
        Outside outside = new Outside();
        SyncEngine engine = outside.builder(Outside.EAGER).build();
        outside.imported(engine, World.ACME, "event-1");
        CountDownLatch released = new CountDownLatch(1);
        outside.strike = (call, effect) -> {
            if (call.equals("ProviderConnector.describe")) {
                BlockedPortsModelCheck.hang(released);
            }
            return effect.take();
        };
        engine.start();

        assertThat(outside.passUntil(() -> engine.vitals().busyWorkers() == 1)).isTrue();
        assertThat(engine.vitals().queued()).isPresent();
        released.countDown();
        assertThat(outside.passUntil(() -> engine.vitals().busyWorkers() == 0)).isTrue();
        engine.close();
    }

    @Test
    void callsAreToldByPortAndMethodAndWhetherTheyWereAnswered() {
        World world = new World();
        List<CallEnd> calls = new ArrayList<>();
        SyncEngine engine = world.builder(SyncPolicy.defaults())
                .metrics(new SyncMetrics() {
                    @Override
                    public void callEnded(CallEnd call) {
                        calls.add(call);
                    }
                })
                .build();
        imported(world, engine);

        world.provider.failNext(ProviderException.of(FailureKind.UNREACHABLE, "expected an answer"));
        engine.runDue();

        assertThat(calls).anySatisfy(call -> {
            assertThat(call.port()).isEqualTo("link store");
            assertThat(call.method()).isEqualTo("replace");
            assertThat(call.answered()).isTrue();
        });
        assertThat(calls)
                .filteredOn(call -> !call.answered())
                .hasSize(1)
                .first()
                .satisfies(call -> assertThat(call.port()).startsWith("connector of "));
        assertThat(engine.vitals().failing()).isEmpty();
    }

    @Test
    void commandsOfAClosedEngineThrowAndReadsDoNot() {
        World world = new World();
        SyncLink link = world.live();
        SyncOperations person = world.engine.actingAs(Actor.member("m-1"));

        world.engine.close();

        assertThat(person).isNotInstanceOf(AutoCloseable.class);
        assertThatThrownBy(() -> person.links().resync(link.id()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("not closed");
        assertThat(person.links().get(link.id()).version()).isEqualTo(link.version());
        assertThat(world.engine.vitals().obstacles())
                .hasSize(1)
                .first()
                .asString()
                .contains("CLOSED");
    }

    private static SyncLink imported(World world, SyncEngine engine) {
        IntegrationId account = engine.integrations()
                .connect(World.ACME, world.provider.provider(), World.KEY)
                .orThrow()
                .id();
        return engine.links()
                .importSubject(World.ACME, SyncSubject.event("our-42"), account, World.EVENT.id())
                .orThrow();
    }

    private static final class Throwing implements SyncMetrics {
        @Override
        public void callEnded(CallEnd call) {
            throw new StackOverflowError(ROW);
        }

        @Override
        public void runEnded(RunEnd run) {
            throw new IllegalStateException(ROW);
        }
    }

    private static SyncMetrics recording(List<RunEnd> ended) {
        return new SyncMetrics() {
            @Override
            public void runEnded(RunEnd run) {
                ended.add(run);
            }
        };
    }
}
