package io.holdfast.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.model.Command;
import io.holdfast.model.Cursor;
import io.holdfast.model.Integration;
import io.holdfast.model.RecoveryAction;
import io.holdfast.model.SubjectKind;
import io.holdfast.model.SyncLink;
import io.holdfast.model.SyncRun;
import io.holdfast.model.SyncStatus;
import io.holdfast.model.WorkspaceId;
import io.holdfast.policy.SyncPolicy;
import io.holdfast.recovery.Explanation;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A workspace that its host does not serve for now: nothing is read, everybody is told why, and afterwards all goes on. */
final class LapseTest {
    private static final String REASON = "Your plan ended on 14 March.";

    private final World world = new World();
    private Optional<String> lapse = Optional.empty();
    private final SyncEngine engine = world.builder(SyncPolicy.defaults())
            .served(workspace -> lapse.filter(why -> workspace.equals(World.ACME)))
            .build();
    private SyncLink link;

    LapseTest() {
        world.registered(25);
        link = world.live();
    }

    @BeforeEach
    void lapse() {
        lapse = Optional.of(REASON);
    }

    @Test
    void readsNothingAndStoresNothingWhateverIsDue() {
        int before = world.provider.calls().size();

        world.time.tick(Duration.ofDays(2));

        assertThat(engine.runDue()).isZero();
        assertThat(world.provider.calls()).hasSize(before);
        assertThat(engine.links().get(link.id())).isEqualTo(link);
    }

    @Test
    void servedAgainCatchesUpByItself() {
        world.time.tick(Duration.ofDays(2));
        world.put("late", "Pier Labs", world.time.instant());
        engine.runDue();
        world.changes.clear();

        lapse = Optional.empty();
        engine.runDue();

        assertThat(world.changes)
                .extracting(change -> change.id().value() + " " + change.kind())
                .containsExactly("late ADDED");
        assertThat(engine.links().get(link.id()).status()).isEqualTo(SyncStatus.ACTIVE);
    }

    @Test
    void isSaidWithTheHostsOwnReasonAndNothingThatWouldReadIsOffered() {
        Explanation told = engine.links().explain(link.id());

        assertThat(told.lapse()).contains(REASON);
        assertThat(told.status()).isEqualTo(SyncStatus.ACTIVE);
        assertThat(told.delayed()).isFalse();
        assertThat(told.advice().action()).isEqualTo(RecoveryAction.NONE);
        assertThat(told.advice().allowed()).isFalse();
        assertThat(told.nextStepAt()).isEmpty();
        assertThat(Command.ofLifeCycle()).filteredOn(told::accepts).containsExactly(Command.SUSPEND);
        assertThat(world.engine.links().explain(link.id()).lapse()).isEmpty();
    }

    @Test
    void refusesWhatWouldReadAndTakesWhatTakesAway() {
        Integration account = engine.integrations().get(link.binding().integration());

        for (Outcome<?> outcome : new Outcome<?>[] {
            engine.links().retry(link.id()),
            engine.links().resync(link.id()),
            engine.links().resume(link.id()),
            engine.links().reconnect(link.id(), account.id()),
            engine.links().move(link.id(), account.id()),
            engine.integrations().verify(account.id()),
            engine.integrations().reconnectAll(account.id()),
            engine.integrations().connect(World.ACME, account.provider(), World.KEY),
        }) {
            assertThat(outcome.refusal().map(Refusal::code)).contains(Refusal.Code.NOT_SERVED);
            assertThat(outcome.reason()).contains("acme", REASON);
        }
        assertThatThrownBy(() -> engine.integrations().candidates(account.id(), SubjectKind.EVENT, Cursor.START))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining(REASON);
        assertThat(engine.links().suspend(link.id()).changed()).isTrue();
        assertThat(engine.integrations().disconnect(account.id(), 1).changed()).isTrue();
        assertThat(engine.links().remove(link.id()).changed()).isTrue();
    }

    @Test
    void liftsNoPersonsHoldAndIsLiftedByNoResume() {
        engine.links().suspend(link.id()).orThrow();

        assertThat(engine.links().resume(link.id()).changed()).isFalse();
        lapse = Optional.empty();
        world.time.tick(Duration.ofDays(1));

        assertThat(engine.runDue()).isZero();
        assertThat(engine.links().explain(link.id()).onHold()).isTrue();
    }

    @Test
    void letsAWorkerGoAtItsNextPageWhichGoesOnThereLater() {
        lapse = Optional.empty();
        engine.links().resync(link.id()).orThrow();
        world.provider.beforeEachPage(() -> lapse = Optional.of(REASON));
        int before = world.provider.calls().size();

        engine.runDue();

        assertThat(world.provider.calls().subList(before, world.provider.calls().size()))
                .containsExactly("describe", "attendees 1");
        SyncRun run = engine.links().get(link.id()).run().orElseThrow();
        assertThat(run.isWorking()).isFalse();
        assertThat(run.checkpoint()).isPresent();
        world.provider.beforeEachPage(() -> {});
        lapse = Optional.empty();
        engine.runDue();
        assertThat(engine.links().get(link.id()).run()).isEmpty();
    }

    @Test
    void ofOneWorkspaceTouchesNoOther() {
        WorkspaceId other = WorkspaceId.of("other");
        Integration account = engine.integrations()
                .connect(other, world.provider.provider(), World.KEY)
                .orThrow();

        SyncLink theirs = engine.links()
                .importSubject(other, link.subject(), account.id(), World.EVENT.id())
                .orThrow();
        engine.runDue();

        assertThat(engine.links().view(theirs.id()).status()).isEqualTo(SyncStatus.ACTIVE);
        assertThat(engine.links().explain(theirs.id()).lapse()).isEmpty();
    }

    @Test
    void thatTheHostCantTellOfLeavesTheWorkForTheNextTime() {
        SyncEngine unsure = world.builder(SyncPolicy.defaults())
                .served(workspace -> {
                    throw new IllegalStateException("the plans can't be read");
                })
                .build();
        world.time.tick(Duration.ofDays(1));

        assertThat(unsure.runDue()).isZero();
        assertThatThrownBy(() -> unsure.links().explain(link.id()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the plans can't be read");
        lapse = Optional.empty();
        assertThat(engine.runDue()).isPositive();
    }
}
