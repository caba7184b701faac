package io.holdfast.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.engine.commit.AfterCommit;
import io.holdfast.engine.gateway.LinkWriter;
import io.holdfast.engine.gateway.ListenerDispatcher;
import io.holdfast.engine.gateway.ThrottledLog;
import io.holdfast.engine.watch.Observer;
import io.holdfast.model.AttendeeId;
import io.holdfast.model.Change;
import io.holdfast.model.ContendedException;
import io.holdfast.model.Cursor;
import io.holdfast.model.FailureKind;
import io.holdfast.model.Hints;
import io.holdfast.model.RemoteId;
import io.holdfast.model.RemoteRef;
import io.holdfast.model.StampRange;
import io.holdfast.model.SubjectKind;
import io.holdfast.model.SyncLink;
import io.holdfast.model.SyncRun;
import io.holdfast.model.SyncStatus;
import io.holdfast.model.SyncSubject;
import io.holdfast.policy.SyncPolicy;
import io.holdfast.port.AttendeeStore;
import io.holdfast.port.HostTransaction;
import io.holdfast.port.SyncListener;
import io.holdfast.transition.Fact;
import io.holdfast.transition.TransitionRecord;
import io.holdfast.transition.TriggerKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What crashes, lost answers and other nodes do between moments. */
final class ProtocolTest {
    private final World world = new World();
    private final Tampered links = new Tampered(world.links);

    @ParameterizedTest
    @EnumSource(
            value = TriggerKind.class,
            names = {"RUN_STARTED", "PAGE_APPLIED", "RUN_COMPLETED"})
    void aWriteThatWasStoredAndThenThrewCountsAsWritten(TriggerKind kind) {
        world.registered(25);
        SyncLink link = world.imported();
        AtomicInteger thrown = new AtomicInteger();
        links.after = move -> {
            if (move.trigger().orElseThrow().kind() == kind && thrown.getAndIncrement() == 0) {
                throw new IllegalStateException("the answer was lost");
            }
        };

        world.with(links, world.attendees).runDue();

        assertThat(thrown.get()).isPositive();
        SyncLink live = world.engine.links().get(link.id());
        assertThat(live.status()).isEqualTo(SyncStatus.ACTIVE);
        assertThat(live.lastRun().orElseThrow().tally().added()).isEqualTo(25);
        assertThat(live.version()).as("birth, claim, three pages, completion").isEqualTo(6);
        assertThat(world.records).as("each difference is told once").hasSize(2);
        assertThat(world.provider.calls()).hasSize(5);
    }

    @Test
    void aWorkerThatDiedIsFoundOnceItsLeaseWasWatchedAndItsRunGoesOnAtItsCheckpoint() {
        world.registered(25);
        SyncLink link = world.imported();
        dieAfterFirstPage(link);

        assertThat(world.engine.runDue())
                .as("nothing is due while the lease holds")
                .isZero();
        world.time.tick(Duration.ofSeconds(40));
        assertThat(world.engine.runDue()).as("it is watched first").isZero();
        world.time.tick(Duration.ofSeconds(20).minusNanos(1));
        assertThat(world.engine.runDue()).as("it is watched still").isZero();
        world.time.tick(Duration.ofNanos(1));
        world.engine.runDue();

        SyncLink live = world.engine.links().get(link.id());
        assertThat(world.provider.calls()).containsOnlyOnce("attendees 1");
        assertThat(live.status()).isEqualTo(SyncStatus.ACTIVE);
        assertThat(world.attendees.attendees(link.id())).hasSize(25);
        assertThat(live.lastRun().orElseThrow().tally().processed()).isEqualTo(25);
    }

    @Test
    void aPausedWorkerCanWriteNothingOnceAnotherHasItsRun() {
        world.registered(25);
        SyncLink link = world.imported();
        SyncEngine another = world.builder(SyncPolicy.defaults()).build();
        AtomicInteger pages = new AtomicInteger();
        world.provider.beforeEachPage(() -> {
            if (pages.incrementAndGet() == 2) {
                world.time.tick(Duration.ofSeconds(41));
                another.runDue();
                world.time.tick(Duration.ofSeconds(20));
                another.runDue();
            }
        });

        world.engine.runDue();

        SyncLink live = world.engine.links().get(link.id());
        assertThat(live.status()).isEqualTo(SyncStatus.ACTIVE);
        assertThat(live.lastRun().orElseThrow().tally().processed()).isEqualTo(25);
        assertThat(world.attendees.attendees(link.id())).hasSize(25);
        assertThat(world.changes).hasSize(25);
        assertThat(versions(link)).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void aStoreOfAttendeesThatFailsLosesNoRowAndCountsNoneTwice() {
        world.registered(25);
        SyncLink link = world.imported();
        AtomicInteger writes = new AtomicInteger();
        SyncEngine engine = world.with(links, new TamperedAttendees(world.attendees) {
            @Override
            public Written upsert(FencingToken token, Batch batch) {
                Written written = super.upsert(token, batch);
                int number = batch.attendees().isEmpty() ? 0 : writes.incrementAndGet();
                if (number == 2 || number == 3) {
                    throw new IllegalStateException("ilse@example.org");
                }
                return written;
            }
        });

        engine.runDue();
        SyncRun waiting = world.engine.links().get(link.id()).run().orElseThrow();
        assertThat(waiting.lastFailure().orElseThrow().kind()).isEqualTo(FailureKind.STORAGE);
        assertThat(waiting.lastFailure().orElseThrow().message()).doesNotContain("ilse");
        world.time.tick(Duration.ofSeconds(10));
        engine.runDue();

        SyncLink live = world.engine.links().get(link.id());
        assertThat(live.status()).isEqualTo(SyncStatus.ACTIVE);
        assertThat(live.lastRun().orElseThrow().tally().processed()).isEqualTo(25);
        assertThat(live.lastRun().orElseThrow().tally().unchanged()).isEqualTo(10);
    }

    @Test
    void aPageThatWasStoredBeforeTheAnswerWasLostCostsNoAttemptAndIsTold() {
        world.registered(25);
        SyncLink link = world.imported();
        LosingOneAnswer losing = new LosingOneAnswer(world.attendees, 2);
        SyncEngine engine = world.with(links, losing);

        engine.runDue();

        SyncLink live = world.engine.links().get(link.id());
        assertThat(live.status()).as("at once").isEqualTo(SyncStatus.ACTIVE);
        assertThat(live.version()).as("birth, claim, three pages, completion").isEqualTo(6);
        assertThat(live.lastRun().orElseThrow().tally().processed()).isEqualTo(25);
        assertThat(world.changes)
                .extracting(Change::id)
                .as("each guest is told once")
                .hasSize(25)
                .doesNotHaveDuplicates();
        assertThat(world.changes)
                .filteredOn(change -> change.kind() == Change.Kind.ADDED)
                .hasSize(15);
    }

    @Test
    void anAbsenceThatWasMarkedBeforeTheAnswerWasLostIsTold() {
        world.registered(5);
        SyncLink link = world.live();
        world.provider.remove(World.EVENT, AttendeeId.of("a2"));
        world.provider.remove(World.EVENT, AttendeeId.of("a4"));
        LosingOneAnswer losing = new LosingOneAnswer(world.attendees, Integer.MAX_VALUE);
        SyncEngine engine = world.with(links, losing);
        world.changes.clear();

        for (int scans = 0; scans < 5 && losing.marked == 0; scans++) {
            engine.links().resync(link.id()).orThrow();
            engine.runDue();
            world.time.tick(Duration.ofHours(3));
        }

        assertThat(losing.marked).as("marks asked for").isGreaterThanOrEqualTo(2);
        assertThat(world.changes)
                .extracting(change -> change.id().value() + " " + change.kind())
                .containsExactly("a2 CANCELLED", "a4 CANCELLED");
        assertThat(world.engine.links().get(link.id()).incident()).isEmpty();
    }

    /** Loses the answer to one page, and the first answer to a mark. */
    private static final class LosingOneAnswer extends TamperedAttendees {
        private final int page;
        private int pages;
        private int marked;

        LosingOneAnswer(AttendeeStore real, int page) {
            super(real);
            this.page = page;
        }

        @Override
        public Written upsert(FencingToken token, Batch batch) {
            Written written = super.upsert(token, batch);
            pages += batch.attendees().isEmpty() ? 0 : 1;
            if (pages == page && !batch.attendees().isEmpty()) {
                throw new IllegalStateException("the answer was lost");
            }
            return written;
        }

        @Override
        public Written markAbsent(FencingToken token, StampRange range, Set<AttendeeId> ids) {
            Written written = super.markAbsent(token, range, ids);
            marked++;
            if (marked == 1) {
                throw new IllegalStateException("the answer was lost");
            }
            return written;
        }
    }

    @Test
    void aLinkWhoseSweepThrowsIsLeftAloneForAWhileAndHidesNoOther() {
        RemoteRef other = new RemoteRef(SubjectKind.EVENT, RemoteId.of("other"));
        world.provider.event(World.event().ref(other).build());
        SyncLink broken = world.imported();
        SyncLink healthy = world.engine
                .links()
                .importSubject(
                        World.ACME,
                        SyncSubject.event("our-43"),
                        world.connected().id(),
                        other.id())
                .orThrow();
        AtomicInteger loads = new AtomicInteger();
        links.loading = id -> {
            if (id.equals(broken.id())) {
                loads.incrementAndGet();
                throw new IllegalStateException("can't be read");
            }
        };
        SyncEngine engine = world.with(links, world.attendees);

        engine.runDue();
        engine.runDue();

        assertThat(loads).hasValue(1);
        assertThat(world.engine.links().get(healthy.id()).status()).isEqualTo(SyncStatus.ACTIVE);
        links.loading = id -> {};
        world.time.tick(Duration.ofSeconds(5));
        engine.runDue();
        assertThat(world.engine.links().get(broken.id()).status()).isEqualTo(SyncStatus.ACTIVE);
    }

    @Test
    void anotherWriterInBetweenIsDecidedAgain() {
        SyncLink link = world.live();
        AtomicInteger meddled = new AtomicInteger();
        links.before = move -> {
            if (meddled.getAndIncrement() == 0) {
                world.time.tick(Duration.ofMinutes(5));
                world.engine.runDue();
            }
        };
        world.time.tick(Duration.ofMinutes(5));

        world.with(links, world.attendees).runDue();

        assertThat(world.engine.links().get(link.id()).status()).isEqualTo(SyncStatus.ACTIVE);
        assertThat(versions(link)).isSorted();
    }

    @Test
    void aLinkThatOthersMoveEachTimeIsToldSo() {
        SyncLink link = world.live();
        links.before = move -> {
            world.time.tick(Duration.ofMinutes(15));
            world.engine.runDue();
        };
        LinkWriter writer = new LinkWriter(
                links,
                new NoQueue(),
                new ListenerDispatcher(
                        SyncListener.NONE, Runnable::run, new ThrottledLog(world.time), Observer.ofNobody(world.time)),
                new AfterCommit(HostTransaction.NONE, Runnable::run),
                SyncPolicy.defaults(),
                world.time,
                new ThrottledLog(world.time));

        assertThatThrownBy(() -> writer.apply(link.id(), new Fact.ChangeSignalled(Hints.ALL)))
                .isInstanceOf(ContendedException.class)
                .hasMessageContaining(link.id().value())
                .hasMessageContaining("try again");
    }

    @Test
    void aListenerThatThrowsUndoesNothingAndHearsTheRest() {
        List<TransitionRecord> heard = new ArrayList<>();
        SyncEngine engine = world.builder(SyncPolicy.defaults())
                .listener(new SyncListener() {
                    @Override
                    public void transitioned(SyncLink link, TransitionRecord record) {
                        heard.add(record);
                        throw new IllegalStateException("the host's own mistake");
                    }
                })
                .build();
        SyncLink link = engine.links()
                .importSubject(
                        World.ACME,
                        SyncSubject.event("our-42"),
                        world.connected().id(),
                        World.EVENT.id())
                .orThrow();

        engine.runDue();

        assertThat(engine.links().get(link.id()).status()).isEqualTo(SyncStatus.ACTIVE);
        assertThat(heard).hasSize(2);
        assertThat(engine.links().history(link.id(), Cursor.START, 10).items()).hasSize(2);
    }

    /** A worker that stops dead: its process is gone, and nothing that it would have said is heard. */
    private void dieAfterFirstPage(SyncLink link) {
        SyncEngine dying = world.with(links, world.attendees);
        links.loading = id -> {
            boolean onePage = world.links
                    .load(link.id())
                    .flatMap(SyncLink::run)
                    .flatMap(SyncRun::checkpoint)
                    .isPresent();
            if (onePage) {
                throw new IllegalStateException("dead");
            }
        };
        links.before = move -> links.loading.accept(link.id());
        dying.runDue();
    }

    private List<Long> versions(SyncLink link) {
        List<Long> versions =
                new ArrayList<>(world.engine.links().history(link.id(), Cursor.START, 100).items().stream()
                        .map(TransitionRecord::version)
                        .toList());
        Collections.reverse(versions);
        return versions;
    }
}
