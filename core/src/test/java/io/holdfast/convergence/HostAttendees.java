package io.holdfast.convergence;

import io.holdfast.memory.InMemoryAttendeeStore;
import io.holdfast.model.Attendance;
import io.holdfast.model.Attendee;
import io.holdfast.model.AttendeeId;
import io.holdfast.model.Cursor;
import io.holdfast.model.Page;
import io.holdfast.model.Presence;
import io.holdfast.model.StampRange;
import io.holdfast.model.SyncLinkId;
import io.holdfast.port.AttendeeStore;
import io.holdfast.testkit.ManualTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** The host's attendees, and a watch over who is removed although he is there, and over records that go backwards. */
final class HostAttendees implements AttendeeStore {
    /** Longer than a list lies for or a replica lags: who came back only then may not have been seen yet. */
    private static final Duration UNSEEN = Duration.ofMinutes(40);

    private final InMemoryAttendeeStore memory = new InMemoryAttendeeStore();
    private final AttendeeStore store;
    private final ManualTime time;
    private final Registrations registrations;
    private final List<String> wrong = new ArrayList<>();

    HostAttendees(ManualTime time, Registrations registrations, Function<InMemoryAttendeeStore, AttendeeStore> fault) {
        this.time = time;
        this.registrations = registrations;
        store = fault.apply(memory);
    }

    /** {@return who was removed wrongly, and whose record went backwards} */
    List<String> wrong() {
        return wrong;
    }

    Map<AttendeeId, Attendee> of(SyncLinkId link) {
        return memory.attendees(link).stream().collect(Collectors.toMap(Attendee::id, Function.identity()));
    }

    static boolean isPresent(Attendee stored) {
        return stored.attendance() != Attendance.NOT_ATTENDING;
    }

    @Override
    public Written upsert(FencingToken token, Batch batch) {
        return watched(token.link(), () -> store.upsert(token, batch));
    }

    @Override
    public Written markAbsent(FencingToken token, StampRange range, Set<AttendeeId> ids) {
        return watched(token.link(), () -> store.markAbsent(token, range, ids));
    }

    private <T> T watched(SyncLinkId link, Supplier<T> act) {
        Map<AttendeeId, Attendee> before = of(link);
        T done = act.get();
        of(link).forEach((id, after) -> Optional.ofNullable(before.get(id))
                .filter(known -> !known.equals(after))
                .ifPresent(known -> compare(known, after)));
        return done;
    }

    private void compare(Attendee before, Attendee after) {
        Instant now = time.instant();
        if (Registrations.isOlder(after, before)) {
            wrong.add(now + " " + after.id().value() + " goes back from " + before + " to " + after);
        }
        boolean removed =
                isPresent(before) && !isPresent(after) && after.company().equals(before.company());
        if (removed && registrations.wasThereAllAlong(after.id(), now.minus(UNSEEN), now)) {
            wrong.add(now + " " + after.id().value() + " is removed although he is there");
        }
    }

    @Override
    public Page<AttendeeId> unseen(SyncLinkId link, StampRange range, Cursor after, int limit) {
        return store.unseen(link, range, after, limit);
    }

    @Override
    public Presence count(SyncLinkId link, StampRange range) {
        return watched(link, () -> store.count(link, range));
    }
}
