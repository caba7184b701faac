package io.holdfast.engine.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** In which order notices are told, and which find no room. */
final class ListenerRoomsTest {
    private static final int PAGE = 500;
    private final ListenerRooms rooms = new ListenerRooms();

    @Test
    void whatWasWrittenFirstIsToldFirstWhoeverComesWithItFirst() {
        rooms.add(state("one", 5));
        rooms.add(state("one", 4));
        rooms.add(state("one", 6));

        assertThat(told()).containsExactly("one 4", "one 5", "one 6");
    }

    @Test
    void whatComesAfterALaterVersionWasToldIsLeftOutAndAttendeesAreNot() {
        rooms.add(state("one", 5));
        told();

        rooms.add(state("one", 4));
        rooms.add(attendees("one", 3, 1));

        assertThat(told()).containsExactly("one 3");
    }

    @Test
    void subjectsTakeTurns() {
        rooms.add(state("one", 1));
        rooms.add(state("one", 2));
        rooms.add(state("two", 1));

        assertThat(told()).containsExactly("one 1", "two 1", "one 2");
    }

    @Test
    void aSubjectIsToldByOneThreadAtATime() {
        rooms.add(state("one", 1));
        rooms.add(state("one", 2));
        ListenerRooms.Turn turn = rooms.next();

        assertThat(rooms.next()).isNull();
        assertThat(turn).isNotNull();
        rooms.handBack(turn.room());
        assertThat(told()).containsExactly("one 2");
    }

    @Test
    void oneSubjectTakesHalfOfTheRoomAndAllTogetherNoMoreThanThereIs() {
        int taken = 0;
        while (rooms.add(attendees("one", 1, PAGE))) {
            taken += PAGE;
        }
        assertThat(taken).isEqualTo(ListenerRooms.ROOM_OF_ONE);
        for (int i = 0; rooms.add(attendees("other-" + i, 1, PAGE)); i++) {
            taken += PAGE;
        }

        assertThat(taken).isEqualTo(ListenerRooms.ROOM);
        assertThat(told()).hasSize(ListenerRooms.ROOM / PAGE);
        assertThat(rooms.add(attendees("one", 1, PAGE)))
                .as("there is room again")
                .isTrue();
    }

    @Test
    void aPageThatIsLargerThanTheRoomIsToldAllTheSame() {
        assertThat(rooms.add(attendees("one", 1, ListenerRooms.ROOM * 2))).isTrue();
        assertThat(told()).containsExactly("one 1");
    }

    private List<String> told() {
        List<String> told = new ArrayList<>();
        for (ListenerRooms.Turn turn = rooms.next(); turn != null; turn = rooms.next()) {
            told.add(turn.notice().subject() + " " + turn.notice().version());
            rooms.handBack(turn.room());
        }
        return told;
    }

    private static Notice state(String subject, long version) {
        return new Notice(subject, version, true, 1, Optional.empty(), (to, last) -> {});
    }

    private static Notice attendees(String subject, long version, int weight) {
        return new Notice(subject, version, false, weight, Optional.empty(), (to, last) -> {});
    }
}
