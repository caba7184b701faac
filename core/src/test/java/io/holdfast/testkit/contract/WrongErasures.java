package io.holdfast.testkit.contract;

import io.holdfast.memory.InMemoryAttendeeStore;
import io.holdfast.model.Attendee;
import io.holdfast.model.AttendeeId;
import io.holdfast.model.Cursor;
import io.holdfast.model.Page;
import io.holdfast.model.Presence;
import io.holdfast.model.StampRange;
import io.holdfast.model.Statistics;
import io.holdfast.model.SyncLink;
import io.holdfast.model.SyncLinkId;
import io.holdfast.port.AttendeeQuery;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Attendee stores that erase persons, and are wrong in that in one place each. */
class WrongErasures extends PassedOn implements AttendeeQuery {
    private final InMemoryAttendeeStore right;

    WrongErasures() {
        this(new InMemoryAttendeeStore());
    }

    private WrongErasures(InMemoryAttendeeStore right) {
        super(right);
        this.right = right;
    }

    void erase(SyncLink.Key key, AttendeeId person) {
        right.erase(key, person);
    }

    @Override
    public Page<Attendee> attendees(SyncLinkId link, Cursor after, int limit) {
        return right.attendees(link, after, limit);
    }

    @Override
    public Statistics statistics(SyncLinkId link) {
        return right.statistics(link);
    }

    /** Gives in the second time. */
    static final class ErasesOnce extends WrongErasures {
        private final Set<AttendeeId> withheld = new HashSet<>();

        @Override
        public synchronized Written upsert(FencingToken token, Batch batch) {
            Written written = super.upsert(token, batch);
            return new Written(
                    written.accepted(),
                    written.rows().stream()
                            .map(row -> row.result() == RowResult.WITHHELD && !withheld.add(row.id())
                                    ? Row.of(row.id(), RowResult.ADDED)
                                    : row)
                            .toList());
        }
    }

    /** Keeps the row and says that it does not. */
    static final class HidesErased extends WrongErasures {
        private long erased;

        @Override
        synchronized void erase(SyncLink.Key key, AttendeeId person) {
            super.erase(key, person);
            erased++;
        }

        @Override
        public synchronized Presence count(SyncLinkId link, StampRange range) {
            Presence right = super.count(link, range);
            return new Presence(right.present() + erased, right.unseen() + erased);
        }
    }

    /** Keeps what it read for whoever asks. */
    static final class ReadsErasedBack extends WrongErasures {
        private final Map<AttendeeId, Attendee> all = new HashMap<>();

        @Override
        public synchronized Written upsert(FencingToken token, Batch batch) {
            batch.attendees().forEach(one -> all.put(one.id(), one));
            return super.upsert(token, batch);
        }

        @Override
        public synchronized Page<Attendee> attendees(SyncLinkId link, Cursor after, int limit) {
            return new Page<>(
                    List.copyOf(all.values()),
                    super.attendees(link, after, limit).next());
        }
    }

    /** Erases whom it has. */
    static final class ErasesRowsOnly extends WrongErasures {
        private final Set<AttendeeId> came = new HashSet<>();

        @Override
        public synchronized Written upsert(FencingToken token, Batch batch) {
            batch.attendees().forEach(one -> came.add(one.id()));
            return super.upsert(token, batch);
        }

        @Override
        synchronized void erase(SyncLink.Key key, AttendeeId person) {
            if (came.contains(person)) {
                super.erase(key, person);
            }
        }
    }

    /** Remembers whom it erased on the link. */
    static final class ForgetsWithTheLink extends WrongErasures {
        private final List<SyncLinkId> links = new ArrayList<>();

        @Override
        public synchronized Written upsert(FencingToken token, Batch batch) {
            if (!links.contains(token.link())) {
                links.add(token.link());
            }
            SyncLink.Key key = links.indexOf(token.link()) == 0
                    ? token.key()
                    : AttendeeSamples.key(token.link().value());
            return super.upsert(new FencingToken(token.link(), key, token.fence()), batch);
        }
    }

    /** Goes by the provider's id alone. */
    static final class ErasesEverywhere extends WrongErasures {
        private final Set<AttendeeId> erased = new HashSet<>();

        @Override
        synchronized void erase(SyncLink.Key key, AttendeeId person) {
            erased.add(person);
            super.erase(key, person);
        }

        @Override
        public synchronized Written upsert(FencingToken token, Batch batch) {
            erased.forEach(person -> super.erase(token.key(), person));
            return super.upsert(token, batch);
        }
    }
}
