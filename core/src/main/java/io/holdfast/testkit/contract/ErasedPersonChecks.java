package io.holdfast.testkit.contract;

import static io.holdfast.port.AttendeeStore.RowResult.ADDED;
import static io.holdfast.port.AttendeeStore.RowResult.UNCHANGED;
import static io.holdfast.port.AttendeeStore.RowResult.WITHHELD;
import static io.holdfast.testkit.contract.AttendeeSamples.EARLY;
import static io.holdfast.testkit.contract.AttendeeSamples.LATE;
import static io.holdfast.testkit.contract.AttendeeSamples.LINK;
import static io.holdfast.testkit.contract.AttendeeSamples.attendee;
import static io.holdfast.testkit.contract.AttendeeSamples.mark;
import static io.holdfast.testkit.contract.AttendeeSamples.results;
import static io.holdfast.testkit.contract.AttendeeSamples.token;
import static io.holdfast.testkit.contract.AttendeeSamples.write;

import io.holdfast.model.AttendeeId;
import io.holdfast.model.Cursor;
import io.holdfast.model.Presence;
import io.holdfast.model.StampRange;
import io.holdfast.model.SyncLink;
import io.holdfast.model.SyncLinkId;
import io.holdfast.port.AttendeeQuery;
import io.holdfast.port.AttendeeStore;
import io.holdfast.port.AttendeeStore.Batch;
import io.holdfast.port.AttendeeStore.FencingToken;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/** That a person whom the host has erased stays erased. */
final class ErasedPersonChecks<S extends AttendeeStore> {
    private static final AttendeeId A = AttendeeId.of("a");
    private static final SyncLink.Key KEY = token(LINK, 1).key();

    private final AttendeeStoreContract.Erasure<S> erasure;

    ErasedPersonChecks(AttendeeStoreContract.Erasure<S> erasure) {
        this.erasure = erasure;
    }

    List<ContractCheck> of(Supplier<? extends S> fresh) {
        Checks<S> checks = new Checks<>(fresh);
        checks.add("an erased person is withheld, however often it comes", this::withheld);
        checks.add("an erased person is neither counted, listed, marked nor sighted", this::isNobody);
        checks.add("an erased person is not read back", this::notReadBack);
        checks.add("a person who was erased before it came is withheld", this::erasedBefore);
        checks.add("an erased person is withheld from the next link of the key", this::nextLink);
        checks.add("who has the same id elsewhere is not erased", this::elsewhere);
        return checks.list();
    }

    private void erase(S store) {
        erasure.erase(store, KEY, A);
    }

    private void erased(S store) {
        write(store, 1, 1, 1);
        write(store, 1, 1, 1, attendee("a", "x", EARLY), attendee("b", "x", EARLY));
        erase(store);
    }

    private void withheld(S store) {
        erased(store);
        for (int scan = 2; scan <= 3; scan++) {
            AttendeeStore.Written written =
                    write(store, scan, scan, 1, attendee("a", "y" + scan, LATE), attendee("b", "x", EARLY));
            Assertions.same("results", List.of(WITHHELD, UNCHANGED), results(written));
            AttendeeStore.Row row = written.rows().get(0);
            Assertions.holds(
                    "nothing of the record before",
                    row.previous().isEmpty() && row.previousAttendance().isEmpty(),
                    "something");
        }
    }

    private void isNobody(S store) {
        erased(store);
        write(store, 1, 2, 2, attendee("a", "y", LATE));
        Assertions.same("counts", new Presence(1, 1), store.count(LINK, StampRange.before(2)));
        Assertions.same(
                "unseen",
                List.of(AttendeeId.of("b")),
                Paging.all(1, after -> store.unseen(LINK, StampRange.before(9), after, 1)));
        Assertions.same(
                "marked", List.of(), mark(store, 1, StampRange.before(9), "a").rows());
        Assertions.same(
                "sighted",
                List.of(),
                store.upsert(token(LINK, 1), new Batch(List.of(), 3, 3, 0, Set.of(A)))
                        .rows());
        Assertions.same("present", 1L, store.count(LINK, StampRange.before(9)).present());
    }

    private void notReadBack(S store) {
        Skipped.unless(store instanceof AttendeeQuery, "the store reads no attendees back");
        erased(store);
        write(store, 1, 2, 2, attendee("a", "y", LATE));
        Assertions.same(
                "attendees",
                List.of(attendee("b", "x", EARLY)),
                ((AttendeeQuery) store).attendees(LINK, Cursor.START, 9).items());
    }

    private void erasedBefore(S store) {
        erase(store);
        write(store, 1, 1, 1);
        Assertions.same("results", List.of(WITHHELD), results(write(store, 1, 1, 1, attendee("a", "x", EARLY))));
    }

    private void nextLink(S store) {
        erased(store);
        SyncLinkId next = SyncLinkId.of("next");
        store.upsert(new FencingToken(LINK, KEY, FencingToken.LAST), Batch.empty(FencingToken.LAST));
        store.upsert(new FencingToken(next, KEY, 1), Batch.empty(1));
        Assertions.same(
                "results",
                List.of(WITHHELD),
                results(store.upsert(
                        new FencingToken(next, KEY, 1), new Batch(List.of(attendee("a", "x", EARLY)), 1, 1, 0))));
    }

    private void elsewhere(S store) {
        erased(store);
        SyncLinkId other = SyncLinkId.of("other");
        store.upsert(token(other, 1), Batch.empty(1));
        Assertions.same(
                "results",
                List.of(ADDED),
                results(store.upsert(token(other, 1), new Batch(List.of(attendee("a", "x", EARLY)), 1, 1, 0))));
    }
}
