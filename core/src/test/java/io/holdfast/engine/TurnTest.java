package io.holdfast.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.model.Cursor;
import io.holdfast.model.FailureKind;
import io.holdfast.model.Integration;
import io.holdfast.model.OrphanedSecrets;
import io.holdfast.model.ProviderId;
import io.holdfast.model.SecretRef;
import io.holdfast.model.StoredRow;
import io.holdfast.model.SyncLink;
import io.holdfast.model.SyncLinkId;
import io.holdfast.model.SyncRun;
import io.holdfast.model.SyncStatus;
import io.holdfast.policy.SyncPolicy;
import io.holdfast.port.ProviderConnector;
import io.holdfast.port.RunQueue;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One turn of an engine ends, whatever its stores list as due, and takes only what it can do. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class TurnTest {
    private static final Path LOG = Path.of(System.getProperty("org.slf4j.simpleLogger.logFile"));

    private final World world = new World();
    private final Tampered links = new Tampered(world.links);
    private final TamperedIntegrations integrations = new TamperedIntegrations(world.integrations);
    private final SyncEngine engine = world.builder(SyncPolicy.defaults())
            .links(links)
            .integrations(integrations)
            .build();

    @Test
    void aLinkThatIsGoneAndStillListedIsLookedAtOnce() {
        SyncLink gone = world.imported();
        world.links.remove(gone.id());
        links.listed = page -> List.of(StoredRow.of(gone.id(), gone));
        AtomicInteger looks = new AtomicInteger();
        links.loading = id -> looks.incrementAndGet();

        assertThat(engine.runDue()).isEqualTo(1);

        assertThat(looks).hasValue(1);
        engine.runDue();
        assertThat(looks).as("the next turn looks again").hasValue(2);
    }

    @Test
    void aLinkWhoseDueInstantTheStoreRoundsIsLookedAtOnceAndWorkedWhenItIsDue() {
        SyncLink link = world.live();
        Duration until = Duration.between(world.time.instant(), link.due().orElseThrow());
        world.time.tick(until.minusMillis(1));
        links.listed = page ->
                List.of(StoredRow.of(link.id(), world.links.load(link.id()).orElseThrow()));

        assertThat(engine.runDue()).isEqualTo(1);
        assertThat(now(link).version()).isEqualTo(link.version());
        world.time.tick(Duration.ofMillis(1));
        engine.runDue();
        assertThat(now(link).version()).isGreaterThan(link.version());
    }

    @Test
    void replicasThatListOldVersionsInTurnsEndTheTurnAllTheSame() {
        SyncLink first = world.imported();
        SyncLink live = world.live();
        Deque<SyncLink> replicas = new ArrayDeque<>(List.of(first, live));
        links.listed = page -> {
            SyncLink lagging = replicas.removeFirst();
            replicas.addLast(lagging);
            return List.of(StoredRow.of(lagging.id(), lagging));
        };

        assertThat(engine.runDue()).isLessThanOrEqualTo(2);
    }

    @Test
    void anIntegrationThatStaysDueIsMaintainedOnce() {
        Integration account = world.connected();
        Integration lagging = account.toBuilder(kept ->
                        kept.orphanedSecrets(new OrphanedSecrets(Set.of(SecretRef.of("forgotten")), Instant.EPOCH)))
                .build();
        integrations.listed = page -> List.of(StoredRow.of(account.id(), lagging));

        assertThat(engine.runDue()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 0})
    void aListOfDueLinksThatNamesANextPageForEverEndsTheTurnAndTheLogSaysSo(int other) throws IOException {
        SyncLink link = world.imported();
        links.next = Optional.of(namesANext(other));
        long before = Files.size(LOG);

        assertThat(engine.runDue()).isPositive();

        assertThat(now(link).status()).isEqualTo(SyncStatus.ACTIVE);
        assertThat(logged(before)).contains("WARN", "SyncLinkStore.due: expected a list that ends but found ");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 0})
    void aListOfDueIntegrationsThatNamesANextPageForEverEndsTheTurnAndTheLogSaysSo(int other) throws IOException {
        SyncLink link = world.imported();
        integrations.next = Optional.of(namesANext(other));
        long before = Files.size(LOG);

        assertThat(engine.runDue()).isPositive();

        assertThat(now(link).status()).isEqualTo(SyncStatus.ACTIVE);
        assertThat(logged(before)).contains("WARN", "IntegrationStore.due: expected a list that ends but found ");
    }

    /** The same each time, or another each time. */
    private static Supplier<Optional<Cursor>> namesANext(int other) {
        AtomicInteger number = new AtomicInteger();
        return () -> Optional.of(Cursor.of("9999-01-01T00:00:00Z|" + number.getAndAdd(other)));
    }

    @Test
    void aNodeWithoutTheConnectorLeavesALinkAloneAndSaysSoOnce() throws IOException {
        world.registered(3);
        SyncLink link = world.imported();
        long before = Files.size(LOG);
        SyncEngine old = with(Map.of("provider", () -> ProviderId.of("another")));

        for (int turn = 0; turn < 10; turn++) {
            assertThat(old.runDue()).isZero();
            world.time.tick(Duration.ofMinutes(1));
        }

        assertThat(now(link)).isEqualTo(link);
        assertThat(logged(before).lines().filter(line -> line.contains("has no connector on this node")))
                .hasSize(1);
        world.engine.runDue();
        assertThat(now(link).status()).isEqualTo(SyncStatus.ACTIVE);
        assertThat(now(link).lastRun().orElseThrow().failure()).isEmpty();
    }

    @Test
    void aNodeWithoutTheConnectorStillSeversAndTellsTheLinks() {
        SyncLink link = world.live();

        with(Map.of("provider", () -> ProviderId.of("another")))
                .integrations()
                .disconnect(link.binding().integration(), link.binding().connection())
                .orThrow();

        assertThat(now(link).status()).isEqualTo(SyncStatus.DISCONNECTED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"describe", "attendees", "capabilities"})
    void aConnectorThatAnswersNothingFailsItsRunAtOnce(String call) {
        assertThat(failedAt(call, () -> null)).isEqualTo(FailureKind.INTERNAL);
    }

    @Test
    void aReadOfChangesThatAnswersNothingIsNoFullRead() {
        SyncLink live = world.live();
        long full = world.calls("attendees");
        world.time.tick(Duration.between(world.time.instant(), live.due().orElseThrow()));

        with(Map.of("changes", () -> null)).runDue();

        assertThat(now(live).run().orElseThrow().lastFailure().orElseThrow().kind())
                .isEqualTo(FailureKind.INTERNAL);
        assertThat(world.calls("attendees")).isEqualTo(full);
    }

    @Test
    void whateverIsThrownAfterAClaimEndsItAtOnce() {
        for (Throwable thrown : List.of(
                new OutOfMemoryError("on purpose"),
                new AssertionError("on purpose"),
                new StackOverflowError("on purpose"),
                new NoClassDefFoundError("on purpose"),
                new IllegalStateException("on purpose"))) {
            for (String call : List.of("describe", "attendees", "capabilities")) {
                assertThat(failedAt(call, () -> {
                            throw sneaky(thrown);
                        }))
                        .as("%s at %s", thrown, call)
                        .isEqualTo(FailureKind.INTERNAL);
            }
        }
    }

    @Test
    void aTicketOfALinkThatCantBeReadIsNoFailureAndTheLinkIsReportedOnce() throws IOException {
        SyncLink link = world.imported();
        links.newer = link.id()::equals;
        Kept kept = new Kept();
        SyncEngine node =
                world.builder(SyncPolicy.defaults()).links(links).queue(kept).build();
        long before = Files.size(LOG);
        node.start();

        for (int i = 0; i < 5; i++) {
            assertThat(kept.work(link.id())).isEmpty();
        }
        node.runDue();
        node.close();

        assertThat(logged(before).lines().filter(line -> line.contains(link.id().value())))
                .singleElement()
                .asString()
                .contains("WARN", "expected a stored text that this release reads");
    }

    /** What a new import's first run fails with; it waits to be tried again and is nobody's. */
    private static FailureKind failedAt(String call, Supplier<@Nullable Object> answer) {
        TurnTest fresh = new TurnTest();
        fresh.world.registered(3);
        SyncLink link = fresh.world.imported();

        fresh.with(Map.of(call, answer)).runDue();

        SyncRun run = fresh.now(link).run().orElseThrow();
        assertThat(run.isWorking()).isFalse();
        return run.lastFailure().orElseThrow().kind();
    }

    /** A node whose connector answers some calls in another way. */
    private SyncEngine with(Map<String, Supplier<@Nullable Object>> answers) {
        ProviderConnector other = (ProviderConnector) Proxy.newProxyInstance(
                ProviderConnector.class.getClassLoader(),
                new Class<?>[] {ProviderConnector.class},
                (proxy, method, arguments) -> answers.containsKey(method.getName())
                        ? Objects.requireNonNull(answers.get(method.getName())).get()
                        : invoke(method, arguments));
        return SyncEngine.builder()
                .connector(other)
                .links(world.links)
                .integrations(world.integrations)
                .vault(world.vault)
                .attendees(world.attendees)
                .time(world.time)
                .build();
    }

    private @Nullable Object invoke(Method method, Object @Nullable [] arguments) throws Throwable {
        try {
            return method.invoke(world.provider, arguments);
        } catch (InvocationTargetException thrown) {
            throw Objects.requireNonNull(thrown.getCause());
        }
    }

    private SyncLink now(SyncLink link) {
        return world.links.load(link.id()).orElseThrow();
    }

    @SuppressWarnings("unchecked")
    private static <T extends Throwable> RuntimeException sneaky(Throwable thrown) throws T {
        throw (T) thrown;
    }

    private static String logged(long before) throws IOException {
        try (InputStream log = Files.newInputStream(LOG)) {
            log.skipNBytes(before);
            return new String(log.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** A queue whose worker a test calls itself. */
    private static final class Kept implements RunQueue {
        private Worker worker = link -> Optional.empty();

        Optional<Ticket> work(SyncLinkId link) {
            return worker.work(link);
        }

        @Override
        public void start(Worker engines) {
            worker = engines;
        }

        @Override
        public boolean submit(List<Ticket> tickets) {
            return true;
        }

        @Override
        public void stop(Duration grace) {}
    }
}
