package io.holdfast.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.model.AttendeeId;
import org.junit.jupiter.api.Test;

/** What a poll costs the host's stores. */
final class PollCostTest {
    private final PolledWorld polled = new PolledWorld();
    private final World world = polled.world;
    private final CountedPorts ports = polled.ports;

    @Test
    void aPollThatFindsNothingCostsFiveStoreCallsAtMostAndTwoRewritesOfTheLink() {
        polled.poll();

        assertThat(world.calls("changes")).isEqualTo(2);
        assertThat(PollCost.of(ports).rewrites()).isLessThanOrEqualTo(2);
        assertThat(PollCost.of(ports).calls()).isLessThanOrEqualTo(5);
    }

    @Test
    void thatAnAccountWasReadIsLookedUpAndWrittenOnceBesidesEachFewMinutes() {
        polled.poll();

        assertThat(PollCost.of(ports).ofAccount()).isEqualTo(2);
    }

    @Test
    void aPollThatFindsNothingTellsTheAttendeeStoreOfNothing() {
        polled.poll();

        assertThat(ports.callsOfPorts()).noneMatch(call -> call.startsWith("AttendeeStore."));
    }

    @Test
    void aPollThatFindsSomebodyTellsTheAttendeeStoreOfItsClaimFirst() {
        world.put("a1", "Moved", world.time.instant());

        polled.poll();

        assertThat(ports.callsOfPorts())
                .filteredOn(call -> call.startsWith("AttendeeStore."))
                .containsExactly("AttendeeStore.upsert", "AttendeeStore.upsert");
        assertThat(world.attendees.attendees(polled.link.id()))
                .filteredOn(attendee -> attendee.id().equals(AttendeeId.of("a1")))
                .singleElement()
                .satisfies(attendee -> assertThat(attendee.company()).contains("Moved"));
    }
}
