package io.holdfast.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.engine.credential.SeveredInSecret;
import io.holdfast.model.Account;
import io.holdfast.model.Credential;
import io.holdfast.model.FailureKind;
import io.holdfast.model.Integration;
import io.holdfast.model.IntegrationId;
import io.holdfast.model.RecoveryAction;
import io.holdfast.model.Severance;
import io.holdfast.model.SyncLink;
import io.holdfast.model.SyncStatus;
import io.holdfast.port.ProviderException;
import io.holdfast.recovery.Explanation;
import io.holdfast.recovery.RecoveryAdvice;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever state a link and its accounts are in, pressing what is advised, one act after the other, leads to ACTIVE. */
final class AdvicePressedTest {
    private static final Credential OTHER_KEY = Credential.apiKey("another-key-that-never-shows");
    private static final int MOST_PRESSES = 3;

    /** Where the link stands before anything happens to its account. */
    enum Stage {
        IMPORTING,
        IMPORT_FAILED,
        LIVE,
        SYNC_FAILED
    }

    /** What happened to the account that the link is bound to. */
    enum Bound {
        CONNECTED,
        SEVERED,
        SEVERED_BUT_THE_LINK_IS_NOT_TOLD,
        CONNECTED_AGAIN,
        /** A host deleted its row. */
        GONE
    }

    /** One state: of the link, of its account, whether a person holds it, and whether another account is connected. */
    record Cell(Stage stage, Bound bound, boolean onHold, boolean otherConnected) {}

    static Stream<Cell> cells() {
        return Stream.of(Stage.values())
                .flatMap(stage -> Stream.of(Bound.values())
                        .flatMap(bound -> Stream.of(false, true)
                                .flatMap(onHold ->
                                        Stream.of(false, true).map(other -> new Cell(stage, bound, onHold, other)))));
    }

    @ParameterizedTest
    @MethodSource("cells")
    void pressingWhatIsAdvisedBringsTheLinkBack(Cell cell) {
        World world = new World();
        SyncLink link = in(world, cell);
        List<RecoveryAction> pressed = new ArrayList<>();
        Optional<RecoveryAction> announced = Optional.empty();

        for (RecoveryAdvice advice = advice(world, link); advice.allowed(); advice = advice(world, link)) {
            assertThat(announced.filter(before -> before != RecoveryAction.CONTACT_SUPPORT))
                    .as("announced after %s", pressed)
                    .isIn(Optional.empty(), Optional.of(advice.action()));
            assertThat(press(world, link, advice.action()))
                    .as("accepted after %s: %s", pressed, advice)
                    .isTrue();
            pressed.add(advice.action());
            announced = advice.after();
            assertThat(pressed).hasSizeLessThanOrEqualTo(MOST_PRESSES);
        }
        world.engine.runDue();

        Explanation told = world.engine.links().explain(link.id());
        assertThat(told.status()).as("after %s", pressed).isEqualTo(SyncStatus.ACTIVE);
        assertThat(told.onHold()).isFalse();
        assertThat(told.advice().action()).isEqualTo(RecoveryAction.NONE);
    }

    @ParameterizedTest
    @MethodSource("cells")
    void whatARefusalSuggestsIsWhatIsAdvised(Cell cell) {
        World world = new World();
        SyncLink link = in(world, cell);
        RecoveryAction advised = advice(world, link).action();

        Stream.of(
                        world.engine.links().reconnect(link.id(), other(world).id()),
                        world.engine.links().resync(link.id()),
                        world.engine.links().retry(link.id()))
                .flatMap(outcome -> outcome.refusal().stream())
                .filter(refusal -> refusal.code() != Refusal.Code.NOT_CONNECTED)
                .forEach(refusal -> assertThat(refusal.suggestedAction())
                        .as(refusal.reason())
                        .isEqualTo(advised));
    }

    private static SyncLink in(World world, Cell cell) {
        SyncLink link = world.imported();
        IntegrationId bound = link.binding().integration();
        if (cell.stage() == Stage.IMPORT_FAILED) {
            fail(world);
        }
        if (cell.stage() == Stage.LIVE || cell.stage() == Stage.SYNC_FAILED) {
            world.engine.runDue();
        }
        if (cell.stage() == Stage.SYNC_FAILED) {
            world.engine.links().resync(link.id()).orThrow();
            fail(world);
        }
        if (cell.onHold()) {
            world.engine.links().suspend(link.id()).orThrow();
        }
        Integration other = other(world);
        if (!cell.otherConnected()) {
            world.engine.integrations().disconnect(other.id(), 1).orThrow();
        }
        if (cell.bound() == Bound.GONE) {
            world.integrations.remove(world.engine.integrations().get(bound));
            return link;
        }
        if (cell.bound() == Bound.SEVERED_BUT_THE_LINK_IS_NOT_TOLD) {
            Integration now = world.engine.integrations().get(bound);
            world.integrations.replace(SeveredInSecret.of(now, Severance.Cause.REFUSED, world.time.instant()));
        } else if (cell.bound() != Bound.CONNECTED) {
            world.engine.integrations().disconnect(bound, 1).orThrow();
        }
        if (cell.bound() == Bound.CONNECTED_AGAIN) {
            world.connected();
        }
        return link;
    }

    private static Integration other(World world) {
        world.provider.belongsTo(OTHER_KEY, new Account("account-2", "other@example.org"));
        return world.engine.integrations().list(World.ACME).stream()
                .filter(one -> one.account().id().equals("account-2"))
                .findFirst()
                .orElseGet(() -> world.engine
                        .integrations()
                        .connect(World.ACME, world.provider.provider(), OTHER_KEY)
                        .orThrow());
    }

    private static void fail(World world) {
        world.provider.failNext(ProviderException.of(FailureKind.REJECTED, "HTTP 400"));
        world.engine.runDue();
    }

    private static RecoveryAdvice advice(World world, SyncLink link) {
        return world.engine.links().explain(link.id()).advice();
    }

    private static boolean press(World world, SyncLink link, RecoveryAction action) {
        return switch (action) {
            case RETRY -> world.engine.links().retry(link.id()).changed();
            case RESUME -> world.engine.links().resume(link.id()).changed();
            case RECONNECT ->
                world.engine
                        .links()
                        .reconnect(
                                link.id(),
                                world.engine
                                        .links()
                                        .plan(link.id())
                                        .preselected()
                                        .orElseThrow())
                        .changed();
            case MOVE ->
                world.engine
                        .links()
                        .move(
                                link.id(),
                                world.engine
                                        .links()
                                        .plan(link.id())
                                        .moves()
                                        .get(0)
                                        .integration())
                        .changed();
            case RECONNECT_INTEGRATION -> world.connected().isConnected();
            case NONE, WAIT, CONTACT_SUPPORT -> false;
        };
    }
}
