package io.holdfast.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.engine.credential.Credentials;
import io.holdfast.engine.credential.RouteWork;
import io.holdfast.engine.gateway.Gateway;
import io.holdfast.engine.gateway.Ports;
import io.holdfast.engine.run.Reconciler;
import io.holdfast.engine.run.Runs;
import io.holdfast.engine.watch.Observer;
import io.holdfast.engine.webhook.IncomingDeliveries;
import io.holdfast.engine.webhook.WebhookBase;
import io.holdfast.model.Cursor;
import io.holdfast.model.Integration;
import io.holdfast.model.Page;
import io.holdfast.model.RemoteId;
import io.holdfast.model.StoredRow;
import io.holdfast.model.SyncLink;
import io.holdfast.model.SyncLinkId;
import io.holdfast.model.SyncRun;
import io.holdfast.model.SyncSubject;
import io.holdfast.model.WorkspaceId;
import io.holdfast.policy.SyncPolicy;
import io.holdfast.port.Authorizer;
import io.holdfast.port.HostTransaction;
import io.holdfast.port.RunQueue;
import io.holdfast.port.ServedWorkspaces;
import io.holdfast.port.SyncLinkStore;
import io.holdfast.port.SyncListener;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How a sweep brings what is due to a queue that takes only so much. */
final class SweepTest {
    private static final int LINKS = 250;

    private final World world = new World();
    private final Narrow queue = new Narrow();
    private final Reconciler reconciler = reconciler(world, queue);

    @BeforeEach
    void importMany() {
        Integration account = world.connected();
        for (int i = 0; i < LINKS; i++) {
            world.engine
                    .links()
                    .importSubject(World.ACME, SyncSubject.event("our-" + i), account.id(), RemoteId.of("remote-" + i))
                    .orThrow();
        }
    }

    @Test
    void aQueueThatTakesEverythingGetsEverythingInOneSweep() {
        queue.room = 10;

        reconciler.sweep();

        assertThat(queue.taken).hasSize(LINKS);
        assertThat(new HashSet<>(queue.taken)).hasSize(LINKS);
    }

    @Test
    void aSweepStopsWhereTheQueueIsFullAndTheNextGoesOnThere() {
        queue.room = 1;
        reconciler.sweep();
        assertThat(queue.taken).hasSize(100);

        queue.room = 1;
        reconciler.sweep();
        assertThat(new HashSet<>(queue.taken)).hasSize(200);

        queue.room = 2;
        reconciler.sweep();
        assertThat(new HashSet<>(queue.taken)).hasSize(LINKS);
    }

    @Test
    void afterTheEndASweepBeginsAnew() {
        queue.room = 10;
        reconciler.sweep();
        queue.taken.clear();

        reconciler.sweep();

        assertThat(queue.taken).hasSize(LINKS);
    }

    @Test
    void theDueLinksArePagedInOrderWithoutGapOrRepeat() {
        Set<String> seen = new HashSet<>();
        Cursor at = Cursor.START;
        do {
            Page<StoredRow<SyncLinkId, SyncLink>> page = world.links.due(world.time.instant(), at, 7);
            page.items().forEach(link -> assertThat(seen.add(link.id().value())).isTrue());
            at = page.next().orElse(Cursor.START);
        } while (!at.equals(Cursor.START));

        assertThat(seen).hasSize(LINKS);
    }

    @Test
    void aPersonsWishThatIsDueLastFindsItsWayPastAFullQueue() {
        World crowded = new World();
        Integration account = crowded.connected();
        for (int i = 0; i < 150; i++) {
            crowded.imported("event-" + i, account);
        }
        crowded.engine.runDue();
        crowded.time.tick(Duration.ofHours(1));
        SyncLink wish = crowded.imported("wish", account);
        FullOfPolls full = new FullOfPolls();

        reconciler(crowded, full).sweep();

        assertThat(full.taken).containsExactly(wish.id());
    }

    @Test
    void whatIsDueOnAWorkspaceThatIsNotServedTakesNoPlace() {
        World lapsed = new World();
        Integration account = lapsed.connected();
        for (int i = 0; i < 1_000; i++) {
            lapsed.imported("event-" + i, account);
        }
        lapsed.time.tick(Duration.ofMinutes(1));
        WorkspaceId served = WorkspaceId.of("served");
        Integration theirs = lapsed.engine
                .integrations()
                .connect(served, lapsed.provider.provider(), World.KEY)
                .orThrow();
        SyncLink last = lapsed.engine
                .links()
                .importSubject(served, SyncSubject.event("theirs"), theirs.id(), RemoteId.of("remote"))
                .orThrow();
        queue.room = 1;

        reconciler(
                        lapsed,
                        lapsed.links,
                        queue,
                        workspace -> Optional.of("no plan").filter(why -> !workspace.equals(served)))
                .sweep();

        assertThat(queue.taken).containsExactly(last.id().value());
    }

    @Test
    @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void aListThatNamesANextPageForEverEndsTheSweepAndTheNextBeginsAnew() {
        Tampered endless = new Tampered(world.links);
        AtomicInteger page = new AtomicInteger();
        endless.next = Optional.of(() -> Optional.of(Cursor.of("9999-01-01T00:00:00Z|" + page.incrementAndGet())));
        Reconciler sweeping = reconciler(world, endless, queue);
        queue.room = Integer.MAX_VALUE;

        sweeping.sweep();
        sweeping.sweep();

        assertThat(queue.taken).as("the first page of each sweep").hasSize(2 * 100);
    }

    private static Reconciler reconciler(World world, RunQueue queue) {
        return reconciler(world, world.links, queue);
    }

    private static Reconciler reconciler(World world, SyncLinkStore links, RunQueue queue) {
        return reconciler(world, links, queue, ServedWorkspaces.all());
    }

    private static Reconciler reconciler(World world, SyncLinkStore links, RunQueue queue, ServedWorkspaces served) {
        Ports ports = new Ports(
                Map.of(world.provider.provider(), world.provider),
                links,
                world.integrations,
                world.vault,
                world.attendees,
                queue,
                SyncListener.NONE,
                Authorizer.anyone(),
                served,
                HostTransaction.NONE,
                SyncPolicy.defaults(),
                world.time,
                world.time,
                Observer.ofNobody(world.time));
        Gateway gateway = Gateway.assemble(ports, Runnable::run, Runnable::run);
        Credentials credentials = Credentials.assemble(gateway, ports, RouteWork.NONE, Runnable::run, Runnable::run);
        return Runs.assemble(
                        gateway,
                        credentials,
                        IncomingDeliveries.assemble(gateway, ports, WebhookBase.NONE)
                                .upkeep(),
                        ports,
                        new EngineThreads(EngineThreads.PLAIN, SyncPolicy.defaults(), world.time),
                        () -> false)
                .reconciler();
    }

    /** A queue that has no room but for persons' wishes. */
    private static final class FullOfPolls implements RunQueue {
        private final List<SyncLinkId> taken = new ArrayList<>();

        @Override
        public void start(Worker worker) {}

        @Override
        public boolean submit(List<Ticket> tickets) {
            boolean all = true;
            for (Ticket ticket : tickets) {
                boolean isWish = ticket.urgency() == SyncRun.Urgency.PERSON;
                if (isWish) {
                    taken.add(ticket.link());
                }
                all &= isWish;
            }
            return all;
        }

        @Override
        public void stop(Duration grace) {}
    }

    /** A queue that takes so many pages of tickets and no more. */
    private static final class Narrow implements RunQueue {
        private final List<String> taken = new ArrayList<>();
        private int room;

        @Override
        public void start(Worker worker) {}

        @Override
        public boolean submit(List<Ticket> tickets) {
            if (room == 0) {
                return false;
            }
            room--;
            tickets.forEach(ticket -> taken.add(ticket.link().value()));
            return true;
        }

        @Override
        public void stop(Duration grace) {}
    }
}
