package io.holdfast.testkit.contract;

import static io.holdfast.port.AttendeeStore.RowResult.BACK;
import static io.holdfast.testkit.contract.AttendeeSamples.EARLY;
import static io.holdfast.testkit.contract.AttendeeSamples.LATE;
import static io.holdfast.testkit.contract.AttendeeSamples.LINK;
import static io.holdfast.testkit.contract.AttendeeSamples.attendee;
import static io.holdfast.testkit.contract.AttendeeSamples.ids;
import static io.holdfast.testkit.contract.AttendeeSamples.mark;
import static io.holdfast.testkit.contract.AttendeeSamples.results;
import static io.holdfast.testkit.contract.AttendeeSamples.token;
import static io.holdfast.testkit.contract.AttendeeSamples.write;

import io.holdfast.model.AttendeeId;
import io.holdfast.model.Presence;
import io.holdfast.model.StampRange;
import io.holdfast.port.AttendeeStore;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What every {@link AttendeeStore} makes of attendees who were named without a row, and of those seen last within a range. */
final class AttendeeSightingChecks {
    private AttendeeSightingChecks() {}

    static void addTo(Checks<AttendeeStore> checks) {
        checks.add("a sighting without a row stamps, and the record stays", AttendeeSightingChecks::stamped);
        checks.add("a sighting without a row never lets a stamp fall", AttendeeSightingChecks::neverFalls);
        checks.add("a sighting without a row lifts a mark, and is told once", AttendeeSightingChecks::lifted);
        checks.add("a sighting of somebody unknown adds nobody", AttendeeSightingChecks::unknown);
        checks.add("a sighting needs the fencing token", AttendeeSightingChecks::needsTheFencingToken);
        checks.add("those seen last within a range are counted", AttendeeSightingChecks::counted);
        checks.add("those seen last within a range are listed", AttendeeSightingChecks::listed);
        checks.add("only those seen last within a range are marked", AttendeeSightingChecks::marked);
    }

    private static void stamped(AttendeeStore store) {
        write(store, 1, 1, 1);
        write(store, 1, 1, 1, attendee("a", "x", LATE), attendee("b", "x", EARLY));
        AttendeeStore.Written written = sight(store, 1, 7, "a");
        Assertions.same("token accepted", true, written.accepted());
        Assertions.same("rows", List.of(), written.rows());
        Assertions.same("counts", new Presence(2, 1), store.count(LINK, StampRange.before(7)));
        Assertions.same(
                "result of an older record",
                List.of(AttendeeStore.RowResult.SKIPPED),
                results(write(store, 1, 8, 3, attendee("a", "y", EARLY))));
    }

    private static void neverFalls(AttendeeStore store) {
        write(store, 1, 1, 1);
        write(store, 1, 7, 1, attendee("a", "x", EARLY));
        sight(store, 1, 3, "a");
        Assertions.same(
                "unseen since the full scan",
                0L,
                store.count(LINK, StampRange.before(7)).unseen());
    }

    private static void lifted(AttendeeStore store) {
        write(store, 1, 1, 1);
        write(store, 1, 1, 1, attendee("a", "x", EARLY));
        mark(store, 1, StampRange.before(2), "a");
        AttendeeStore.Written written = sight(store, 1, 3, "a");
        Assertions.same("ids", List.of("a"), ids(written));
        Assertions.same("results", List.of(BACK), results(written));
        Optional<?> before = written.rows().get(0).previous();
        Assertions.holds(
                "the record as it was, or none",
                before.isEmpty() || before.equals(Optional.of(attendee("a", "x", EARLY))),
                "another");
        Assertions.same("counts", new Presence(1, 0), store.count(LINK, StampRange.before(3)));
        Assertions.same(
                "rows of the next sighting", List.of(), sight(store, 1, 4, "a").rows());
    }

    private static void unknown(AttendeeStore store) {
        write(store, 1, 1, 1);
        Assertions.same("rows", List.of(), sight(store, 1, 2, "nobody").rows());
        Assertions.same("present", 0L, store.count(LINK, StampRange.before(9)).present());
    }

    private static void needsTheFencingToken(AttendeeStore store) {
        Assertions.same(
                "token accepted of a link that the store was not told of",
                false,
                sight(store, 1, 1, "a").accepted());
        write(store, 1, 1, 1);
        write(store, 1, 1, 1, attendee("a", "x", EARLY));
        write(store, 5, 1, 1);
        Assertions.same(
                "token accepted below the highest",
                false,
                sight(store, 4, 9, "a").accepted());
        Assertions.same(
                "unseen since the full scan",
                1L,
                store.count(LINK, StampRange.before(9)).unseen());
    }

    private static void counted(AttendeeStore store) {
        seenAtTwoThreeAndFour(store);
        Assertions.same("counts", new Presence(3, 1), store.count(LINK, new StampRange(3, 4)));
        Assertions.same("counts of no stamp", new Presence(3, 0), store.count(LINK, new StampRange(3, 3)));
    }

    private static void listed(AttendeeStore store) {
        seenAtTwoThreeAndFour(store);
        Assertions.same(
                "attendees",
                List.of(AttendeeId.of("b"), AttendeeId.of("c")),
                Paging.all(1, after -> store.unseen(LINK, new StampRange(3, 5), after, 1)));
    }

    private static void marked(AttendeeStore store) {
        seenAtTwoThreeAndFour(store);
        Assertions.same("marked", List.of("b"), ids(mark(store, 1, new StampRange(3, 4), "a", "b", "c")));
        Assertions.same("counts", new Presence(2, 2), store.count(LINK, StampRange.before(9)));
    }

    private static void seenAtTwoThreeAndFour(AttendeeStore store) {
        write(store, 1, 1, 1);
        write(store, 1, 2, 1, attendee("a", "x", EARLY), attendee("b", "x", EARLY), attendee("c", "x", EARLY));
        write(store, 1, 3, 2, attendee("b", "x", EARLY), attendee("c", "x", EARLY));
        write(store, 1, 4, 3, attendee("c", "x", EARLY));
    }

    private static AttendeeStore.Written sight(AttendeeStore store, long fence, long scan, String... ids) {
        Set<AttendeeId> sighted = Stream.of(ids).map(AttendeeId::of).collect(Collectors.toSet());
        return store.upsert(token(LINK, fence), new AttendeeStore.Batch(List.of(), scan, 2, 0, sighted));
    }
}
