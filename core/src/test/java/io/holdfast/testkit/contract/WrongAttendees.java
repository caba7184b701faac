package io.holdfast.testkit.contract;

import io.holdfast.memory.InMemoryAttendeeStore;
import io.holdfast.model.Attendance;
import io.holdfast.model.Attendee;
import io.holdfast.model.AttendeeId;
import io.holdfast.model.Cursor;
import io.holdfast.model.Page;
import io.holdfast.model.Presence;
import io.holdfast.model.StampRange;
import io.holdfast.model.SyncLink;
import io.holdfast.model.SyncLinkId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Attendee stores that are wrong in one place each. */
class WrongAttendees extends PassedOn {
    WrongAttendees() {
        super(new InMemoryAttendeeStore());
    }

    /** Lets every worker write, however late. */
    static final class LeaseWithoutFence extends WrongAttendees {
        @Override
        public Written upsert(FencingToken token, Batch batch) {
            return super.upsert(new FencingToken(token.link(), token.key(), Long.MAX_VALUE), batch);
        }
    }

    /** Takes whatever came last for the newest. */
    static final class OlderOverwritesNewer extends WrongAttendees {
        private long last;

        @Override
        public synchronized Written upsert(FencingToken token, Batch batch) {
            last++;
            List<Attendee> undated = batch.attendees().stream()
                    .map(one -> one.toBuilder().changedAt(Optional.empty()).build())
                    .toList();
            return super.upsert(token, new Batch(undated, batch.scan(), last, 0, batch.sighted()));
        }
    }

    /** Leaves the settled fence aside. */
    static final class NeverTakesOver extends WrongAttendees {
        @Override
        public Written upsert(FencingToken token, Batch batch) {
            return super.upsert(token, new Batch(batch.attendees(), batch.scan(), batch.page(), 0, batch.sighted()));
        }
    }

    /** Takes over whatever it has, fresh or not. */
    static final class TakesOverAll extends WrongAttendees {
        @Override
        public Written upsert(FencingToken token, Batch batch) {
            long settled = batch.settledFence() == 0 ? 0 : token.fence();
            return super.upsert(
                    token, new Batch(batch.attendees(), batch.scan(), batch.page(), settled, batch.sighted()));
        }
    }

    /** Takes over on each page of a full scan what the pages before have brought. */
    static final class TakesOverWithinAScan extends WrongAttendees {
        private long stamp = 1L << 40;

        @Override
        public synchronized Written upsert(FencingToken token, Batch batch) {
            stamp++;
            long scan = batch.settledFence() == 0 ? batch.scan() : stamp;
            return super.upsert(
                    token, new Batch(batch.attendees(), scan, batch.page(), batch.settledFence(), batch.sighted()));
        }
    }

    /** Orders reads by the number of the page alone. */
    static final class ForgetsWhichClaimRead extends WrongAttendees {
        private long highest;

        @Override
        public synchronized Written upsert(FencingToken token, Batch batch) {
            if (token.fence() < highest) {
                return new Written(false, List.of());
            }
            highest = token.fence();
            return super.upsert(new FencingToken(token.link(), token.key(), 1), batch);
        }
    }

    /** Never lifts a mark. */
    static final class AbsentForEver extends WrongAttendees {
        private final Set<AttendeeId> marked = new HashSet<>();

        @Override
        public synchronized Written markAbsent(FencingToken token, StampRange range, Set<AttendeeId> ids) {
            Written written = super.markAbsent(token, range, ids);
            written.rows().forEach(row -> marked.add(row.id()));
            return written;
        }

        @Override
        public synchronized Presence count(SyncLinkId link, StampRange range) {
            Presence presence = super.count(link, range);
            return marked.isEmpty() ? presence : new Presence(0, 0);
        }
    }

    /** Marks whom it is told, seen or not. */
    static final class MarksThoseSeen extends WrongAttendees {
        @Override
        public Written markAbsent(FencingToken token, StampRange range, Set<AttendeeId> ids) {
            return super.markAbsent(token, StampRange.before(Long.MAX_VALUE), ids);
        }
    }

    /** Forgets by whom it marked. */
    static final class MarksOnce extends WrongAttendees {
        private final Set<AttendeeId> marked = new HashSet<>();

        @Override
        public synchronized Written markAbsent(FencingToken token, StampRange range, Set<AttendeeId> ids) {
            Set<AttendeeId> fresh = new HashSet<>(ids);
            fresh.removeAll(marked);
            marked.addAll(ids);
            return super.markAbsent(token, range, fresh);
        }
    }

    /** Pages by id, but begins each page at its beginning. */
    static final class UnseenNeverEnds extends WrongAttendees {
        @Override
        public Page<AttendeeId> unseen(SyncLinkId link, StampRange range, Cursor after, int limit) {
            return super.unseen(link, range, Cursor.START, limit);
        }
    }

    /** Leaves aside whom the provider named without a row. */
    static final class IgnoresSightings extends WrongAttendees {
        @Override
        public Written upsert(FencingToken token, Batch batch) {
            return super.upsert(token, new Batch(batch.attendees(), batch.scan(), batch.page(), batch.settledFence()));
        }
    }

    /** Takes whom the provider named without a row for a new attendee. */
    static final class AddsWhomItSights extends WrongAttendees {
        @Override
        public Written upsert(FencingToken token, Batch batch) {
            Written written = super.upsert(token, batch);
            List<Attendee> added = batch.sighted().stream()
                    .map(id -> Attendee.builder()
                            .id(id)
                            .attendance(Attendance.UNKNOWN)
                            .build())
                    .toList();
            super.upsert(token, new Batch(added, batch.scan(), batch.page(), 0));
            return written;
        }
    }

    /** Lifts a mark and keeps it to itself. */
    static final class NeverTellsWhoIsBack extends WrongAttendees {
        @Override
        public Written upsert(FencingToken token, Batch batch) {
            Written written = super.upsert(token, batch);
            return new Written(
                    written.accepted(),
                    written.rows().stream()
                            .filter(row -> row.result() != RowResult.BACK)
                            .toList());
        }
    }

    /** Keeps neither the record before nor what it said of attendance. */
    static final class ForgetsHowItWas extends WrongAttendees {
        @Override
        public Written upsert(FencingToken token, Batch batch) {
            Written written = super.upsert(token, batch);
            return new Written(
                    written.accepted(),
                    written.rows().stream()
                            .map(row -> Row.of(row.id(), row.result()))
                            .toList());
        }
    }

    /** Takes the last fence for one of many. */
    static final class WritesAfterTheLast extends WrongAttendees {
        @Override
        public Written upsert(FencingToken token, Batch batch) {
            return super.upsert(
                    token.isLast() ? new FencingToken(token.link(), token.key(), 1L << 40) : atMost(token), batch);
        }

        private static FencingToken atMost(FencingToken token) {
            return new FencingToken(token.link(), token.key(), Math.max(token.fence(), 1L << 40));
        }
    }

    /** Keeps each link's rows apart, whatever it took the place of. */
    static final class KeyedByLink extends WrongAttendees {
        @Override
        public Written upsert(FencingToken token, Batch batch) {
            return super.upsert(new FencingToken(token.link(), apart(token.link()), token.fence()), batch);
        }

        private static SyncLink.Key apart(SyncLinkId link) {
            return AttendeeSamples.key("apart " + link.value());
        }
    }

    /** Leaves stamps and reads as the removed link had them. */
    static final class KeyedByEvent extends WrongAttendees {
        private final Map<SyncLinkId, FencingToken> seen = new HashMap<>();

        @Override
        public synchronized Written upsert(FencingToken token, Batch batch) {
            FencingToken before = seen.values().stream()
                    .filter(one -> one.key().equals(token.key()) && !one.link().equals(token.link()))
                    .findFirst()
                    .orElse(token);
            boolean isNew = seen.putIfAbsent(token.link(), token) == null && !before.equals(token);
            Written written = super.upsert(token, batch);
            if (isNew) {
                Set<AttendeeId> all = Set.copyOf(super.unseen(token.link(), StampRange.before(1), Cursor.START, 500)
                        .items());
                super.upsert(token, new Batch(List.of(), before.fence(), 1, 0, all));
            }
            return written;
        }
    }

    /** Takes over rows without their marks. */
    static final class RevivesTheAbsent extends WrongAttendees {
        private final Set<AttendeeId> marked = new HashSet<>();
        private final Set<SyncLinkId> links = new HashSet<>();

        @Override
        public synchronized Written upsert(FencingToken token, Batch batch) {
            Written written = super.upsert(token, batch);
            if (links.add(token.link()) && !marked.isEmpty()) {
                super.upsert(token, new Batch(List.of(), 0, 1, 0, marked));
            }
            return written;
        }

        @Override
        public synchronized Written markAbsent(FencingToken token, StampRange range, Set<AttendeeId> ids) {
            marked.addAll(ids);
            return super.markAbsent(token, range, ids);
        }
    }

    /** Takes over whatever lies there. */
    static final class MixesKeys extends WrongAttendees {
        @Override
        public Written upsert(FencingToken token, Batch batch) {
            return super.upsert(new FencingToken(token.link(), AttendeeSamples.key("all"), token.fence()), batch);
        }
    }

    /** Counts from the beginning of time. */
    static final class CountsBelowTheRange extends WrongAttendees {
        @Override
        public Presence count(SyncLinkId link, StampRange range) {
            return super.count(link, StampRange.before(range.before()));
        }
    }

    /** Lists from the beginning of time. */
    static final class ListsBelowTheRange extends WrongAttendees {
        @Override
        public Page<AttendeeId> unseen(SyncLinkId link, StampRange range, Cursor after, int limit) {
            return super.unseen(link, StampRange.before(range.before()), after, limit);
        }
    }

    /** Marks from the beginning of time. */
    static final class MarksBelowTheRange extends WrongAttendees {
        @Override
        public Written markAbsent(FencingToken token, StampRange range, Set<AttendeeId> ids) {
            return super.markAbsent(token, StampRange.before(range.before()), ids);
        }
    }
}
