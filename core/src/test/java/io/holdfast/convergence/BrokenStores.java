package io.holdfast.convergence;

import io.holdfast.engine.TamperedAttendees;
import io.holdfast.memory.InMemoryAttendeeStore;
import io.holdfast.model.Attendee;
import io.holdfast.model.AttendeeId;
import io.holdfast.model.Cursor;
import io.holdfast.model.Presence;
import io.holdfast.model.StampRange;
import io.holdfast.model.SyncLinkId;
import io.holdfast.port.AttendeeStore;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Attendee stores of hosts that do not do what is asked of a store. */
final class BrokenStores {
    private static final int EVERYBODY = 1_000;

    private BrokenStores() {}

    /** The last that comes is stored, whatever the change times say. */
    static AttendeeStore lastWins(InMemoryAttendeeStore memory) {
        return new TamperedAttendees(memory) {
            @Override
            public Written upsert(FencingToken token, Batch batch) {
                return super.upsert(
                        token,
                        new Batch(batch.attendees(), batch.scan(), batch.page(), Long.MAX_VALUE, batch.sighted()));
            }
        };
    }

    /** Of two records of one second the first that came stays. */
    static AttendeeStore firstOfASecondWins(InMemoryAttendeeStore memory) {
        return new TamperedAttendees(memory) {
            @Override
            public Written upsert(FencingToken token, Batch batch) {
                return super.upsert(
                        token,
                        without(
                                batch,
                                row -> row.changedAt().isPresent()
                                        && changedAt(memory, token.link(), row.id())
                                                .equals(row.changedAt())));
            }
        };
    }

    /** Of two records without a change time, or of one second, that wins which was read later by the clock. */
    static AttendeeStore byTheClock(InMemoryAttendeeStore memory, InstantSource clock) {
        return new TamperedAttendees(memory) {
            private final Map<AttendeeId, Instant> readAt = new HashMap<>();

            @Override
            public Written upsert(FencingToken token, Batch batch) {
                Instant now = clock.instant();
                Batch later = without(
                        batch,
                        row -> readAt.getOrDefault(row.id(), now).isAfter(now)
                                && !changedLater(row, changedAt(memory, token.link(), row.id())));
                later.attendees().forEach(row -> readAt.put(row.id(), now));
                return super.upsert(token, later);
            }
        };
    }

    /** Every read stamps with the same number. */
    static AttendeeStore oneNumber(InMemoryAttendeeStore memory) {
        return new TamperedAttendees(memory) {
            @Override
            public Written upsert(FencingToken token, Batch batch) {
                return super.upsert(
                        token, new Batch(batch.attendees(), 1, batch.page(), batch.settledFence(), batch.sighted()));
            }
        };
    }

    /** Whom one full scan misses is marked at its end. */
    static AttendeeStore hasty(InMemoryAttendeeStore memory) {
        return new TamperedAttendees(memory) {
            private Optional<FencingToken> last = Optional.empty();

            @Override
            public Written upsert(FencingToken token, Batch batch) {
                last = Optional.of(token);
                return super.upsert(token, batch);
            }

            @Override
            public Presence count(SyncLinkId link, StampRange range) {
                Set<AttendeeId> missed =
                        Set.copyOf(unseen(link, range, Cursor.START, EVERYBODY).items());
                last.ifPresent(token -> markAbsent(token, range, missed));
                return super.count(link, range);
            }
        };
    }

    /** Who was marked as absent is back only with a record that changed since. */
    static AttendeeStore changedByAbsence(InMemoryAttendeeStore memory) {
        return new TamperedAttendees(memory) {
            private final Set<AttendeeId> gone = new HashSet<>();

            @Override
            public Written upsert(FencingToken token, Batch batch) {
                List<Attendee> back = batch.attendees().stream()
                        .filter(row -> !gone.contains(row.id())
                                || isAfter(row.changedAt(), changedAt(memory, token.link(), row.id())))
                        .toList();
                back.forEach(row -> gone.remove(row.id()));
                return super.upsert(
                        token, new Batch(back, batch.scan(), batch.page(), batch.settledFence(), batch.sighted()));
            }

            @Override
            public Written markAbsent(FencingToken token, StampRange range, Set<AttendeeId> ids) {
                gone.addAll(ids);
                return super.markAbsent(token, range, ids);
            }
        };
    }

    /** The same batch with some rows only seen. */
    private static AttendeeStore.Batch without(AttendeeStore.Batch batch, Predicate<Attendee> refused) {
        Set<AttendeeId> seen = Stream.concat(
                        batch.sighted().stream(),
                        batch.attendees().stream().filter(refused).map(Attendee::id))
                .collect(Collectors.toSet());
        return new AttendeeStore.Batch(
                batch.attendees().stream().filter(refused.negate()).toList(),
                batch.scan(),
                batch.page(),
                batch.settledFence(),
                seen);
    }

    private static Optional<Instant> changedAt(InMemoryAttendeeStore memory, SyncLinkId link, AttendeeId id) {
        return memory.attendees(link).stream()
                .filter(known -> known.id().equals(id))
                .flatMap(known -> known.changedAt().stream())
                .findFirst();
    }

    private static boolean changedLater(Attendee row, Optional<Instant> stored) {
        return row.changedAt().flatMap(at -> stored.map(at::isAfter)).orElse(false);
    }

    private static boolean isAfter(Optional<Instant> one, Optional<Instant> other) {
        return one.isEmpty() || other.filter(at -> !one.get().isAfter(at)).isEmpty();
    }
}
