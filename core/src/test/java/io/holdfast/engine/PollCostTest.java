package io.holdfast.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.model.AttendeeId;
import io.holdfast.model.SyncLink;
import io.holdfast.port.Authorizer;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a poll costs the host's stores. */
final class PollCostTest {
    private final World world = new World();
    private final CountedPorts ports = new CountedPorts(world);
    private SyncEngine engine;
    private SyncLink link;

    @BeforeEach
    void goLive() {
        world.registered(12);
        link = world.live();
        engine = ports.engine(Authorizer.anyone());
        poll();
        ports.forget();
    }

    @Test
    void aPollThatFindsNothingCostsFiveStoreCallsAtMostAndTwoRewritesOfTheLink() {
        poll();

        assertThat(world.calls("changes")).isEqualTo(2);
        assertThat(PollCost.of(ports).rewrites()).isLessThanOrEqualTo(2);
        assertThat(PollCost.of(ports).calls()).isLessThanOrEqualTo(5);
    }

    @Test
    void thatAnAccountWasReadIsLookedUpAndWrittenOnceBesidesEachFewMinutes() {
        poll();

        assertThat(PollCost.of(ports).ofAccount()).isEqualTo(2);
    }

    @Test
    void aPollThatFindsNothingTellsTheAttendeeStoreOfNothing() {
        poll();

        assertThat(ports.callsOfPorts()).noneMatch(call -> call.startsWith("AttendeeStore."));
    }

    @Test
    void aPollThatFindsSomebodyTellsTheAttendeeStoreOfItsClaimFirst() {
        world.put("a1", "Moved", world.time.instant());

        poll();

        assertThat(ports.callsOfPorts())
                .filteredOn(call -> call.startsWith("AttendeeStore."))
                .containsExactly("AttendeeStore.upsert", "AttendeeStore.upsert");
        assertThat(world.attendees.attendees(link.id()))
                .filteredOn(attendee -> attendee.id().equals(AttendeeId.of("a1")))
                .singleElement()
                .satisfies(attendee -> assertThat(attendee.company()).contains("Moved"));
    }

    private void poll() {
        Instant at = world.engine
                .links()
                .get(link.id())
                .bookkeeping()
                .polls()
                .pollAt()
                .orElseThrow();
        world.time.tick(Duration.between(world.time.instant(), at));
        engine.runDue();
    }
}
