package io.holdfast.engine.run;

import io.holdfast.engine.gateway.RetryOnce;
import io.holdfast.model.Attendance;
import io.holdfast.model.Attendee;
import io.holdfast.model.AttendeeId;
import io.holdfast.model.AttendeePage;
import io.holdfast.model.Change;
import io.holdfast.model.Checkpoint;
import io.holdfast.model.ImportMode;
import io.holdfast.model.Rejected;
import io.holdfast.model.SyncLink;
import io.holdfast.model.Tally;
import io.holdfast.port.AttendeeStore;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Writes pages with the fencing token of one claim, and says what they changed. */
final class PageWriter {
    private static final String STORE_REFUSED = "store-refused";

    private final AttendeeStore store;
    private final AttendeeStore.FencingToken token;
    private final ImportMode mode;
    private long pages;
    private boolean announced;

    PageWriter(AttendeeStore store, SyncLink claimed) {
        this.store = store;
        this.mode = claimed.importMode();
        this.token = new AttendeeStore.FencingToken(
                claimed.id(), claimed.key(), claimed.bookkeeping().fence());
    }

    AttendeeStore.FencingToken token() {
        return token;
    }

    /** Tells the store of this claim before anything is read; false if a later claim holds the fencing token. */
    boolean announce(long scan) {
        announced = RetryOnce.onceAfterFailure(() -> store.upsert(token, AttendeeStore.Batch.empty(scan)))
                .accepted();
        return announced;
    }

    /**
     * Writes one page, if there is anything on it or everything is read; a store that was not told of the claim is told before. Empty
     * if a later claim holds the fencing token. If an answer is lost the same batch is written once more: its rows count by that
     * answer, and what it finds unchanged may have been changed by the first, so it is told as changed.
     */
    Optional<Applied> write(AttendeePage page, Checkpoint read) {
        pages++;
        if (!read.read().isFull()
                && page.attendees().isEmpty()
                && page.rejected().isEmpty()) {
            return Optional.of(new Applied(List.of(), List.of(), Map.of()));
        }
        if (!announced && !announce(token.fence())) {
            return Optional.empty();
        }
        Map<AttendeeId, Attendee> rows = distinct(page.attendees());
        AttendeeStore.Batch batch = new AttendeeStore.Batch(
                List.copyOf(rows.values()),
                read.scan(),
                pages,
                read.settledFence(),
                sighted(page.rejected(), rows),
                mode);
        RetryOnce.Answer<AttendeeStore.Written> answer = RetryOnce.answer(() -> store.upsert(token, batch));
        if (!answer.value().accepted()) {
            return Optional.empty();
        }
        List<Change> changes = new ArrayList<>();
        List<Rejected> refused = new ArrayList<>();
        Map<AttendeeStore.RowResult, Integer> counts = new EnumMap<>(AttendeeStore.RowResult.class);
        for (AttendeeStore.Row row : answer.value().rows()) {
            counts.merge(row.result(), 1, Integer::sum);
            change(row, rows.get(row.id()), answer.isRepeated()).ifPresent(changes::add);
            row.rejection()
                    .map(why -> Rejected.of(row.id(), STORE_REFUSED, why))
                    .ifPresent(refused::add);
        }
        if (!refused.isEmpty() && !sight(batch.sightingOnly(sighted(refused, Map.of())), changes)) {
            return Optional.empty();
        }
        List<Rejected> rejected = new ArrayList<>(page.rejected());
        rejected.addAll(refused);
        return Optional.of(new Applied(changes, rejected, counts));
    }

    /** Whom the store itself could not take was named all the same; whether the fencing token held. */
    private boolean sight(AttendeeStore.Batch batch, List<Change> changes) {
        AttendeeStore.Written written = RetryOnce.onceAfterFailure(() -> store.upsert(token, batch));
        written.rows().forEach(row -> back(row).ifPresent(changes::add));
        return written.accepted();
    }

    /** Whom rejected rows name: nobody takes them for deleted. */
    private static Set<AttendeeId> sighted(List<Rejected> rejected, Map<AttendeeId, Attendee> taken) {
        return rejected.stream()
                .flatMap(row -> row.id().stream())
                .filter(id -> !taken.containsKey(id))
                .collect(Collectors.toSet());
    }

    /** One row per attendee: of two on a page the one that changed later is kept, of equal ones the second. */
    private static Map<AttendeeId, Attendee> distinct(List<Attendee> attendees) {
        Map<AttendeeId, Attendee> rows = new LinkedHashMap<>();
        for (Attendee attendee : attendees) {
            rows.merge(attendee.id(), attendee, PageWriter::later);
        }
        return rows;
    }

    private static Attendee later(Attendee first, Attendee second) {
        boolean firstIsLater = first.changedAt().isPresent()
                && second.changedAt().isPresent()
                && first.changedAt().get().isAfter(second.changedAt().get());
        return firstIsLater ? first : second;
    }

    private static Optional<Change> change(AttendeeStore.Row row, @Nullable Attendee after, boolean isRepeated) {
        if (after == null) {
            return back(row);
        }
        return switch (row.result()) {
            case ADDED -> Optional.of(change(row, Change.Kind.ADDED, after));
            case UPDATED -> Optional.of(change(row, kind(row.previousAttendance(), after), after));
            case UNCHANGED ->
                Optional.of(row).filter(known -> isRepeated).map(known -> perhapsChanged(known.id(), after));
            case SKIPPED, REJECTED, WITHHELD, MARKED_ABSENT, BACK -> Optional.empty();
        };
    }

    private static Change change(AttendeeStore.Row row, Change.Kind kind, Attendee after) {
        return new Change(row.id(), kind, row.previous(), Optional.of(after));
    }

    /** What the write whose answer was lost may have changed: from what, nobody knows. */
    private static Change perhapsChanged(AttendeeId id, Attendee after) {
        return new Change(id, kind(Optional.empty(), after), Optional.empty(), Optional.of(after));
    }

    /** Somebody who was absent is named again, and the record is what it was. */
    private static Optional<Change> back(AttendeeStore.Row row) {
        return Optional.of(row)
                .filter(known -> known.result() == AttendeeStore.RowResult.BACK && !isGone(known.previousAttendance()))
                .map(known -> new Change(
                        known.id(), Change.Kind.BACK, known.previous().map(PageWriter::gone), known.previous()));
    }

    /** What a mark of absence changed, unless the record itself had said so. */
    static Optional<Change> marked(AttendeeStore.Row row) {
        return Optional.of(row)
                .filter(known -> !isGone(known.previousAttendance()))
                .map(known -> new Change(
                        known.id(),
                        Change.Kind.CANCELLED,
                        known.previous(),
                        known.previous().map(PageWriter::gone)));
    }

    private static Change.Kind kind(Optional<Attendance> before, Attendee after) {
        boolean isGone = isGone(Optional.of(after.attendance()));
        if (isGone == isGone(before)) {
            return Change.Kind.CHANGED;
        }
        return isGone ? Change.Kind.CANCELLED : Change.Kind.BACK;
    }

    /** As a person sees somebody who is marked as absent. */
    private static Attendee gone(Attendee known) {
        return known.toBuilder().attendance(Attendance.NOT_ATTENDING).build();
    }

    private static boolean isGone(Optional<Attendance> attendance) {
        return attendance.filter(Attendance.NOT_ATTENDING::equals).isPresent();
    }

    /** What a page changed. */
    record Applied(List<Change> changes, List<Rejected> rejected, Map<AttendeeStore.RowResult, Integer> counts) {
        /** The counts of the read in total, this page included. */
        Tally addedTo(Tally before, OptionalLong expected) {
            return Tally.builder()
                    .added(before.added() + count(AttendeeStore.RowResult.ADDED))
                    .updated(before.updated() + count(AttendeeStore.RowResult.UPDATED))
                    .unchanged(before.unchanged() + count(AttendeeStore.RowResult.UNCHANGED))
                    .skipped(before.skipped() + count(AttendeeStore.RowResult.SKIPPED))
                    .rejected(before.rejected() + rejected.size())
                    .withheld(before.withheld() + count(AttendeeStore.RowResult.WITHHELD))
                    .nameless(before.nameless()
                            + rejected.stream()
                                    .filter(row -> row.id().isEmpty())
                                    .count())
                    .expected(before.expected().isPresent() ? before.expected() : expected)
                    .build();
        }

        int count(AttendeeStore.RowResult result) {
            return counts.getOrDefault(result, 0);
        }
    }
}
