package io.holdfast.testkit.contract;

import static io.holdfast.port.AttendeeStore.RowResult.ADDED;
import static io.holdfast.port.AttendeeStore.RowResult.UNCHANGED;
import static io.holdfast.port.AttendeeStore.RowResult.UPDATED;
import static io.holdfast.testkit.contract.AttendeeSamples.EARLY;
import static io.holdfast.testkit.contract.AttendeeSamples.attendee;
import static io.holdfast.testkit.contract.AttendeeSamples.key;
import static io.holdfast.testkit.contract.AttendeeSamples.results;

import io.holdfast.model.Attendance;
import io.holdfast.model.Attendee;
import io.holdfast.model.AttendeeId;
import io.holdfast.model.Presence;
import io.holdfast.model.StampRange;
import io.holdfast.model.SyncLink;
import io.holdfast.model.SyncLinkId;
import io.holdfast.port.AttendeeStore;
import io.holdfast.port.AttendeeStore.Batch;
import io.holdfast.port.AttendeeStore.FencingToken;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What becomes of the rows of a link that is removed, once another link has its key. */
final class AttendeeAgainChecks {
    private static final SyncLinkId FIRST = SyncLinkId.of("first");
    private static final SyncLinkId NEXT = SyncLinkId.of("next");
    private static final SyncLink.Key KEY = key("event that is imported again");

    private AttendeeAgainChecks() {}

    static void addTo(Checks<AttendeeStore> checks) {
        checks.add("a removed link writes nothing more", AttendeeAgainChecks::nothingAfterTheLast);
        checks.add("who is imported again stands there once", AttendeeAgainChecks::once);
        checks.add(
                "rows that are met again were read and seen before the link that meets them",
                AttendeeAgainChecks::readBefore);
        checks.add("who was absent when a link was removed is met again as absent", AttendeeAgainChecks::stillAbsent);
        checks.add("a link of another key meets nobody", AttendeeAgainChecks::anotherKey);
        checks.add(
                "a removed link that was never told of takes nothing from the next one",
                AttendeeAgainChecks::removedUntold);
    }

    private static void nothingAfterTheLast(AttendeeStore store) {
        removed(store);
        Assertions.same(
                "token accepted",
                false,
                write(store, FIRST, 8, 1, attendee("c", "x", EARLY)).accepted());
        tell(store, NEXT, 1);
        Assertions.same(
                "token accepted once another link has the key",
                false,
                write(store, FIRST, 8, 1, attendee("c", "x", EARLY)).accepted());
    }

    private static void once(AttendeeStore store) {
        removed(store);
        tell(store, NEXT, 1);
        Assertions.same(
                "results",
                List.of(UNCHANGED, UPDATED, ADDED),
                results(write(
                        store,
                        NEXT,
                        1,
                        1,
                        attendee("a", "x", EARLY),
                        attendee("b", "y", EARLY),
                        attendee("c", "x", EARLY))));
        Assertions.same("present of the link", 3L, present(store, NEXT));
        Assertions.same("present of the removed one", 0L, present(store, FIRST));
    }

    /** The removed link had higher numbers of all sorts than the next one begins with. */
    private static void readBefore(AttendeeStore store) {
        removed(store);
        tell(store, NEXT, 2);
        Assertions.same("counts before the first scan", new Presence(2, 2), store.count(NEXT, StampRange.before(1)));
        write(store, NEXT, 2, 1, attendee("a", "y", EARLY));
        Assertions.same(
                "unseen by the first scan",
                List.of(AttendeeId.of("b")),
                Paging.all(1, after -> store.unseen(NEXT, StampRange.before(2), after, 1)));
    }

    private static void stillAbsent(AttendeeStore store) {
        tell(store, FIRST, 7);
        write(store, FIRST, 7, 1, attendee("a", "x", EARLY));
        store.markAbsent(new FencingToken(FIRST, KEY, 7), StampRange.before(8), Set.of(AttendeeId.of("a")));
        tell(store, FIRST, FencingToken.LAST);
        tell(store, NEXT, 7);
        Assertions.same("present", 0L, present(store, NEXT));
        Assertions.same(
                "marked by the next link's claim of the same number",
                List.of(),
                store.markAbsent(new FencingToken(NEXT, KEY, 7), StampRange.before(8), Set.of(AttendeeId.of("a")))
                        .rows());
        AttendeeStore.Written back = write(store, NEXT, 7, 1, attendee("a", "x", EARLY));
        Assertions.same("result", List.of(UPDATED), results(back));
        Assertions.same(
                "attendance before",
                Optional.of(Attendance.NOT_ATTENDING),
                back.rows().get(0).previousAttendance());
    }

    private static void anotherKey(AttendeeStore store) {
        removed(store);
        SyncLink.Key other = key("another event of the host's");
        store.upsert(new FencingToken(NEXT, other, 1), Batch.empty(1));
        Assertions.same("present", 0L, present(store, NEXT));
        Assertions.same("present of the removed one", 2L, present(store, FIRST));
    }

    /** It is told of late, when the next link has the rows already. */
    private static void removedUntold(AttendeeStore store) {
        tell(store, NEXT, 1);
        write(store, NEXT, 1, 1, attendee("a", "x", EARLY));
        tell(store, FIRST, FencingToken.LAST);
        Assertions.same("present of the next one", 1L, present(store, NEXT));
        Assertions.same("present of the removed one", 0L, present(store, FIRST));
        Assertions.same(
                "token accepted of the next one",
                true,
                write(store, NEXT, 1, 2, attendee("b", "x", EARLY)).accepted());
    }

    private static void removed(AttendeeStore store) {
        tell(store, FIRST, 9);
        write(store, FIRST, 9, 9, attendee("a", "x", EARLY), attendee("b", "x", EARLY));
        tell(store, FIRST, FencingToken.LAST);
    }

    private static void tell(AttendeeStore store, SyncLinkId link, long fence) {
        Assertions.same(
                "token accepted",
                true,
                store.upsert(new FencingToken(link, KEY, fence), Batch.empty(fence))
                        .accepted());
    }

    private static AttendeeStore.Written write(
            AttendeeStore store, SyncLinkId link, long fence, long page, Attendee... rows) {
        return store.upsert(new FencingToken(link, KEY, fence), new Batch(List.of(rows), fence, page, 0));
    }

    private static long present(AttendeeStore store, SyncLinkId link) {
        return store.count(link, StampRange.before(1)).present();
    }
}
