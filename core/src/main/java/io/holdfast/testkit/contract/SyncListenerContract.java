package io.holdfast.testkit.contract;

import io.holdfast.model.Attendance;
import io.holdfast.model.Attendee;
import io.holdfast.model.AttendeeId;
import io.holdfast.model.Change;
import io.holdfast.model.Feed;
import io.holdfast.model.Rejected;
import io.holdfast.model.RemoteFacts;
import io.holdfast.model.RemoteSubject;
import io.holdfast.model.SyncLink;
import io.holdfast.port.SyncListener;
import io.holdfast.transition.Decision;
import io.holdfast.transition.TransitionRecord;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** What a {@link SyncListener} must stand: the engine tells it all of this, once and best effort, in any mixture of links. */
public final class SyncListenerContract {
    private SyncListenerContract() {}

    /**
     * {@return the checks, each on a listener of its own}
     *
     * @param fresh makes a listener that was told nothing yet
     */
    public static List<ContractCheck> checks(Supplier<? extends SyncListener> fresh) {
        Checks<SyncListener> checks = new Checks<>(fresh);
        checks.add("it stands a birth, which has nothing before it", SyncListenerContract::birth);
        checks.add("it stands a move of a link whose birth it was not told", SyncListenerContract::withoutBirth);
        checks.add("it stands the same notice twice", SyncListenerContract::twice);
        checks.add("it stands changes of attendees that it has never heard of", SyncListenerContract::unknownAttendees);
        checks.add("it stands rows that could not be taken", SyncListenerContract::rejectedRows);
        checks.add(
                "it stands an event that changes itself, of a link whose birth it was not told",
                SyncListenerContract::remoteChanged);
        checks.add("it stands being told that it missed something", SyncListenerContract::missed);
        checks.add("it stands several links at once", SyncListenerContract::linksAtOnce);
        return checks.list();
    }

    private static void birth(SyncListener listener) {
        Decision.Moved birth = LinkSamples.birth("a");
        listener.transitioned(birth.next(), birth.record().orElseThrow());
        listener.progressed(birth.next());
    }

    private static void withoutBirth(SyncListener listener) {
        Decision.Moved move = LinkSamples.suspended(LinkSamples.birth("a").next());
        listener.transitioned(move.next(), move.record().orElseThrow());
    }

    private static void twice(SyncListener listener) {
        for (int time = 0; time < 2; time++) {
            birth(listener);
            unknownAttendees(listener);
        }
    }

    private static void unknownAttendees(SyncListener listener) {
        SyncLink link = LinkSamples.birth("a").next();
        Attendee attendee = Attendee.builder()
                .id(AttendeeId.of("attendee"))
                .attendance(Attendance.ATTENDING)
                .build();
        for (Change.Kind kind : Change.Kind.values()) {
            listener.attendeesChanged(
                    link, List.of(new Change(attendee.id(), kind, Optional.empty(), Optional.of(attendee))));
            listener.attendeesChanged(
                    link, List.of(new Change(attendee.id(), kind, Optional.empty(), Optional.empty())));
        }
    }

    private static void rejectedRows(SyncListener listener) {
        listener.rejected(
                LinkSamples.birth("a").next(),
                List.of(Rejected.nameless("row 1", "no-id", "expected an id but found none")));
    }

    /** The same is told twice, and changed back. */
    private static void remoteChanged(SyncListener listener) {
        SyncLink link = LinkSamples.birth("a").next();
        RemoteFacts on = remote(link, false);
        RemoteFacts cancelled = remote(link, true);
        for (int time = 0; time < 2; time++) {
            listener.remoteChanged(link.toBuilder().remote(cancelled).build(), on);
            listener.remoteChanged(link.toBuilder().remote(on).build(), cancelled);
        }
    }

    private static RemoteFacts remote(SyncLink link, boolean cancelled) {
        RemoteSubject.Builder subject = RemoteSubject.builder();
        subject.ref(link.key().remote()).title("Harbour Data Night").cancelled(cancelled);
        return new RemoteFacts(subject.build(), Feed.POLL, link.since());
    }

    /** Of a link whose birth was missed as well, and before anything is told again. */
    private static void missed(SyncListener listener) {
        SyncLink link = LinkSamples.birth("a").next();
        listener.missed(link, new SyncListener.Missed(2, 1, 9_000, 40, 3, 1, 7));
        listener.missed(link, new SyncListener.Missed(0, 0, 1, 0, 0, 0, 0));
        birth(listener);
    }

    private static void linksAtOnce(SyncListener listener) throws InterruptedException {
        Concurrently.all(i -> {
            Decision.Moved birth = LinkSamples.birth("link-" + i);
            Decision.Moved move = LinkSamples.suspended(birth.next());
            TransitionRecord record = birth.record().orElseThrow();
            for (int round = 0; round < 100; round++) {
                listener.transitioned(birth.next(), record);
                listener.progressed(birth.next());
                listener.transitioned(move.next(), move.record().orElseThrow());
            }
            return true;
        });
    }
}
