package io.holdfast.port;

import io.holdfast.model.Attendance;
import io.holdfast.model.Attendee;
import io.holdfast.model.AttendeeId;
import io.holdfast.model.Cursor;
import io.holdfast.model.ImportMode;
import io.holdfast.model.Page;
import io.holdfast.model.Presence;
import io.holdfast.model.StampRange;
import io.holdfast.model.SyncLink;
import io.holdfast.model.SyncLinkId;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * The host's attendees as the engine writes them. Host-owned fields (a VIP mark, a local check-in) are never touched.
 *
 * <p>A store keeps six facts per row beside the host's own: the attendee's id; the record; which read brought it, by fence and page;
 * the fence of the claim that last changed its value; its full scan stamp; and, if it is marked as absent, the fence by which it was
 * marked. Per link it keeps the highest fence it was told of. No clock takes part, neither the store's nor the engine's. Change
 * times keep their nanoseconds, texts are of every script, and ids compare by their bytes or code points.
 *
 * <p><em>The host's own rows.</em> A host may match an attendee to a row that it made itself, a walk-in with the same e-mail say;
 * {@link Batch#mode()} says what becomes of what it had entered there. A row that came from the provider always follows it, a
 * check-in at the provider included, beside the host's own check-in and never in its place.
 *
 * <p><em>Removed and imported again.</em> Rows belong to a link's key, not to its id alone. A link that is removed leaves its rows to
 * the host, and {@link FencingToken#isLast()} tells of it. If the same remote event is imported for the same subject again, another
 * link has that key. Its first batch, if not its last, makes the rows its own: they keep the record, a mark of absence and all that is the host's,
 * and count as seen by none of its scans and as read and marked before its first claim (stamp 0, fence 0). So nobody stands
 * twice, and who left meanwhile is found missing.
 *
 * <p><em>Erased persons.</em> Whom a host has erased, as a person may ask of it, no read brings back: the row is gone, and the store
 * keeps no more than the link's key and the attendee's id, or a hash of them. It answers {@link RowResult#WITHHELD} for each row of
 * that attendee, over every scan, Resync, Reconnect and move, and for a later link of the same key. Nobody withheld is counted,
 * listed, marked, or back by a sighting.
 *
 * <p>A host that must not miss a change of an attendee writes it into an outbox of its own in {@link #upsert} and {@link #markAbsent}, in
 * one transaction with the row: {@link SyncListener} is told after that, best effort, and a node may die between the two.
 *
 * <p>A failure is a {@code RuntimeException}: the engine asks once more, for it may be done. Of locked rows {@link SyncLinkStore} tells.
 */
public interface AttendeeStore {
    /**
     * Writes one page: all rows that are not rejected, or none.
     *
     * <p>A fencing token below the highest fence ever seen for its link writes nothing, nor does one of a link the store was not told
     * of. A batch without rows tells it of the link and raises that number; the engine sends one before it reads.
     *
     * <p>Newer wins: the later change time; between equal ones, or where either record has none, the later read, by (fence,
     * page). An equal one is taken, an older one is {@code SKIPPED}. Only a batch with a settled fence takes a row whatever
     * the change times say: if no claim above that fence has changed its value, and its stamp is below the batch's, so that
     * within one full scan newer wins again. The value has changed where the record taken tells something else than the one
     * before, the change time left aside ({@link Attendee#tellsTheSameAs}); a new row counts as changed.
     *
     * <p>In every case the row's stamp becomes the higher of its own and the batch's, and a mark of absence is lifted: a row
     * that was absent is {@code UPDATED} even if its record stays, and its previous record counts as NOT_ATTENDING.
     *
     * <p>A row that was there before says the attendance that it had, whether or not the store keeps the record before: by
     * it a cancellation and a return are told once, whatever else is edited.
     *
     * <p>Those that the batch names as sighted are stamped likewise, and a mark of absence is lifted; their records stay, and
     * an id that the store does not know is passed over. One that was absent is {@code BACK}, with the record as it was.
     *
     * @param token who writes
     * @param batch what is written
     * @return an outcome per row, in order, then one per sighted attendee that was absent; none if the fencing token is refused
     */
    Written upsert(FencingToken token, Batch batch);

    /**
     * Raises the fences of several links, each as a batch without rows does. By default one after the other.
     *
     * @param tokens of one link each, 500 at most; one below its link's fence changes nothing, and keeps no other from it
     */
    default void fenceAll(Set<FencingToken> tokens) {
        tokens.forEach(token -> upsert(token, Batch.empty(token.fence())));
    }

    /**
     * Marks attendees as absent: a person then sees them as NOT_ATTENDING. The mark stands beside the record, whose change
     * time stays as it is, so that any later sighting can lift it; nothing is deleted.
     *
     * @param token who writes; refused as by {@link #upsert}
     * @param range only those whose stamp still lies in it are marked
     * @param ids whom
     * @return a row, {@code MARKED_ABSENT} with the record as it was, for each one present that is marked now, or that this token marked
     *     before, because the answer may have been lost
     */
    Written markAbsent(FencingToken token, StampRange range, Set<AttendeeId> ids);

    /**
     * {@return one page of those who are present and were seen last within a range, by id}
     *
     * @param link whose attendees
     * @param range when they were seen last
     * @param after where to go on; {@link Cursor#START} for the first page
     * @param limit rows at most
     */
    Page<AttendeeId> unseen(SyncLinkId link, StampRange range, Cursor after, int limit);

    /**
     * {@return how many are present, and how many of them were seen last within a range}
     *
     * @param link whose attendees
     * @param range when they were seen last
     */
    Presence count(SyncLinkId link, StampRange range);

    /**
     * The right to write one link's attendees.
     *
     * @param link the link
     * @param key whose and what the link feeds, and from where: the same for a link that takes the place of a removed one
     * @param fence the link's fence when this worker was given its run
     */
    record FencingToken(SyncLinkId link, SyncLink.Key key, long fence) {
        /** The fence of a link that is being removed: nothing writes after it. */
        public static final long LAST = Long.MAX_VALUE;

        public FencingToken {
            Objects.requireNonNull(link, "link");
            Objects.requireNonNull(key, "key");
        }

        /** {@return whether the link is being removed, so that its rows are the host's alone from now on} */
        public boolean isLast() {
            return fence == LAST;
        }
    }

    /**
     * The rows of one page.
     *
     * @param attendees the rows; their ids are distinct
     * @param scan what the rows are stamped with: later full scans and runs have higher numbers
     * @param page which page of its claim it is, from 1; it grows within a claim, as fences do from claim to claim
     * @param settledFence rows whose value no claim above this fence has changed are taken over; 0 where newer wins
     * @param sighted whom the provider named though their rows could not be taken; none of them is among the rows
     * @param mode what becomes of the host's own rows that one of them is matched to
     */
    record Batch(
            List<Attendee> attendees,
            long scan,
            long page,
            long settledFence,
            Set<AttendeeId> sighted,
            ImportMode mode) {
        public Batch {
            attendees = List.copyOf(attendees);
            sighted = Set.copyOf(sighted);
            Objects.requireNonNull(mode, "mode");
        }

        /**
         * Makes a batch that updates the host's own rows.
         *
         * @param attendees the rows; their ids are distinct
         * @param scan what the rows are stamped with
         * @param page which page of its claim it is, from 1
         * @param settledFence rows whose value no claim above this fence has changed are taken over; 0 where newer wins
         * @param sighted whom the provider named though their rows could not be taken
         */
        public Batch(List<Attendee> attendees, long scan, long page, long settledFence, Set<AttendeeId> sighted) {
            this(attendees, scan, page, settledFence, sighted, ImportMode.UPDATE_EXISTING);
        }

        /**
         * Makes a batch of rows that could all be taken, which updates the host's own rows.
         *
         * @param attendees the rows; their ids are distinct
         * @param scan what the rows are stamped with
         * @param page which page of its claim it is, from 1
         * @param settledFence rows whose value no claim above this fence has changed are taken over; 0 where newer wins
         */
        public Batch(List<Attendee> attendees, long scan, long page, long settledFence) {
            this(attendees, scan, page, settledFence, Set.of());
        }

        /**
         * {@return a batch without rows that only stamps}
         *
         * @param ids whom the provider named
         */
        public Batch sightingOnly(Set<AttendeeId> ids) {
            return new Batch(List.of(), scan, page, settledFence, ids, mode);
        }

        /**
         * {@return a batch without rows, which tells of a link and its fence}
         *
         * @param scan as of the batches that come after it
         */
        public static Batch empty(long scan) {
            return new Batch(List.of(), scan, 0, 0);
        }
    }

    /**
     * What became of a batch.
     *
     * @param accepted whether the fencing token was good; if not, nothing was written
     * @param rows one outcome per row, in the batch's order
     */
    record Written(boolean accepted, List<Row> rows) {
        public Written {
            rows = List.copyOf(rows);
        }
    }

    /**
     * What became of a row.
     *
     * @param id the attendee
     * @param result what became of it
     * @param previous the record before; may be empty where the host keeps none
     * @param previousAttendance the attendance of that record, which a store tells whether it keeps the record or not; empty if
     *     there was none
     * @param rejection why it was rejected, without its values
     */
    record Row(
            AttendeeId id,
            RowResult result,
            Optional<Attendee> previous,
            Optional<Attendance> previousAttendance,
            Optional<String> rejection) {
        public Row {
            Objects.requireNonNull(id, "id");
            Objects.requireNonNull(result, "result");
            Objects.requireNonNull(previous, "previous");
            Objects.requireNonNull(previousAttendance, "previousAttendance");
            Objects.requireNonNull(rejection, "rejection");
        }

        /**
         * {@return what became of a row that was not there before}
         *
         * @param id the attendee
         * @param result what became of it
         */
        public static Row of(AttendeeId id, RowResult result) {
            return new Row(id, result, Optional.empty(), Optional.empty(), Optional.empty());
        }

        /**
         * {@return what became of a row that was there before}
         *
         * @param id the attendee
         * @param result what became of it
         * @param previous the record before
         */
        public static Row of(AttendeeId id, RowResult result, Attendee previous) {
            return new Row(id, result, Optional.of(previous), Optional.of(previous.attendance()), Optional.empty());
        }

        /**
         * {@return what became of a row that was there before, and whose record before is not kept}
         *
         * @param id the attendee
         * @param result what became of it
         * @param previous the attendance of the record before
         */
        public static Row of(AttendeeId id, RowResult result, Attendance previous) {
            return new Row(id, result, Optional.empty(), Optional.of(previous), Optional.empty());
        }

        /**
         * {@return the outcome of a row that the store can't take, while it takes the others}
         *
         * @param id the attendee
         * @param why what was expected and found, without the row's values
         */
        public static Row rejected(AttendeeId id, String why) {
            return new Row(id, RowResult.REJECTED, Optional.empty(), Optional.empty(), Optional.of(why));
        }
    }

    /** What can become of a row. */
    enum RowResult {
        /** It was not there. */
        ADDED,
        /** It replaced an older record that told something else. */
        UPDATED,
        /** It told what was known. */
        UNCHANGED,
        /** The record we have is newer. */
        SKIPPED,
        /** The store can't take it. */
        REJECTED,
        /** The host has erased this person: nothing of the row is kept. */
        WITHHELD,
        /** It is not seen any more and marked as absent now. */
        MARKED_ABSENT,
        /** It was marked as absent and is present again; its row could not be taken, so its record stays. */
        BACK
    }
}
