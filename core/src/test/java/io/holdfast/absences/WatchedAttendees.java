package io.holdfast.absences;

import io.holdfast.memory.InMemoryAttendeeStore;
import io.holdfast.model.Attendee;
import io.holdfast.model.AttendeeId;
import io.holdfast.model.Cursor;
import io.holdfast.model.Page;
import io.holdfast.model.Presence;
import io.holdfast.model.StampRange;
import io.holdfast.model.SyncLinkId;
import io.holdfast.port.AttendeeStore;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The host's attendees, and a watch over who is marked as absent although the provider has him. */
final class WatchedAttendees implements AttendeeStore {
    private final InMemoryAttendeeStore store = new InMemoryAttendeeStore();
    private final InstantSource time;
    private final LyingProvider provider;
    private final AnswerLedger ledger;
    private final Map<AttendeeId, Instant> removedAt = new HashMap<>();
    private final Map<AttendeeId, Instant> knownAt = new HashMap<>();
    private final List<String> wrong = new ArrayList<>();

    WatchedAttendees(InstantSource time, LyingProvider provider, AnswerLedger ledger) {
        this.time = time;
        this.provider = provider;
        this.ledger = ledger;
    }

    /** Whether somebody was ever stored: only who was can be removed. */
    boolean knows(AttendeeId id) {
        return knownAt.containsKey(id);
    }

    boolean isKnownAt(AttendeeId id, Instant at) {
        return Optional.ofNullable(knownAt.get(id))
                .filter(known -> !known.isAfter(at))
                .isPresent();
    }

    /** Who was stored and not removed right after an instant. */
    List<AttendeeId> presentAt(Instant at) {
        return knownAt.keySet().stream()
                .filter(id -> isKnownAt(id, at))
                .filter(id ->
                        removedAt(id).filter(removed -> !removed.isAfter(at)).isEmpty())
                .toList();
    }

    List<String> wrong() {
        return wrong;
    }

    Optional<Instant> removedAt(AttendeeId id) {
        return Optional.ofNullable(removedAt.get(id));
    }

    List<Attendee> of(SyncLinkId link) {
        return store.attendees(link);
    }

    @Override
    public Written upsert(FencingToken token, Batch batch) {
        Written written = store.upsert(token, batch);
        written.rows().forEach(row -> see(row.id(), batch.scan()));
        if (written.accepted()) {
            batch.sighted().stream().filter(this::knows).forEach(id -> see(id, batch.scan()));
        }
        return written;
    }

    @Override
    public Written markAbsent(FencingToken token, StampRange range, Set<AttendeeId> ids) {
        Written written = store.markAbsent(token, range, ids);
        written.rows().forEach(row -> mark(row.id()));
        return written;
    }

    private void see(AttendeeId id, long stamp) {
        knownAt.putIfAbsent(id, time.instant());
        ledger.seen(id, stamp);
    }

    private void mark(AttendeeId id) {
        Instant now = time.instant();
        ledger.removed(id);
        if (provider.isThere(id)) {
            wrong.add(id.value() + " at " + now);
        }
        removedAt.putIfAbsent(id, now);
    }

    @Override
    public Page<AttendeeId> unseen(SyncLinkId link, StampRange range, Cursor after, int limit) {
        return store.unseen(link, range, after, limit);
    }

    @Override
    public Presence count(SyncLinkId link, StampRange range) {
        return store.count(link, range);
    }
}
