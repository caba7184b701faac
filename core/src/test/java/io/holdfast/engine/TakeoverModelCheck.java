package io.holdfast.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.engine.credential.Credentials;
import io.holdfast.engine.credential.RouteWork;
import io.holdfast.engine.gateway.Gateway;
import io.holdfast.engine.gateway.Ports;
import io.holdfast.engine.run.Runs;
import io.holdfast.engine.watch.Observer;
import io.holdfast.engine.webhook.IncomingDeliveries;
import io.holdfast.engine.webhook.WebhookBase;
import io.holdfast.model.AttendeeId;
import io.holdfast.model.FailureKind;
import io.holdfast.model.StampRange;
import io.holdfast.model.SyncLink;
import io.holdfast.model.SyncLinkId;
import io.holdfast.model.SyncStatus;
import io.holdfast.model.SyncSubject;
import io.holdfast.policy.SyncPolicy;
import io.holdfast.port.Authorizer;
import io.holdfast.port.HostTransaction;
import io.holdfast.port.ProviderException;
import io.holdfast.port.ServedWorkspaces;
import io.holdfast.port.SyncListener;
import io.holdfast.testkit.faults.Fault;
import io.holdfast.testkit.faults.FaultHarness;
import io.holdfast.testkit.faults.FaultPorts;
import io.holdfast.testkit.faults.FaultScenario;
import io.holdfast.testkit.faults.PortCall;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * A worker that is killed, paused or hung at each page of an import: the run goes on elsewhere in time, and nothing that it writes late
 * is taken. Every day at each fifth call.
 */
@Tag("proof")
@Tag("sample")
final class TakeoverModelCheck {
    private static final boolean WHOLE = Boolean.getBoolean("tests.whole");
    private static final int STEP = WHOLE ? 1 : 5;
    private static final int PAGES = 10;
    private static final int GUESTS = 10 * PAGES;
    private static final Duration PROMISED = Duration.ofSeconds(80);
    private static final Duration DEADLINE = Duration.ofMinutes(3);
    private static final Duration PAUSE = Duration.ofMinutes(4);

    /** All defaults, but for polls that stay out of the way. */
    private static final SyncPolicy POLICY = SyncPolicy.builder()
            .pollInterval(Duration.ofHours(1))
            .delayedAfter(Duration.ofHours(2))
            .build();

    private static final FaultScenario<Import> IMPORT = FaultScenario.in(Import::new, Import::ports)
            .then("connect and import", Import::begin)
            .pass(Duration.ofMinutes(8));

    private int killed;
    private int paused;
    private int hung;
    private int ended;
    private Duration longest = Duration.ZERO;
    private Duration longestHang = Duration.ZERO;
    private int lateWrites;
    private int acceptedLate;

    @Test
    void aRunWhoseWorkerIsGoneGoesOnInTimeAndNothingLateIsTaken() throws IOException, InterruptedException {
        List<PortCall> pages = FaultHarness.quiet(IMPORT).calls().stream()
                .filter(call -> call.is("ProviderConnector", "attendees") || call.is("AttendeeStore", "upsert"))
                .toList();
        assertThat(pages).as("calls of each page, and the announcement").hasSize(2 * PAGES + 1);
        for (int i = 0; i < pages.size(); i += STEP) {
            killed += strike(pages.get(i), Fault.death());
            paused += strike(pages.get(i), Fault.late(PAUSE));
            hung += strike(pages.get(i), Fault.block());
        }
        for (int page = 1; page <= PAGES; page += STEP) {
            hangUntilInterrupted(page);
        }

        assertThat(longest).as("until another node reads on").isPositive().isLessThanOrEqualTo(PROMISED);
        assertThat(longestHang).as("a call that hangs").isEqualTo(DEADLINE);
        assertThat(lateWrites).as("late writes tried").isPositive();
        assertThat(acceptedLate).as("late writes accepted").isZero();
        if (WHOLE) {
            Path folder = Files.createDirectories(Path.of("target", "evidence"));
            Files.writeString(folder.resolve("takeover.txt"), line() + System.lineSeparator());
        }
    }

    private String line() {
        return String.format(
                Locale.ENGLISH,
                "takeover: %d workers killed, %d paused, %d hung at the pages of an import; the run went on within %d s; %d calls"
                        + " that hung ended at the page deadline, %d s; %d late writes tried, %d accepted",
                killed,
                paused,
                hung,
                longest.toSeconds(),
                ended,
                longestHang.toSeconds(),
                lateWrites,
                acceptedLate);
    }

    /** Strikes a call before and after its effect; how many workers that were. */
    private int strike(PortCall call, Fault fault) {
        strikeOnce(call, fault);
        strikeOnce(call, fault.afterTheEffect());
        return 2;
    }

    private void strikeOnce(PortCall call, Fault fault) {
        Import told = FaultHarness.run(IMPORT, call.number(), fault).world();
        Duration until = Duration.between(World.START, told.wentOnAt());
        longest = until.compareTo(longest) > 0 ? until : longest;
        lateWrites += told.store.late;
        acceptedLate += told.store.acceptedLate;
        told.requireImported(call + ", " + fault);
    }

    /** A connector that hears interrupts: the timer of the engine's own leases interrupts it, and the node itself goes on. */
    private void hangUntilInterrupted(int page) throws InterruptedException {
        Import told = new Import();
        ManualTimer timer = new ManualTimer(told.world.time);
        Runs runs = runs(told, timer);
        SyncLinkId link = told.world.imported().id();
        CountDownLatch hangs = new CountDownLatch(1);
        List<Instant> interruptedAt = new ArrayList<>();
        told.beforePage(page, () -> {
            hangs.countDown();
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException deadline) {
                interruptedAt.add(told.world.time.instant());
                throw ProviderException.of(FailureKind.UNREACHABLE, "expected an answer but was interrupted");
            }
        });
        Thread worker = new Thread(() -> runs.worker().work(link), "worker");
        worker.setDaemon(true);
        worker.start();
        assertThat(hangs.await(20, TimeUnit.SECONDS))
                .as("page %d is asked for", page)
                .isTrue();

        timer.passUntil(World.START.plus(DEADLINE));
        worker.join(TimeUnit.SECONDS.toMillis(20));

        assertThat(worker.isAlive()).as("the worker hangs still").isFalse();
        assertThat(interruptedAt).hasSize(1);
        Duration hanging = Duration.between(World.START, interruptedAt.get(0));
        longestHang = hanging.compareTo(longestHang) > 0 ? hanging : longestHang;
        ended++;
        for (int sweeps = 0; sweeps < 18; sweeps++) {
            told.world.time.tick(POLICY.sweepInterval());
            runs.reconciler().runDue();
        }
        told.requireImported("a call that hung at page " + page);
    }

    private static Runs runs(Import told, ManualTimer timer) {
        World world = told.world;
        Ports ports = new Ports(
                Map.of(world.provider.provider(), world.provider),
                world.links,
                world.integrations,
                world.vault,
                told.store,
                new NoQueue(),
                SyncListener.NONE,
                Authorizer.anyone(),
                ServedWorkspaces.all(),
                HostTransaction.NONE,
                POLICY,
                world.time,
                world.time,
                Observer.ofNobody(world.time));
        Gateway gateway = Gateway.assemble(ports, Runnable::run, Runnable::run);
        Credentials credentials = Credentials.assemble(gateway, ports, RouteWork.NONE, Runnable::run, Runnable::run);
        return Runs.assemble(
                gateway,
                credentials,
                IncomingDeliveries.assemble(gateway, ports, WebhookBase.NONE).upkeep(),
                ports,
                timer,
                () -> false);
    }

    /** An import of a hundred guests in ten pages, which begins at once. */
    private static final class Import {
        private final World world = new World();
        private final FencedStore store = new FencedStore(world);
        private final List<Instant> pages = new ArrayList<>();
        private int strange;
        private Runnable atStrange = () -> {};

        Import() {
            world.registered(GUESTS);
            world.provider.beforeEachPage(() -> {
                pages.add(world.time.instant());
                if (pages.size() == strange) {
                    atStrange.run();
                }
            });
        }

        /** Does something at one page, the first time that it is asked for. */
        void beforePage(int number, Runnable act) {
            strange = number;
            atStrange = act;
        }

        FaultPorts ports() {
            return FaultPorts.builder()
                    .addConnectors(world.provider)
                    .links(world.links)
                    .integrations(world.integrations)
                    .vault(world.vault)
                    .attendees(store)
                    .policy(POLICY)
                    .time(world.time)
                    .build();
        }

        static void begin(Import told, SyncEngine engine) {
            engine.links()
                    .importSubject(
                            World.ACME,
                            SyncSubject.event("our-42"),
                            engine.integrations()
                                    .connect(World.ACME, told.world.provider.provider(), World.KEY)
                                    .orThrow()
                                    .id(),
                            World.EVENT.id())
                    .orThrow();
        }

        /** When a page was asked for first after the clock had moved. */
        Instant wentOnAt() {
            return pages.stream()
                    .filter(at -> at.isAfter(World.START))
                    .findFirst()
                    .orElseThrow();
        }

        void requireImported(String told) {
            List<SyncLink> links = world.engine.links().of(World.ACME, SyncSubject.event("our-42"));
            assertThat(links).as(told).hasSize(1);
            assertThat(links.get(0).status()).as(told).isEqualTo(SyncStatus.ACTIVE);
            assertThat(world.attendees.attendees(links.get(0).id())).as(told).hasSize(GUESTS);
            assertThat(links.get(0).lastRun().orElseThrow().tally().processed())
                    .as(told)
                    .isEqualTo(GUESTS);
        }
    }

    /** Counts what comes with a fencing token that a later claim's has overtaken. */
    private static final class FencedStore extends TamperedAttendees {
        private final Map<SyncLinkId, Long> highest = new HashMap<>();
        private int late;
        private int acceptedLate;

        FencedStore(World world) {
            super(world.attendees);
        }

        @Override
        public synchronized Written upsert(FencingToken token, Batch batch) {
            return counted(token, super.upsert(token, batch));
        }

        @Override
        public synchronized Written markAbsent(FencingToken token, StampRange range, Set<AttendeeId> ids) {
            return counted(token, super.markAbsent(token, range, ids));
        }

        private Written counted(FencingToken token, Written written) {
            boolean isLate = token.fence() < highest.merge(token.link(), token.fence(), Math::max);
            late += isLate ? 1 : 0;
            acceptedLate += isLate && written.accepted() ? 1 : 0;
            return written;
        }
    }
}
