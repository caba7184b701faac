package io.holdfast.engine.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.codec.StoredValues;
import io.holdfast.engine.watch.LogContext;
import io.holdfast.model.Actor;
import io.holdfast.model.AttendeeId;
import io.holdfast.model.Change;
import io.holdfast.model.IntegrationId;
import io.holdfast.model.ProviderId;
import io.holdfast.model.RemoteId;
import io.holdfast.model.RemoteRef;
import io.holdfast.model.SubjectKind;
import io.holdfast.model.SyncLink;
import io.holdfast.model.SyncLinkId;
import io.holdfast.model.SyncSubject;
import io.holdfast.model.WorkspaceId;
import io.holdfast.port.SyncListener;
import io.holdfast.port.SyncListener.Missed;
import io.holdfast.transition.SyncStateMachine;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** In which order notices are told, and which find no room. */
final class ListenerRoomsTest {
    private static final int PAGE = 500;
    private static final Change CHANGE =
            new Change(AttendeeId.of("a1"), Change.Kind.CHANGED, Optional.empty(), Optional.empty());
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

        assertThat(told()).contains("one 3").doesNotContain("one 4");
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
        assertThat(told()).filteredOn(notice -> !notice.contains("missed")).hasSize(ListenerRooms.ROOM / PAGE);
        assertThat(rooms.add(attendees("one", 1, PAGE)))
                .as("there is room again")
                .isTrue();
    }

    @Test
    void aPageThatIsLargerThanTheRoomIsToldAllTheSame() {
        assertThat(rooms.add(attendees("one", 1, ListenerRooms.ROOM * 2))).isTrue();
        assertThat(told()).containsExactly("one 1");
    }

    @Test
    void whatFindsNoRoomIsToldAsMissedAtItsPlaceWithCounts() {
        rooms.add(attendees("one", 3, ListenerRooms.ROOM_OF_ONE));
        assertThat(rooms.add(attendees("one", 4, 30))).isFalse();
        assertThat(rooms.add(attendees("one", 5, 12))).isFalse();
        assertThat(rooms.add(state("one", 6))).isFalse();
        ListenerRooms.Turn turn = Objects.requireNonNull(rooms.next());
        rooms.add(state("one", 7));
        rooms.handBack(turn.room());

        assertThat(told()).containsExactly("one 4 missed " + new Missed(1, 0, 0, 42, 0, 0, 0), "one 7");
    }

    @Test
    void whoHasNoRoomAtAllIsToldThatToo() {
        rooms.add(attendees("one", 1, ListenerRooms.ROOM));

        assertThat(rooms.add(attendees("other", 1, 5))).isFalse();

        assertThat(told()).containsExactly("one 1", "other 1 missed " + new Missed(0, 0, 0, 5, 0, 0, 0));
    }

    @Test
    void aMoveThatWasOvertakenCountsAsMissedAndProgressDoesNot() {
        rooms.add(state("one", 5));
        told();

        rooms.add(state("one", 4));
        rooms.add(Notice.of(link("one", 3), SyncListener::progressed));

        assertThat(told()).containsExactly("one 4 missed " + new Missed(1, 0, 0, 0, 0, 0, 0));
    }

    @Test
    void aMoveThatComesLateIsToldBeforeTheLaterOneThatStillWaits() {
        rooms.add(state("one", 5));
        ListenerRooms.Turn turn = Objects.requireNonNull(rooms.next());
        rooms.add(state("one", 8));
        rooms.add(attendees("one", 8, 1));
        rooms.add(state("one", 7));
        rooms.handBack(turn.room());

        assertThat(told()).containsExactly("one 7", "one 8", "one 8");
    }

    @Test
    void theEndOfALinkIsToldThoughThereIsNoRoom() {
        rooms.add(attendees("one", 3, ListenerRooms.ROOM));

        assertThat(rooms.add(Notice.ofRemoval(link("one", 4)))).isTrue();

        assertThat(told()).containsExactly("one 3", "one " + Long.MAX_VALUE);
    }

    @Test
    void ofAnIntegrationWithoutRoomTheLatestStateIsTold() {
        rooms.add(attendees("one", 3, ListenerRooms.ROOM));
        for (int version = 1; version <= 3; version++) {
            assertThat(rooms.add(integration(version))).isTrue();
        }

        assertThat(told()).containsExactly("one 3", "account 3");
    }

    @Test
    void aVersionWaitsForTheOneBeforeItWhoseWriterHasNotComeYet() {
        rooms.expect("link=one", 4);
        rooms.add(state("one", 5));
        rooms.add(attendees("one", 5, 1));
        assertThat(told()).isEmpty();

        rooms.add(state("one", 4));
        rooms.settle("link=one", 4);

        assertThat(told()).containsExactly("one 4", "one 5", "one 5");
    }

    @Test
    void aVersionThatWasNotWrittenHoldsUpNothing() {
        rooms.expect("link=one", 4);
        rooms.add(state("one", 5));
        rooms.add(state("two", 1));
        assertThat(told()).containsExactly("two 1");

        rooms.settle("link=one", 4);

        assertThat(told()).containsExactly("one 5");
    }

    private List<String> told() {
        List<String> told = new ArrayList<>();
        for (ListenerRooms.Turn turn = rooms.next(); turn != null; turn = rooms.next()) {
            Notice notice = turn.notice();
            told.add(notice.subject().replace("link=", "") + " " + notice.version()
                    + (notice.isOfMissed() ? " missed " + notice.loss() : ""));
            rooms.handBack(turn.room());
        }
        return told;
    }

    private static Notice state(String subject, long version) {
        return Notice.ofMove(link(subject, version), (to, link) -> {});
    }

    private static Notice attendees(String subject, long version, int weight) {
        return Notice.ofAttendees(link(subject, version), Collections.nCopies(weight, CHANGE));
    }

    private static Notice integration(long version) {
        return new Notice(
                "account",
                version,
                true,
                1,
                Optional.empty(),
                Missed.NOTHING,
                LogContext.of(new StoredValues(1).link()),
                (to, last) -> {});
    }

    private static SyncLink link(String id, long version) {
        SyncSubject subject = SyncSubject.event("our-42");
        SyncLink.Key key = new SyncLink.Key(
                WorkspaceId.of("acme"),
                ProviderId.of("scripted"),
                new RemoteRef(SubjectKind.EVENT, RemoteId.of("880011223344")),
                subject);
        return SyncStateMachine.begin(
                        SyncLinkId.of(id),
                        key,
                        new SyncLink.Binding(IntegrationId.of("i-1"), 1),
                        Actor.HOST,
                        Instant.EPOCH)
                .next()
                .toBuilder()
                .version(version)
                .build();
    }
}
