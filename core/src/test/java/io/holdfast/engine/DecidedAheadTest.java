package io.holdfast.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.engine.credential.SeveredInSecret;
import io.holdfast.model.FailureKind;
import io.holdfast.model.Integration;
import io.holdfast.model.Severance;
import io.holdfast.model.SyncLink;
import io.holdfast.model.SyncStatus;
import io.holdfast.policy.SyncPolicy;
import io.holdfast.port.ProviderException;
import io.holdfast.transition.Decision;
import io.holdfast.transition.SyncStateMachine;
import io.holdfast.transition.WorkerReport;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** A clock that was ahead once, and is right again: what was decided meanwhile harms no longer than that. */
final class DecidedAheadTest {
    private static final Duration AHEAD = Duration.ofDays(40);
    private static final Duration POLL = SyncPolicy.defaults().polls().longest();

    private final World world = new World();

    private void whileAhead(Duration by) {
        world.time.jump(by);
        world.engine.runDue();
        world.time.jump(by.negated());
    }

    @Test
    void aPollThatWasPutFortyDaysAwayComesWithinAnInterval() {
        SyncLink link = world.live();
        whileAhead(AHEAD);
        assertThat(link(link).due().orElseThrow()).isAfter(world.time.instant().plus(POLL));

        world.engine.runDue();

        assertThat(link(link).due().orElseThrow())
                .isBeforeOrEqualTo(world.time.instant().plus(POLL));
        assertThat(link(link).decidedAt()).isEqualTo(world.time.instant());
    }

    @Test
    void anEventThatWasTakenForLongOverIsPolledAgain() {
        SyncLink link = world.live();
        whileAhead(Duration.ofDays(400));
        assertThat(link(link).bookkeeping().polls().nextRead())
                .as("it is long over")
                .isEmpty();

        world.engine.runDue();

        assertThat(link(link).due().orElseThrow())
                .isBeforeOrEqualTo(world.time.instant().plus(POLL));
        assertThat(link(link).bookkeeping().polls().fullScanAt()).isPresent();
    }

    @Test
    void anAutomaticRetryThatWasPutFortyDaysAwayComesInTime() {
        SyncLink link = world.live();
        world.time.jump(AHEAD);
        world.engine.links().resync(link.id()).orThrow();
        for (int attempt = 1; attempt <= 5; attempt++) {
            world.provider.failNext(ProviderException.of(FailureKind.MALFORMED, "no list"));
        }
        world.pass(Duration.ofMinutes(4));
        assertThat(link(link).status()).isEqualTo(SyncStatus.FAILED);
        world.time.jump(AHEAD.negated());

        world.engine.runDue();
        world.pass(SyncPolicy.defaults()
                .autoRetry()
                .longestWait(link(link).incident().orElseThrow()));

        assertThat(link(link).status()).isEqualTo(SyncStatus.ACTIVE);
    }

    @Test
    void aWorkerThatClaimedAheadAndDiedIsFoundOnceItWasWatched() {
        SyncLink link = world.imported();
        Decision claimed = SyncStateMachine.decide(
                link,
                new WorkerReport.RunStarted(1, "a worker that dies"),
                SyncPolicy.defaults(),
                world.time.instant().plus(AHEAD));
        assertThat(world.links.replace((Decision.Moved) claimed)).isTrue();

        world.engine.runDue();
        assertThat(link(link).run().orElseThrow().isWorking()).as("it may live").isTrue();
        world.time.tick(Duration.ofSeconds(20));
        world.engine.runDue();
        world.engine.runDue();

        assertThat(link(link).status()).isEqualTo(SyncStatus.ACTIVE);
    }

    @Test
    void aQuestionThatWasPutFortyDaysAwayIsAskedInTime() {
        SyncLink link = world.live();
        world.provider.refuse(World.KEY);
        whileAhead(AHEAD);
        Integration suspected =
                world.integrations.load(link.binding().integration()).orElseThrow();
        assertThat(suspected.due().orElseThrow()).isAfter(world.time.instant().plus(POLL));

        world.pass(Duration.ofMinutes(70));

        assertThat(link(link).status()).isEqualTo(SyncStatus.DISCONNECTED);
    }

    @Test
    void aSeveranceThatWasPutFortyDaysAwayIsAskedAboutAndItsSecretForgottenInTime() {
        Integration connected = world.connected();
        Instant ahead = world.time.instant().plus(AHEAD);
        world.integrations.replace(
                SeveredInSecret.of(connected, Severance.Cause.REFUSED, ahead).toBuilder(kept -> kept.decidedAt(ahead))
                        .build());

        world.pass(Duration.ofHours(3));
        assertThat(world.calls("identify")).as("to connect, and a question").isEqualTo(2);
        world.pass(Duration.ofHours(24));

        Integration now = world.integrations.load(connected.id()).orElseThrow();
        assertThat(now.bookkeeping().keptSecret()).isEmpty();
        assertThat(world.vault.read(connected.bookkeeping().credential().orElseThrow()))
                .isEmpty();
    }

    @Test
    void nodesThatTolerateTheDifferenceLeaveEachOtherAlone() {
        SyncLink link = world.live();
        whileAhead(Duration.ofMinutes(5));
        Instant decided = link(link).decidedAt();

        world.engine.runDue();

        assertThat(decided).isEqualTo(world.time.instant().plus(Duration.ofMinutes(5)));
        assertThat(link(link).decidedAt()).isEqualTo(decided);
    }

    @Test
    void aSingleNodeTakesNoMoveThatIsMadeWhileItLooksForOneOfAWrongClock() {
        World single =
                new World(SyncPolicy.builder().toleratedSkew(Duration.ZERO).build());
        SyncLink link = single.live();
        single.time.jump(Duration.ofMinutes(-1));
        single.engine.runDue();
        SyncLink seen = single.links.load(link.id()).orElseThrow();
        single.time.jump(Duration.ofSeconds(-1));
        single.engine.runDue();

        assertThat(seen.version()).isEqualTo(link.version());
        assertThat(single.links.load(link.id()).orElseThrow().version()).isEqualTo(link.version() + 1);
    }

    @Test
    void noMoreThanAShareOfASweepIsSetRightAtATime() {
        Integration account = world.connected();
        world.time.jump(AHEAD);
        for (int i = 0; i < 60; i++) {
            world.time.tick(Duration.ofMillis(1));
            world.imported("event-" + i, account);
        }
        world.time.jump(AHEAD.negated());

        world.engine.runDue();

        assertThat(world.links.decidedAfter(world.time.instant(), 100))
                .as("the ten earliest are left")
                .hasSize(10)
                .allSatisfy(row -> assertThat(
                                row.value().orElseThrow().key().remote().id().value())
                        .hasSize("event-0".length()));
    }

    private SyncLink link(SyncLink link) {
        return world.links.load(link.id()).orElseThrow();
    }
}
