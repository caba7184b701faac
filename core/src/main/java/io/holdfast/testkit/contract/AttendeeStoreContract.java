package io.holdfast.testkit.contract;

import static io.holdfast.port.AttendeeStore.RowResult.ADDED;
import static io.holdfast.port.AttendeeStore.RowResult.MARKED_ABSENT;
import static io.holdfast.port.AttendeeStore.RowResult.SKIPPED;
import static io.holdfast.port.AttendeeStore.RowResult.UNCHANGED;
import static io.holdfast.port.AttendeeStore.RowResult.UPDATED;
import static io.holdfast.testkit.contract.AttendeeSamples.EARLY;
import static io.holdfast.testkit.contract.AttendeeSamples.LATE;
import static io.holdfast.testkit.contract.AttendeeSamples.LINK;
import static io.holdfast.testkit.contract.AttendeeSamples.attendee;
import static io.holdfast.testkit.contract.AttendeeSamples.ids;
import static io.holdfast.testkit.contract.AttendeeSamples.mark;
import static io.holdfast.testkit.contract.AttendeeSamples.results;
import static io.holdfast.testkit.contract.AttendeeSamples.token;
import static io.holdfast.testkit.contract.AttendeeSamples.write;

import io.holdfast.model.Attendance;
import io.holdfast.model.Attendee;
import io.holdfast.model.AttendeeId;
import io.holdfast.model.Presence;
import io.holdfast.model.StampRange;
import io.holdfast.model.SyncLink;
import io.holdfast.model.SyncLinkId;
import io.holdfast.port.AttendeeStore;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What every {@link AttendeeStore} promises. */
public final class AttendeeStoreContract {
    private AttendeeStoreContract() {}

    /**
     * How a host erases a person for good, as that person may ask of it.
     *
     * @param <S> the host's store
     */
    @FunctionalInterface
    public interface Erasure<S extends AttendeeStore> {
        /**
         * Erases a person of whom the store may or may not have a row.
         *
         * @param store the host's store
         * @param key the key of the link that the person came by
         * @param person the provider's id of that person
         */
        void erase(S store, SyncLink.Key key, AttendeeId person);
    }

    /**
     * {@return the checks, each on a store of its own; what is promised of erased persons is passed over}
     *
     * @param fresh makes an empty store
     */
    public static List<ContractCheck> checks(Supplier<? extends AttendeeStore> fresh) {
        return AttendeeStoreContract.<AttendeeStore>checks(
                fresh, (store, key, person) -> Skipped.unless(false, "nobody said how the store erases a person"));
    }

    /**
     * {@return the checks, each on a store of its own}
     *
     * @param fresh makes an empty store
     * @param erasure erases a person in such a store
     * @param <S> the host's store
     */
    public static <S extends AttendeeStore> List<ContractCheck> checks(
            Supplier<? extends S> fresh, Erasure<S> erasure) {
        Checks<AttendeeStore> checks = new Checks<>(fresh);
        checks.add("a link that the store was not told of is refused", AttendeeStoreContract::untold);
        checks.add("a batch without rows tells of a link", AttendeeStoreContract::told);
        checks.add("a fencing token below the highest ever seen writes nothing", AttendeeStoreContract::fencedOff);
        checks.add("each row has an outcome, in the batch's order", AttendeeStoreContract::outcomes);
        checks.add("a batch written twice changes nothing the second time", AttendeeStoreContract::idempotent);
        AttendeeOrderChecks.addTo(checks);
        AttendeeSightingChecks.addTo(checks);
        checks.add("whoever was there before says how: attending or not", PreviousAttendanceCheck::told);
        AttendeeQueryChecks.addTo(checks);
        AttendeeAgainChecks.addTo(checks);
        FencesAtOnceChecks.addTo(checks);
        checks.add("a skipped row is stamped all the same", AttendeeStoreContract::skippedIsStamped);
        checks.add("a stamp never falls", AttendeeStoreContract::stampNeverFalls);
        checks.add("present and unseen are counted by the stamp", AttendeeStoreContract::counted);
        checks.add("those unseen come by id, page by page", AttendeeStoreContract::unseenInOrder);
        checks.add("only those still unseen are marked as absent", AttendeeStoreContract::markedIfUnseen);
        checks.add("a mark that the same fencing token repeats is answered as before", MarkAgainCheck::markedAgain);
        checks.add("a mark needs the fencing token", AttendeeStoreContract::markNeedsTheFencingToken);
        checks.add("any sighting lifts a mark, even with the old change time", AttendeeStoreContract::markIsLifted);
        checks.add("links do not see each other's attendees", AttendeeStoreContract::linksApart);
        checks.add(
                "of fencing tokens at once, none below the highest writes after it",
                AttendeeStoreContract::fencingTokensAtOnce);
        AttendeeColumnChecks.addTo(checks);
        OneActChecks.addToAttendees(checks);
        return Stream.concat(checks.list().stream(), new ErasedPersonChecks<>(erasure).of(fresh).stream())
                .toList();
    }

    private static void untold(AttendeeStore store) {
        Assertions.same(
                "token accepted",
                false,
                write(store, 1, 1, 1, attendee("a", "x", EARLY)).accepted());
        Assertions.same("present", 0L, store.count(LINK, StampRange.before(1)).present());
    }

    private static void told(AttendeeStore store) {
        Assertions.same("token accepted", true, write(store, 1, 1, 1).accepted());
        Assertions.same(
                "token accepted with rows",
                true,
                write(store, 1, 1, 1, attendee("a", "x", EARLY)).accepted());
        Assertions.same("present", 1L, store.count(LINK, StampRange.before(1)).present());
    }

    private static void fencedOff(AttendeeStore store) {
        write(store, 1, 1, 1);
        write(store, 5, 1, 1);
        AttendeeStore.Written late = write(store, 4, 9, 2, attendee("a", "x", LATE));
        Assertions.same("token accepted", false, late.accepted());
        Assertions.same("rows", List.of(), late.rows());
        Assertions.same("present", 0L, store.count(LINK, StampRange.before(1)).present());
        Assertions.same(
                "token accepted by an equal fence", true, write(store, 5, 1, 1).accepted());
    }

    private static void outcomes(AttendeeStore store) {
        write(store, 1, 1, 1);
        write(store, 1, 1, 2, attendee("b", "x", LATE), attendee("c", "x", EARLY));
        AttendeeStore.Written written =
                write(store, 1, 1, 2, attendee("c", "y", LATE), attendee("a", "x", EARLY), attendee("b", "y", EARLY));
        Assertions.same("ids", List.of("c", "a", "b"), ids(written));
        Assertions.same("results", List.of(UPDATED, ADDED, SKIPPED), results(written));
    }

    private static void idempotent(AttendeeStore store) {
        write(store, 1, 1, 1);
        write(store, 1, 1, 1, attendee("a", "x", EARLY), attendee("b", "x", EARLY));
        AttendeeStore.Written again = write(store, 1, 1, 1, attendee("a", "x", EARLY), attendee("b", "x", EARLY));
        Assertions.same("results", List.of(UNCHANGED, UNCHANGED), results(again));
        Assertions.same("present", 2L, store.count(LINK, StampRange.before(1)).present());
    }

    private static void skippedIsStamped(AttendeeStore store) {
        write(store, 1, 1, 1);
        write(store, 1, 1, 1, attendee("a", "new", LATE));
        write(store, 1, 7, 2, attendee("a", "old", EARLY));
        Assertions.same(
                "unseen since the full scan",
                0L,
                store.count(LINK, StampRange.before(7)).unseen());
    }

    private static void stampNeverFalls(AttendeeStore store) {
        write(store, 1, 1, 1);
        write(store, 1, 7, 1, attendee("a", "x", EARLY));
        write(store, 1, 3, 2, attendee("a", "y", LATE));
        Assertions.same(
                "unseen since the full scan",
                0L,
                store.count(LINK, StampRange.before(7)).unseen());
    }

    private static void counted(AttendeeStore store) {
        write(store, 1, 1, 1);
        write(store, 1, 1, 1, attendee("a", "x", EARLY), attendee("b", "x", EARLY), attendee("c", "x", EARLY));
        write(store, 1, 2, 2, attendee("b", "x", EARLY));
        Assertions.same("counts", new Presence(3, 2), store.count(LINK, StampRange.before(2)));
        Assertions.same("counts of the full scan before", new Presence(3, 0), store.count(LINK, StampRange.before(1)));
    }

    private static void unseenInOrder(AttendeeStore store) {
        write(store, 1, 1, 1);
        List<Attendee> many = IntStream.range(100, 125)
                .mapToObj(i -> attendee("a" + (224 - i), "x", EARLY))
                .toList();
        store.upsert(token(LINK, 1), new AttendeeStore.Batch(many, 1, 1, 0));
        List<String> unseen = Paging.all(10, after -> store.unseen(LINK, StampRange.before(2), after, 10)).stream()
                .map(AttendeeId::value)
                .toList();
        Assertions.same(
                "unseen", many.stream().map(one -> one.id().value()).sorted().toList(), unseen);
        Assertions.same(
                "unseen since the first full scan",
                List.of(),
                Paging.all(10, after -> store.unseen(LINK, StampRange.before(1), after, 10)));
    }

    private static void markedIfUnseen(AttendeeStore store) {
        write(store, 1, 1, 1);
        write(store, 1, 1, 1, attendee("a", "x", EARLY), attendee("b", "x", EARLY), attendee("c", "x", EARLY));
        write(store, 1, 2, 2, attendee("b", "x", EARLY));
        AttendeeStore.Written marked = mark(store, 1, StampRange.before(2), "a", "b", "unknown");
        Assertions.same("marked", List.of("a"), ids(marked));
        Assertions.same("results", List.of(MARKED_ABSENT), results(marked));
        Assertions.same("counts", new Presence(2, 1), store.count(LINK, StampRange.before(2)));
        Assertions.same("marked by a later token", List.of(), ids(mark(store, 2, StampRange.before(2), "a")));
    }

    private static void markNeedsTheFencingToken(AttendeeStore store) {
        write(store, 1, 1, 1);
        write(store, 1, 1, 1, attendee("a", "x", EARLY));
        write(store, 5, 2, 1);
        Assertions.same(
                "token accepted",
                false,
                mark(store, 4, StampRange.before(2), "a").accepted());
        Assertions.same("present", 1L, store.count(LINK, StampRange.before(2)).present());
    }

    private static void markIsLifted(AttendeeStore store) {
        write(store, 1, 1, 1);
        write(store, 1, 1, 1, attendee("a", "x", EARLY));
        mark(store, 1, StampRange.before(2), "a");
        Assertions.same(
                "present while marked",
                0L,
                store.count(LINK, StampRange.before(2)).present());
        AttendeeStore.Row back =
                write(store, 1, 3, 2, attendee("a", "x", EARLY)).rows().get(0);
        Assertions.same("result", UPDATED, back.result());
        Assertions.holds(
                "a record before that did not attend, or none",
                back.previous()
                        .filter(before -> before.attendance() != Attendance.NOT_ATTENDING)
                        .isEmpty(),
                "one that did");
        Assertions.same("counts", new Presence(1, 0), store.count(LINK, StampRange.before(3)));
    }

    private static void linksApart(AttendeeStore store) {
        SyncLinkId other = SyncLinkId.of("other");
        write(store, 1, 1, 1);
        store.upsert(token(other, 9), AttendeeStore.Batch.empty(9));
        store.upsert(token(other, 9), new AttendeeStore.Batch(List.of(attendee("a", "x", EARLY)), 9, 1, 0));
        Assertions.same(
                "token accepted of the first",
                true,
                write(store, 1, 1, 1, attendee("a", "y", EARLY)).accepted());
        Assertions.same("counts of the first", new Presence(1, 1), store.count(LINK, StampRange.before(9)));
        Assertions.same("counts of the other", new Presence(1, 0), store.count(other, StampRange.before(9)));
    }

    private static void fencingTokensAtOnce(AttendeeStore store) throws InterruptedException {
        write(store, 1, 1, 1);
        List<Boolean> held = new ArrayList<>(Concurrently.all(
                i -> write(store, 10L + i, 1, 1, attendee("a" + i, "x", EARLY)).accepted()));
        Assertions.holds("the highest fencing token to write", held.contains(true), held);
        Assertions.same(
                "present",
                held.stream().filter(Boolean::booleanValue).count(),
                store.count(LINK, StampRange.before(1)).present());
        Assertions.same(
                "token accepted below the highest", false, write(store, 9, 1, 1).accepted());
        Assertions.same(
                "token accepted by the highest",
                true,
                write(store, 9L + Concurrently.THREADS, 1, 1).accepted());
    }
}
