package io.holdfast.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.model.Lease;
import io.holdfast.model.SyncLink;
import io.holdfast.model.SyncRun;
import io.holdfast.model.SyncStatus;
import io.holdfast.policy.SyncPolicy;
import io.holdfast.transition.Decision;
import io.holdfast.transition.SyncStateMachine;
import io.holdfast.transition.WorkerReport;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Leases are judged by what a node has seen, by its own running clock; what another's wall clock says decides nothing. */
final class LeaseWatchTest {
    private static final Duration SKEW = Duration.ofMinutes(3);

    private final World world = new World();
    private final SyncEngine ahead = node(SKEW);
    private SyncLink link = world.imported();

    @BeforeEach
    void attendees() {
        world.registered(25);
    }

    private SyncEngine node(Duration by) {
        InstantSource clock = () -> world.time.instant().plus(by);
        return world.builder(SyncPolicy.defaults())
                .time(clock)
                .ticker(world.time)
                .build();
    }

    @Test
    void aNodeWhoseClockIsAheadRobsNoWorkerThatRenewsItsLease() {
        AtomicInteger pages = new AtomicInteger();
        world.provider.beforeEachPage(() -> {
            if (pages.incrementAndGet() == 2) {
                for (int renewal = 0; renewal < 20; renewal++) {
                    ahead.runDue();
                    world.time.tick(Duration.ofSeconds(13));
                    renew();
                }
            }
        });

        world.engine.runDue();

        assertThat(world.provider.calls()).containsOnlyOnce("attendees 2");
        assertThat(world.engine.links().get(link.id()).status()).isEqualTo(SyncStatus.ACTIVE);
    }

    @Test
    void aWallClockThatJumpsWhileALeaseIsWatchedShortensNoWatch() {
        claimAndDie();
        world.time.tick(Duration.ofSeconds(41));
        assertThat(world.engine.runDue()).isZero();

        world.time.jump(Duration.ofDays(40));
        assertThat(world.engine.runDue()).as("no time has passed").isZero();
        world.time.jump(Duration.ofDays(-40));
        world.time.tick(Duration.ofSeconds(20));

        world.engine.runDue();
        assertThat(world.engine.links().get(link.id()).status()).isEqualTo(SyncStatus.ACTIVE);
    }

    @Test
    void aLeaseThatWasRenewedMeanwhileIsWatchedAnew() {
        claimAndDie();
        world.time.tick(Duration.ofSeconds(41));
        world.engine.runDue();
        world.time.tick(Duration.ofSeconds(19));
        renew();
        world.time.tick(Duration.ofSeconds(41));

        assertThat(world.engine.runDue())
                .as("the watch of the first lease does not count")
                .isZero();
        world.time.tick(Duration.ofSeconds(20));
        world.engine.runDue();
        assertThat(world.engine.links().get(link.id()).status()).isEqualTo(SyncStatus.ACTIVE);
    }

    private void claimAndDie() {
        SyncRun run = link.run().orElseThrow();
        move(new WorkerReport.RunStarted(run.id(), "a worker that dies"));
    }

    private void renew() {
        link = world.links.load(link.id()).orElseThrow();
        Lease lease = link.run().flatMap(SyncRun::lease).orElseThrow();
        assertThat(lease.owner()).as("nobody has robbed the worker").isNotEmpty();
        move(new WorkerReport.LeaseRenewed(
                link.run().orElseThrow().id(), link.bookkeeping().fence()));
    }

    private void move(WorkerReport report) {
        Instant now = world.time.instant();
        link = world.links.load(link.id()).orElseThrow();
        Decision decision = SyncStateMachine.decide(link, report, SyncPolicy.defaults(), now);
        assertThat(decision).isInstanceOf(Decision.Moved.class);
        world.links.replace((Decision.Moved) decision);
        link = decision.link();
    }
}
