package io.holdfast.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.message.Message;
import io.holdfast.model.Attendance;
import io.holdfast.model.AttendeePage;
import io.holdfast.model.Feed;
import io.holdfast.model.ShortList;
import io.holdfast.model.SyncLink;
import io.holdfast.model.SyncStatus;
import io.holdfast.port.Capabilities;
import io.holdfast.presentation.StatusView;
import io.holdfast.presentation.Warning;
import io.holdfast.recovery.Explanation;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** A first import whose list is shorter than stated says so, and is not held up for ever. */
final class ShortListTest {
    private static final Message SHORTER = Message.of("warning.list-shorter", 2, 4);
    private final World world = new World();

    @Test
    void anHonestLinkWhoseTotalIsTwoTooHighIsLiveWithThatWarningAfterElevenMinutes() {
        SyncLink link = world.imported();
        twoOfFour();
        twoOfFour();
        twoOfFour();

        world.engine.runDue();
        world.pass(Duration.ofMinutes(11).minusSeconds(1));
        StatusView waiting = world.engine.links().view(link.id());
        Explanation explained = world.engine.links().explain(link.id());
        assertThat(waiting.status()).isEqualTo(SyncStatus.PENDING);
        assertThat(waiting.alert()).isEmpty();
        assertThat(waiting.progress().orElseThrow().text()).isEqualTo(Message.of("progress.list-shorter", 2, 4));
        assertThat(waiting.progress().orElseThrow().processed()).isEqualTo(2);
        assertThat(explained.reason()).isEqualTo(Message.of("how.list-shorter", 2, 4));
        assertThat(explained.nextStep()).isEqualTo(Message.of("next.list-again"));
        assertThat(world.attendees.attendees(link.id())).hasSize(2);

        world.pass(Duration.ofSeconds(1));
        StatusView live = world.engine.links().view(link.id());
        assertThat(live.status()).isEqualTo(SyncStatus.ACTIVE);
        assertThat(live.warnings()).extracting(Warning::text).containsExactly(SHORTER);
        assertThat(world.engine.links().explain(link.id()).shortList()).contains(new ShortList(2, 4));
        assertThat(world.engine.links().explain(link.id()).bundle()).contains("list shorter than stated: 2 of 4");
        assertThat(world.calls("attendees")).isEqualTo(3);
    }

    @Test
    void aListThatIsWholeAtTheSecondReadIsLiveAfterAMinuteAndNothingIsSaid() {
        world.registered(4);
        SyncLink link = world.imported();
        twoOfFour();

        world.engine.runDue();
        world.pass(Duration.ofMinutes(1));

        StatusView live = world.engine.links().view(link.id());
        assertThat(live.status()).isEqualTo(SyncStatus.ACTIVE);
        assertThat(live.warnings()).isEmpty();
        assertThat(world.attendees.attendees(link.id())).hasSize(4);
    }

    @Test
    void anImportThatALieMadeEmptyIsWholeTenMinutesLater() {
        world.registered(4);
        SyncLink link = world.imported();
        world.provider.answerNext(AttendeePage.builder()
                .asOf(world.time.instant())
                .expected(OptionalLong.of(0))
                .build());

        world.engine.runDue();
        assertThat(world.engine.links().view(link.id()).status()).isEqualTo(SyncStatus.ACTIVE);
        world.pass(Duration.ofMinutes(10));

        assertThat(world.attendees.attendees(link.id())).hasSize(4);
    }

    @Test
    void aTotalThatGoesOnCountingOneWhoWasDeletedHidesThatForHoursAndNotForEver() {
        world.provider.capable(Capabilities.builder()
                .consistencyWindow(Duration.ofMinutes(10))
                .changes(false)
                .feed(Feed.POLL)
                .build());
        world.registered(4);
        SyncLink link = world.live();
        Instant deleted = world.time.instant();

        link = readTwoOfFourUntil(link, deleted.plus(Duration.ofHours(5)));
        assertThat(present(link)).isEqualTo(4);

        link = readTwoOfFourUntil(link, deleted.plus(Duration.ofHours(32)));
        assertThat(present(link)).isEqualTo(2);
    }

    private SyncLink readTwoOfFourUntil(SyncLink begin, Instant end) {
        SyncLink link = begin;
        while (world.time.instant().isBefore(end)) {
            twoOfFour();
            link = world.next(link);
        }
        return link;
    }

    private long present(SyncLink link) {
        return world.attendees.attendees(link.id()).stream()
                .filter(attendee -> attendee.attendance() == Attendance.ATTENDING)
                .count();
    }

    private void twoOfFour() {
        world.provider.answerNext(AttendeePage.builder()
                .addAttendees(
                        World.attendee("a1", "Company 1", World.START).build(),
                        World.attendee("a2", "Company 2", World.START).build())
                .asOf(World.START)
                .expected(OptionalLong.of(4))
                .build());
    }
}
