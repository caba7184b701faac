package io.holdfast.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.model.Attendance;
import io.holdfast.model.AttendeeId;
import io.holdfast.model.Change;
import io.holdfast.model.ConsistencyRecheck;
import io.holdfast.model.Hints;
import io.holdfast.model.LinkBookkeeping;
import io.holdfast.model.PollSchedule;
import io.holdfast.model.SyncLink;
import io.holdfast.policy.SyncPolicy;
import io.holdfast.port.Capabilities;
import io.holdfast.transition.Fact;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a signal names is read by its id, where that costs less than a list. */
final class NamedReadsTest {
    private static final Duration A_MINUTE = Duration.ofMinutes(1);
    private static final Duration WINDOW = Duration.ofMinutes(5);
    private static final Duration SETTLING = SyncPolicy.defaults().absence().settling();

    private final World world = new World();
    private SyncLink link;

    @BeforeEach
    void goLive() {
        capable(reads -> reads.maxNamed(5));
        world.registered(30);
        world.engine.runDue();
        link = world.live();
        world.changes.clear();
        world.time.tick(A_MINUTE);
    }

    @Test
    void whomASignalNamesIsReadAloneAndTold() {
        cancel("a1");
        cancel("a3");

        signal(1, 2);

        assertThat(world.calls("named 2")).isEqualTo(1);
        assertThat(lists()).isEqualTo(3);
        assertThat(world.changes).singleElement().satisfies(change -> {
            assertThat(change.id().value()).isEqualTo("a1");
            assertThat(change.kind()).isEqualTo(Change.Kind.CANCELLED);
        });
    }

    @Test
    void moreThanOneAnswerHoldsAreReadInTurn() {
        signal(1, 12);

        assertThat(world.calls("named 5")).isEqualTo(2);
        assertThat(world.calls("named 2")).isEqualTo(1);
    }

    @Test
    void itLeavesWatermarkPollScanAndLookAndProvesNothing() {
        LinkBookkeeping before = stored().bookkeeping();

        signal(1, 1);

        PollSchedule after = stored().bookkeeping().polls();
        assertThat(after)
                .isEqualTo(new PollSchedule(
                        before.polls().pollAt(),
                        before.polls().fullScanAt(),
                        after.recheck(),
                        before.polls().lookAt()));
        assertThat(stored().bookkeeping().watermarks()).isEqualTo(before.watermarks());
        assertThat(stored().provenAt()).isEqualTo(link.provenAt());
        assertThat(stored().run()).isEmpty();
    }

    @Test
    void itIsReadAgainAMinuteLaterByNameAndNoMore() {
        signal(1, 1);
        assertThat(stored().bookkeeping().polls().recheck())
                .contains(new ConsistencyRecheck(world.time.instant().plus(A_MINUTE), named(1, 1)));
        cancel("a1");

        world.time.tick(A_MINUTE);
        world.engine.runDue();

        assertThat(world.changes).hasSize(1);
        assertThat(world.calls("named 1")).isEqualTo(2);
        assertThat(stored().bookkeeping().polls().recheck()).isEmpty();
    }

    @Test
    void whoIsNotFoundTwiceIsMissedByAFullScanAWindowLaterAndGoneAfterTheSettlingTimeAndNoSooner() {
        world.pass(SETTLING);
        passAPoll();
        world.provider.remove(World.EVENT, AttendeeId.of("a1"));
        signal(1, 1);
        world.time.tick(A_MINUTE);
        world.engine.runDue();
        assertThat(lists()).isEqualTo(3);

        world.pass(WINDOW.plus(A_MINUTE));
        assertThat(lists()).isEqualTo(6);
        assertThat(stored().bookkeeping().absences().remembered()).isPresent();

        world.pass(SETTLING.minus(A_MINUTE.multipliedBy(2)));
        assertThat(world.changes).isEmpty();
        world.pass(A_MINUTE.multipliedBy(4));
        assertThat(world.changes)
                .singleElement()
                .satisfies(change -> assertThat(change.id().value()).isEqualTo("a1"));
    }

    @Test
    void whoIsFoundByTheRecheckBringsNoFullScan() {
        world.provider.remove(World.EVENT, AttendeeId.of("a1"));
        signal(1, 1);
        world.provider.put(
                World.EVENT, World.attendee("a1", "Back", world.time.instant()).build());

        world.time.tick(A_MINUTE);
        world.engine.runDue();
        world.pass(WINDOW.plus(A_MINUTE));

        assertThat(lists()).isEqualTo(3);
    }

    @Test
    void ofFiveAskedForOneByOneTheListOfChangesIsRead() {
        capable(reads -> reads.maxNamed(1));
        signal(1, 4);
        assertThat(world.calls("named 1")).isEqualTo(4);
        assertThat(world.calls("changes")).isZero();

        signal(5, 9);

        assertThat(world.calls("named 1")).isEqualTo(4);
        assertThat(world.calls("changes")).isEqualTo(1);
    }

    @Test
    void ofTwentyAskedForOneByOneEverythingIsReadWhereNoChangesAreListed() {
        capable(reads -> reads.maxNamed(1).changes(false));
        signal(1, 19);
        assertThat(world.calls("named 1")).isEqualTo(19);
        assertThat(lists()).isEqualTo(3);

        signal(1, 20);

        assertThat(world.calls("named 1")).isEqualTo(19);
        assertThat(lists()).isEqualTo(6);
    }

    @Test
    void aConnectorThatReadsNobodyByIdReadsTheListOfChanges() {
        capable(reads -> reads.maxNamed(0));

        signal(1, 1);

        assertThat(world.calls("changes")).isEqualTo(1);
    }

    private void signal(int from, int to) {
        world.tell(link, new Fact.ChangeSignalled(named(from, to)));
        world.engine.runDue();
    }

    private static Hints named(int from, int to) {
        Set<AttendeeId> ids = IntStream.rangeClosed(from, to)
                .mapToObj(i -> AttendeeId.of("a" + i))
                .collect(Collectors.toSet());
        return Hints.of(ids);
    }

    /** So that none is due within the next minutes: it would be read with what a signal named, which then is no read by id. */
    private void passAPoll() {
        Instant poll = stored().bookkeeping().polls().pollAt().orElseThrow();
        world.pass(Duration.between(world.time.instant(), poll).plusSeconds(1));
    }

    private void cancel(String id) {
        world.provider.put(
                World.EVENT,
                World.attendee(id, "Cancelled", world.time.instant())
                        .attendance(Attendance.NOT_ATTENDING)
                        .build());
    }

    private void capable(UnaryOperator<Capabilities.Builder> more) {
        Capabilities.Builder reads = Capabilities.builder();
        reads.from(world.provider.capabilities()).consistencyWindow(WINDOW);
        world.provider.capable(more.apply(reads).build());
    }

    private long lists() {
        return world.calls("attendees");
    }

    private SyncLink stored() {
        return world.engine.links().get(link.id());
    }
}
