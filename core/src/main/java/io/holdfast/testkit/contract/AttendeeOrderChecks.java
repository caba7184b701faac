package io.holdfast.testkit.contract;

import static io.holdfast.port.AttendeeStore.RowResult.SKIPPED;
import static io.holdfast.port.AttendeeStore.RowResult.UNCHANGED;
import static io.holdfast.port.AttendeeStore.RowResult.UPDATED;
import static io.holdfast.testkit.contract.AttendeeSamples.EARLY;
import static io.holdfast.testkit.contract.AttendeeSamples.LATE;
import static io.holdfast.testkit.contract.AttendeeSamples.LINK;
import static io.holdfast.testkit.contract.AttendeeSamples.attendee;
import static io.holdfast.testkit.contract.AttendeeSamples.results;
import static io.holdfast.testkit.contract.AttendeeSamples.token;
import static io.holdfast.testkit.contract.AttendeeSamples.write;

import io.holdfast.model.Attendance;
import io.holdfast.model.Attendee;
import io.holdfast.model.AttendeeId;
import io.holdfast.port.AttendeeStore;
import java.util.List;

/** Which of two records of an attendee every {@link AttendeeStore} keeps. */
final class AttendeeOrderChecks {
    private AttendeeOrderChecks() {}

    static void addTo(Checks<AttendeeStore> checks) {
        checks.add("a later change replaces an earlier one, and tells what it was", AttendeeOrderChecks::laterChange);
        checks.add("an earlier change never replaces a later one", AttendeeOrderChecks::earlierChange);
        checks.add(
                "of equal changes the later read counts, and an equal one is taken", AttendeeOrderChecks::equalChange);
        checks.add("without a change time the later read counts", AttendeeOrderChecks::withoutChangeTime);
        checks.add("a later claim's first page is a later read", AttendeeOrderChecks::laterClaim);
        checks.add("a full scan with a settled fence takes over what is older", AttendeeOrderChecks::takenOver);
        checks.add("what was changed after the settled fence stays", AttendeeOrderChecks::freshStays);
        checks.add("within a full scan that takes over, newer wins", AttendeeOrderChecks::newerWinsWithinAScan);
    }

    private static void laterChange(AttendeeStore store) {
        write(store, 1, 1, 1);
        write(store, 1, 1, 1, attendee("a", "x", EARLY));
        AttendeeStore.Row row =
                write(store, 1, 2, 2, attendee("a", "y", LATE)).rows().get(0);
        Assertions.same("result", UPDATED, row.result());
        Assertions.holds(
                "the record before, or none",
                row.previous()
                        .filter(before -> !before.equals(attendee("a", "x", EARLY)))
                        .isEmpty(),
                "another record");
    }

    private static void earlierChange(AttendeeStore store) {
        write(store, 1, 1, 1);
        write(store, 1, 1, 1, attendee("a", "new", LATE));
        Assertions.same("result", List.of(SKIPPED), results(write(store, 1, 2, 2, attendee("a", "old", EARLY))));
        Assertions.same("result", List.of(UNCHANGED), results(write(store, 1, 3, 2, attendee("a", "new", LATE))));
    }

    private static void equalChange(AttendeeStore store) {
        write(store, 1, 1, 1);
        write(store, 1, 1, 2, attendee("a", "x", EARLY));
        Assertions.same(
                "of an earlier read", List.of(SKIPPED), results(write(store, 1, 1, 1, attendee("a", "y", EARLY))));
        Assertions.same(
                "of the same read", List.of(UPDATED), results(write(store, 1, 1, 2, attendee("a", "z", EARLY))));
    }

    private static void withoutChangeTime(AttendeeStore store) {
        Attendee undated = Attendee.builder()
                .id(AttendeeId.of("a"))
                .company("x")
                .attendance(Attendance.ATTENDING)
                .build();
        Attendee changed = undated.toBuilder().company("y").build();
        write(store, 1, 1, 1);
        write(store, 1, 1, 2, undated);
        Assertions.same("of an earlier read", List.of(SKIPPED), results(write(store, 1, 1, 1, changed)));
        Assertions.same("of a later read", List.of(UPDATED), results(write(store, 1, 1, 3, changed)));
    }

    /** What a claim reads is later than all that claims with a lower fence read, however many pages those had. */
    private static void laterClaim(AttendeeStore store) {
        write(store, 1, 1, 0);
        write(store, 1, 1, 7, attendee("a", "x", EARLY));
        write(store, 5, 5, 0);
        Assertions.same("result", List.of(UPDATED), results(write(store, 5, 5, 1, attendee("a", "y", EARLY))));
        Assertions.same(
                "of its second page", List.of(UPDATED), results(write(store, 5, 5, 2, attendee("a", "z", EARLY))));
        Assertions.same("of its first", List.of(SKIPPED), results(write(store, 5, 5, 1, attendee("a", "y", EARLY))));
    }

    private static void takenOver(AttendeeStore store) {
        write(store, 3, 3, 0);
        write(store, 3, 3, 1, attendee("a", "x", LATE), attendee("b", "x", LATE));
        write(store, 5, 5, 1, attendee("b", "x", LATE));
        Assertions.same("result", UPDATED, takeOver(store, 9, 1, 3, attendee("a", "y", EARLY)));
        Assertions.same(
                "of what was only seen again since", UPDATED, takeOver(store, 9, 1, 3, attendee("b", "y", EARLY)));
        Assertions.same("of the same page again", UNCHANGED, takeOver(store, 9, 1, 3, attendee("a", "y", EARLY)));
    }

    private static void freshStays(AttendeeStore store) {
        write(store, 3, 3, 0);
        write(store, 3, 3, 1, attendee("a", "w", EARLY));
        write(store, 5, 5, 1, attendee("a", "x", LATE), attendee("b", "x", LATE));
        Assertions.same("result", SKIPPED, takeOver(store, 9, 1, 3, attendee("a", "w", EARLY)));
        Assertions.same("of a row that was added", SKIPPED, takeOver(store, 9, 1, 3, attendee("b", "w", EARLY)));
    }

    private static void newerWinsWithinAScan(AttendeeStore store) {
        write(store, 3, 3, 0);
        write(store, 3, 3, 1, attendee("a", "x", LATE), attendee("b", "x", EARLY));
        Assertions.same("result", UPDATED, takeOver(store, 9, 1, 3, attendee("a", "y", EARLY)));
        Assertions.same("of the same", UNCHANGED, takeOver(store, 9, 1, 3, attendee("b", "x", EARLY)));
        Attendee older = attendee("b", "w", EARLY.minusSeconds(1));
        Assertions.same("of an older row on a later page", SKIPPED, takeOver(store, 9, 2, 3, older));
        Assertions.same("in the next claim of the scan", SKIPPED, takeOver(store, 11, 1, 3, older));
    }

    /** A page of a full scan that a person asked for. */
    private static AttendeeStore.RowResult takeOver(
            AttendeeStore store, long fence, long page, long settled, Attendee row) {
        AttendeeStore.Batch batch = new AttendeeStore.Batch(List.of(row), 9, page, settled);
        return results(store.upsert(token(LINK, fence), batch)).get(0);
    }
}
