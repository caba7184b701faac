package io.holdfast.port;

import io.holdfast.model.Attendee;
import io.holdfast.model.AttendeeId;
import io.holdfast.model.Cursor;
import io.holdfast.model.Page;
import io.holdfast.model.SyncLinkId;
import io.holdfast.model.SyncSubject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.immutables.value.Value;

/**
 * The host's attendees as the engine writes them. Host-owned fields (a VIP mark, a local check-in) are never touched.
 *
 * <p>A store keeps five facts per row beside the host's own: the attendee's id, the record, its read time, its walk stamp
 * and whether it is marked as absent; and per link, the highest fence it was told of.
 */
@Value.Enclosing
public interface AttendeeStore {
    /**
     * Writes one page: all rows that are not rejected, or none.
     *
     * <p>A pen below the highest fence ever seen for its link writes nothing, nor does one of a link the store was not told
     * of. A batch without rows tells it of the link and raises that number; the engine sends one before it reads.
     *
     * <p>Newer wins by (change time or else read time, read time); an equal one is taken, an older one is {@code SKIPPED}.
     * In every case the row's stamp becomes the higher of its own and the batch's, and a mark of absence is lifted: a row
     * that was absent is {@code UPDATED} even if its record stays, and its previous record counts as NOT_ATTENDING.
     *
     * @param pen who writes
     * @param batch what is written
     * @return one outcome per row, in order, unless the pen is refused
     */
    Written upsert(Pen pen, Batch batch);

    /**
     * Marks attendees as absent: a person then sees them as NOT_ATTENDING. The mark stands beside the record, whose change
     * time stays as it is, so that any later sighting can lift it; nothing is deleted.
     *
     * @param pen who writes; refused as by {@link #upsert}
     * @param sinceWalk only those whose stamp is still older than this walk are marked
     * @param ids whom
     * @return a row, {@code MARKED_ABSENT} and with the record as it was, for each one that was present and is marked now
     */
    Written markAbsent(Pen pen, long sinceWalk, Set<AttendeeId> ids);

    /**
     * Lists who is present and was not seen since a walk, by id.
     *
     * @param link whose attendees
     * @param sinceWalk a walk's number
     * @param after where to go on; {@link Cursor#START} for the first page
     * @param limit rows at most
     * @return those not marked as absent whose stamp is older than the walk
     */
    Page<AttendeeId> unseen(SyncLinkId link, long sinceWalk, Cursor after, int limit);

    /**
     * Counts who is present, and who of them was not seen since a walk.
     *
     * @param link whose attendees
     * @param sinceWalk a walk's number
     * @return both counts
     */
    Presence count(SyncLinkId link, long sinceWalk);

    /** How many attendees of a link are not marked as absent. */
    @Value.Immutable
    interface Presence {
        /** {@return all of them, whatever the provider says of their attendance} */
        @Value.Parameter
        long present();

        /** {@return those of them whose stamp is older than the walk that was asked about} */
        @Value.Parameter
        long unseen();

        /**
         * Tells both counts.
         *
         * @param present all that are not marked as absent
         * @param unseen those of them that the walk did not see
         * @return the counts
         */
        static Presence of(long present, long unseen) {
            return ImmutableAttendeeStore.Presence.of(present, unseen);
        }
    }

    /** The right to write one link's attendees. */
    @Value.Immutable
    interface Pen {
        /** {@return the link} */
        @Value.Parameter
        SyncLinkId link();

        /** {@return the host's event or channel that the link feeds} */
        @Value.Parameter
        SyncSubject subject();

        /** {@return the link's fence when this worker was given its run} */
        @Value.Parameter
        long fence();

        /**
         * Makes a pen.
         *
         * @param link the link
         * @param subject what it feeds
         * @param fence its fence when the run was given to the writer
         * @return the pen
         */
        static Pen of(SyncLinkId link, SyncSubject subject, long fence) {
            return ImmutableAttendeeStore.Pen.of(link, subject, fence);
        }
    }

    /** The rows of one page. */
    @Value.Immutable
    interface Batch {
        /** {@return the rows; their ids are distinct} */
        @Value.Parameter
        List<Attendee> attendees();

        /** {@return what the rows are stamped with: later walks and runs have higher numbers} */
        @Value.Parameter
        long walk();

        /** {@return when the request for this page began, by the engine's clock} */
        @Value.Parameter
        Instant readAt();

        /**
         * Makes a batch.
         *
         * @param attendees the rows, their ids distinct
         * @param walk their stamp
         * @param readAt when their page was asked for
         * @return the batch
         */
        static Batch of(List<Attendee> attendees, long walk, Instant readAt) {
            return ImmutableAttendeeStore.Batch.of(attendees, walk, readAt);
        }
    }

    /** What became of a batch. */
    @Value.Immutable
    interface Written {
        /** {@return whether the pen was good; if not, nothing was written} */
        @Value.Parameter
        boolean penHeld();

        /** {@return one outcome per row, in the batch's order} */
        @Value.Parameter
        List<Row> rows();

        /**
         * Tells what became of a batch.
         *
         * @param penHeld whether the pen was good
         * @param rows one outcome per row
         * @return the answer
         */
        static Written of(boolean penHeld, List<Row> rows) {
            return ImmutableAttendeeStore.Written.of(penHeld, rows);
        }
    }

    /** What became of a row. */
    @Value.Immutable
    interface Row {
        /** {@return the attendee} */
        @Value.Parameter
        AttendeeId id();

        /** {@return what became of it} */
        @Value.Parameter
        RowResult result();

        /** {@return the record before; may be empty where the host keeps none} */
        @Value.Parameter
        Optional<Attendee> previous();

        /** {@return why it was rejected, without its values} */
        @Value.Parameter
        Optional<String> rejection();

        /**
         * Tells what became of a row that was looked at.
         *
         * @param id the attendee
         * @param result what became of it
         * @param previous the record before
         * @return the outcome
         */
        static Row of(AttendeeId id, RowResult result, Optional<Attendee> previous) {
            return ImmutableAttendeeStore.Row.of(id, result, previous, Optional.empty());
        }

        /**
         * Tells that the store can't take a row, while it takes the others.
         *
         * @param id the attendee
         * @param why what was expected and found, without the row's values
         * @return the outcome
         */
        static Row rejected(AttendeeId id, String why) {
            return ImmutableAttendeeStore.Row.of(id, RowResult.REJECTED, Optional.empty(), Optional.of(why));
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
        /** It is not seen any more and marked as absent now. */
        MARKED_ABSENT
    }
}
