package io.holdfast.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.memory.InMemoryRunQueue;
import io.holdfast.model.Actor;
import io.holdfast.model.Integration;
import io.holdfast.model.SyncLink;
import io.holdfast.model.SyncLinkId;
import io.holdfast.model.SyncRun;
import io.holdfast.model.SyncSubject;
import io.holdfast.model.WorkspaceId;
import io.holdfast.policy.SyncPolicy;
import io.holdfast.port.RunQueue;
import io.holdfast.transition.Decision;
import io.holdfast.transition.SyncStateMachine;
import io.holdfast.transition.WorkerReport;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Everything due in one second, some of it broken, some of it asked to wait, by a queue that loses a third: what can be done is done. */
@Tag("proof")
@Tag("sample")
final class BacklogModelCheck {
    private static final boolean WHOLE = Boolean.getBoolean("tests.whole");
    private static final int SHARE = WHOLE ? 1_000 : 20;
    private static final int HEALTHY = 98 * SHARE;
    private static final int WAITING = 20 * SHARE;
    private static final int WORKSPACES = 50;
    private static final Duration ASKED = Duration.ofMinutes(30);
    private static final long SECONDS_AT_MOST = 300;
    private static final Path LOG = Path.of(System.getProperty("org.slf4j.simpleLogger.logFile"));
    private static final Pattern REPORTED = Pattern.compile(" WARN .*link=((?:thrower|newer)-\\d+) ");

    private final World world = new World(policy());
    private final Tampered links = new Tampered(world.links);
    private final Set<SyncLinkId> started = ConcurrentHashMap.newKeySet();
    private final CountDownLatch healthy = new CountDownLatch(HEALTHY);
    private final CountDownLatch waited = new CountDownLatch(WAITING);
    private final AtomicInteger early = new AtomicInteger();
    private final Lossy queue = new Lossy(new InMemoryRunQueue(4, Thread::new, world.time));

    @Test
    void whatCanBeDoneIsDoneAndWhatIsBrokenIsReportedOnce() throws Exception {
        long logged = Files.exists(LOG) ? Files.size(LOG) : 0;
        Integration account = world.connected();
        born(account, "healthy", HEALTHY, World.START);
        born(account, "thrower", SHARE, World.START);
        born(account, "newer", SHARE, World.START);
        born(account, "waiting", WAITING, World.START.plus(ASKED));
        links.newer = id -> id.value().startsWith("newer-");
        links.loading = id -> {
            if (id.value().startsWith("thrower-")) {
                throw new IllegalStateException("no such column");
            }
        };
        links.before = this::see;

        SyncEngine engine = world.builder(policy()).links(links).queue(queue).build();
        engine.start();
        boolean all = healthy.await(SECONDS_AT_MOST, TimeUnit.SECONDS);
        world.time.tick(ASKED);
        boolean allWaited = all && waited.await(SECONDS_AT_MOST, TimeUnit.SECONDS);
        engine.close();

        Map<String, Long> reported = reported(logged);
        long once = reported.values().stream().filter(times -> times == 1).count();
        String found = String.format(
                "backlog: %,d due in one second, %,d of them always throw, %,d are of a newer release, %,d more were asked to"
                        + " wait half an hour, and the queue dropped %,d of %,d tickets: %,d of %,d healthy started,"
                        + " %,d of %,d that waited, %,d early, %,d of %,d broken reported once",
                HEALTHY + 2 * SHARE,
                SHARE,
                SHARE,
                WAITING,
                queue.dropped.get(),
                queue.seen.get(),
                HEALTHY - healthy.getCount(),
                HEALTHY,
                WAITING - waited.getCount(),
                WAITING,
                early.get(),
                once,
                2 * SHARE);
        assertThat(all).as(found).isTrue();
        assertThat(allWaited).as(found).isTrue();
        assertThat(early).as(found).hasValue(0);
        assertThat(once).as(found).isEqualTo(2L * SHARE);
        assertThat(reported).as(found).hasSize(2 * SHARE);
        if (WHOLE) {
            Path folder = Files.createDirectories(Path.of("target", "evidence"));
            Files.writeString(folder.resolve("backlog.txt"), found + "\n");
        }
    }

    /** A store meets each claim; one that was asked to wait may not begin before. */
    private void see(Decision.Moved move) {
        boolean begins =
                move.trigger().filter(WorkerReport.RunStarted.class::isInstance).isPresent();
        SyncLinkId id = move.next().id();
        if (begins && started.add(id)) {
            boolean waits = id.value().startsWith("waiting-");
            if (waits && move.at().isBefore(World.START.plus(ASKED))) {
                early.incrementAndGet();
            }
            (waits ? waited : healthy).countDown();
        }
    }

    private void born(Integration account, String name, int count, Instant due) {
        SyncLink.Binding binding = new SyncLink.Binding(account.id(), account.connection());
        for (int i = 0; i < count; i++) {
            SyncLink.Key key = new SyncLink.Key(
                    WorkspaceId.of("workspace-" + i % WORKSPACES),
                    world.provider.provider(),
                    World.EVENT,
                    SyncSubject.event(name + "-" + i));
            Decision.Moved birth =
                    SyncStateMachine.begin(SyncLinkId.of(name + "-" + i), key, binding, Actor.HOST, World.START);
            SyncRun run = birth.next().run().orElseThrow().toBuilder()
                    .due(due)
                    .waitsFor(due.equals(World.START) ? SyncRun.Wait.NOW : SyncRun.Wait.PROVIDER_ASKED)
                    .build();
            world.links.createIfAbsent(new Decision.Moved(
                    birth.next().toBuilder().run(run).build(),
                    birth.trigger(),
                    birth.at(),
                    birth.reason(),
                    birth.record()));
        }
    }

    private static Map<String, Long> reported(long from) throws IOException {
        try (FileChannel file = FileChannel.open(LOG).position(from);
                BufferedReader lines = new BufferedReader(
                        new InputStreamReader(Channels.newInputStream(file), StandardCharsets.UTF_8))) {
            return lines.lines()
                    .map(REPORTED::matcher)
                    .filter(Matcher::find)
                    .collect(Collectors.groupingBy(found -> found.group(1), Collectors.counting()));
        }
    }

    /** Sweeps often, for nothing here waits for the clock, and polls rarely, for a poll is no backlog. */
    private static SyncPolicy policy() {
        return SyncPolicy.builder()
                .sweepInterval(Duration.ofMillis(200))
                .pollInterval(Duration.ofHours(12))
                .delayedAfter(Duration.ofHours(12))
                .build();
    }

    /** Takes every third ticket and forgets it. */
    private static final class Lossy implements RunQueue {
        private final RunQueue real;
        private final AtomicLong seen = new AtomicLong();
        private final AtomicLong dropped = new AtomicLong();

        private Lossy(RunQueue real) {
            this.real = real;
        }

        @Override
        public void start(Worker worker) {
            real.start(worker);
        }

        @Override
        public boolean submit(List<Ticket> tickets) {
            Predicate<Ticket> kept = ticket -> {
                boolean drops = seen.incrementAndGet() % 3 == 0;
                if (drops) {
                    dropped.incrementAndGet();
                }
                return !drops;
            };
            return real.submit(tickets.stream().filter(kept).toList());
        }

        @Override
        public boolean replaceWorkerOf(SyncLinkId link) {
            return real.replaceWorkerOf(link);
        }

        @Override
        public void stop(Duration grace) {
            real.stop(grace);
        }
    }
}
