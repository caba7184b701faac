package io.holdfast.testkit.contract;

import static io.holdfast.testkit.contract.AttendeeSamples.EARLY;
import static io.holdfast.testkit.contract.AttendeeSamples.LINK;
import static io.holdfast.testkit.contract.AttendeeSamples.attendee;
import static io.holdfast.testkit.contract.AttendeeSamples.ids;
import static io.holdfast.testkit.contract.AttendeeSamples.mark;
import static io.holdfast.testkit.contract.AttendeeSamples.results;
import static io.holdfast.testkit.contract.AttendeeSamples.token;
import static io.holdfast.testkit.contract.AttendeeSamples.write;

import io.holdfast.model.Attendee;
import io.holdfast.model.StampRange;
import io.holdfast.model.SyncLinkId;
import io.holdfast.port.AttendeeStore;
import io.holdfast.port.AttendeeStore.RowResult;
import java.util.Collections;
import java.util.List;

/** That the columns which attendees are stored in take what an attendee may hold. */
final class AttendeeColumnChecks {
    private static final int LONG = 100_000;

    private AttendeeColumnChecks() {}

    static void addTo(Checks<AttendeeStore> checks) {
        checks.add("changes of an attendee are told apart to the nanosecond", AttendeeColumnChecks::byTheNanosecond);
        checks.add("ids of attendees that look alike are several attendees", AttendeeColumnChecks::idsAlike);
        checks.add("ids of links that look alike have attendees of their own", AttendeeColumnChecks::linksAlike);
        checks.add("an attendee keeps texts of every script", AttendeeColumnChecks::everyScript);
        checks.add("an attendee keeps an id of 512 characters and a text of 100,000", AttendeeColumnChecks::longTexts);
    }

    private static void byTheNanosecond(AttendeeStore store) {
        write(store, 1, 1, 1);
        write(
                store,
                1,
                1,
                1,
                attendee("a", "later", EARLY.plusNanos(2)),
                attendee("b", "later", EARLY.plusNanos(1_001)));
        AttendeeStore.Written earlier = write(
                store,
                1,
                1,
                2,
                attendee("a", "earlier", EARLY.plusNanos(1)),
                attendee("b", "earlier", EARLY.plusNanos(1)));
        Assertions.same(
                "results of what was changed earlier", List.of(RowResult.SKIPPED, RowResult.SKIPPED), results(earlier));
        AttendeeStore.Written later = write(store, 1, 1, 1, attendee("a", "latest", EARLY.plusNanos(3)));
        Assertions.same("result of what was changed later", List.of(RowResult.UPDATED), results(later));
    }

    private static void idsAlike(AttendeeStore store) {
        Attendee[] all =
                ColumnSamples.ALIKE.stream().map(id -> attendee(id, "x", EARLY)).toArray(Attendee[]::new);
        write(store, 1, 1, 1);
        Assertions.same(
                "results", Collections.nCopies(all.length, RowResult.ADDED), results(write(store, 1, 1, 1, all)));
        Assertions.same("marked", List.of("A"), ids(mark(store, 1, StampRange.before(2), "A")));
        Assertions.same(
                "present",
                all.length - 1L,
                store.count(LINK, StampRange.before(1)).present());
    }

    private static void linksAlike(AttendeeStore store) {
        for (String id : ColumnSamples.ALIKE) {
            store.upsert(token(SyncLinkId.of(id), 1), AttendeeStore.Batch.empty(1));
            store.upsert(
                    token(SyncLinkId.of(id), 1),
                    new AttendeeStore.Batch(List.of(attendee("a", "of " + id, EARLY)), 1, 1, 0));
        }
        for (String id : ColumnSamples.ALIKE) {
            Assertions.same(
                    "present",
                    1L,
                    store.count(SyncLinkId.of(id), StampRange.before(1)).present());
        }
    }

    private static void everyScript(AttendeeStore store) {
        isKept(store, attendee(ColumnSamples.EVERY_SCRIPT, ColumnSamples.EVERY_SCRIPT, EARLY));
    }

    private static void longTexts(AttendeeStore store) {
        isKept(store, attendee(ColumnSamples.longId("a"), ColumnSamples.letters(LONG), EARLY));
        isKept(store, attendee(ColumnSamples.longId("b"), "short", EARLY));
    }

    /** What a store keeps shows by its answers: the same again is unchanged, and what it replaces is the record before. */
    private static void isKept(AttendeeStore store, Attendee attendee) {
        write(store, 1, 1, 1);
        Assertions.same("result", List.of(RowResult.ADDED), results(write(store, 1, 1, 1, attendee)));
        Assertions.same("result of the same", List.of(RowResult.UNCHANGED), results(write(store, 1, 1, 2, attendee)));
        Attendee edited = attendee.toBuilder().jobTitle("another").build();
        AttendeeStore.Row row = write(store, 1, 1, 3, edited).rows().get(0);
        Assertions.same("id", attendee.id(), row.id());
        Assertions.same("result of another", RowResult.UPDATED, row.result());
        Assertions.holds(
                "the record before, or none",
                row.previous().map(attendee::equals).orElse(true),
                "another");
        Assertions.same(
                "marked",
                List.of(attendee.id().value()),
                ids(mark(store, 1, StampRange.before(2), attendee.id().value())));
    }
}
