package io.holdfast.hostfields;

import io.holdfast.model.Attendee;
import io.holdfast.model.AttendeeId;
import io.holdfast.model.Cursor;
import io.holdfast.model.ImportMode;
import io.holdfast.model.Page;
import io.holdfast.model.Presence;
import io.holdfast.model.StampRange;
import io.holdfast.model.SyncLink;
import io.holdfast.model.SyncLinkId;
import io.holdfast.model.SyncSubject;
import io.holdfast.port.AttendeeStore;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A host's guest table that is the attendee store as well: VIP marks, check-ins at the door, and walk-ins who are matched by their
 * e-mail. What the engine counts on lies beside it, by the link's key. Keeps no records of erased persons.
 */
class HostTable implements AttendeeStore {
    private static final Comparator<AttendeeId> BY_ID = Comparator.comparing(AttendeeId::value);

    private final List<Guest> guests = new ArrayList<>();
    private final Map<SyncLink.Key, Map<AttendeeId, Source>> sources = new HashMap<>();
    private final Map<SyncLink.Key, SyncLinkId> holders = new HashMap<>();
    private final Map<SyncLinkId, FencingToken> fences = new HashMap<>();
    private final Map<SyncLink.Key, Set<AttendeeId>> erased = new HashMap<>();
    private long numbers;

    /** A person enters a guest by hand, a walk-in say. */
    synchronized Guest enter(SyncSubject event, String email, String company) {
        numbers++;
        Guest guest = new Guest(numbers, event, email, company);
        guests.add(guest);
        return guest;
    }

    synchronized List<Guest> guests(SyncSubject event) {
        return guests.stream().filter(guest -> guest.event.equals(event)).toList();
    }

    /** A person asked to be erased: no row, no record; the id alone is kept, so that nothing brings the person back. */
    synchronized void erase(SyncLink.Key key, AttendeeId person) {
        erased.computeIfAbsent(key, any -> new HashSet<>()).add(person);
        Source gone = sources(key).remove(person);
        if (gone != null) {
            guests.remove(gone.guest());
        }
    }

    @Override
    public synchronized Written upsert(FencingToken token, Batch batch) {
        boolean tells = batch.attendees().isEmpty() && batch.sighted().isEmpty();
        if (!isHeld(token, tells)) {
            return new Written(false, List.of());
        }
        Map<AttendeeId, Source> rows = sources(token.key());
        List<Row> outcomes = new ArrayList<>();
        batch.attendees().forEach(one -> outcomes.add(write(rows, one, token, batch)));
        batch.sighted().stream()
                .sorted(BY_ID)
                .forEach(id -> sight(rows, id, batch).ifPresent(outcomes::add));
        return new Written(true, outcomes);
    }

    private Row write(Map<AttendeeId, Source> rows, Attendee arrived, FencingToken token, Batch batch) {
        if (isErased(token.key(), arrived.id())) {
            return Row.of(arrived.id(), RowResult.WITHHELD);
        }
        Source before = rows.get(arrived.id());
        if (before == null) {
            Guest guest = matched(token, arrived);
            Source first =
                    new Source(arrived, guest, token.fence(), batch.page(), token.fence(), batch.scan(), false, 0);
            rows.put(arrived.id(), first);
            show(first, batch.mode());
            return Row.of(arrived.id(), RowResult.ADDED);
        }
        boolean taken = before.isTakenOverBy(batch) || !before.isNewerThan(arrived, token.fence(), batch.page());
        Source now = (taken ? before.taking(arrived, token.fence(), batch) : before).sighted(batch.scan());
        rows.put(arrived.id(), now);
        show(now, batch.mode());
        return Row.of(arrived.id(), result(before, arrived, taken), before.attendance());
    }

    private static RowResult result(Source before, Attendee arrived, boolean taken) {
        if (before.absent()) {
            return RowResult.UPDATED;
        }
        if (!taken) {
            return RowResult.SKIPPED;
        }
        return arrived.tellsTheSameAs(before.record()) ? RowResult.UNCHANGED : RowResult.UPDATED;
    }

    private Optional<Row> sight(Map<AttendeeId, Source> rows, AttendeeId id, Batch batch) {
        Source before = rows.get(id);
        if (before == null) {
            return Optional.empty();
        }
        Source now = before.sighted(batch.scan());
        rows.put(id, now);
        show(now, batch.mode());
        return before.absent()
                ? Optional.of(Row.of(id, RowResult.BACK, before.record().attendance()))
                : Optional.empty();
    }

    /** The row that a person entered for the same e-mail, if no attendee has it yet; a new one if there is none. */
    private Guest matched(FencingToken token, Attendee arrived) {
        String email = arrived.email().orElse("");
        Set<Guest> taken = new HashSet<>();
        sources.values().forEach(rows -> rows.values().forEach(row -> taken.add(row.guest())));
        return guests.stream()
                .filter(guest -> guest.event.equals(token.key().subject()) && isMatched(guest, email))
                .filter(guest -> !guest.followsProvider && !taken.contains(guest))
                .findFirst()
                .orElseGet(() -> fromProvider(token, email));
    }

    boolean isMatched(Guest guest, String email) {
        return guest.email.equals(email);
    }

    private Guest fromProvider(FencingToken token, String email) {
        Guest guest = enter(token.key().subject(), email, "");
        guest.followsProvider = true;
        return guest;
    }

    /** Brings the host's row up to what is known, unless it is the host's own and is to stay. */
    void show(Source source, ImportMode mode) {
        if (source.guest().followsProvider || mode == ImportMode.UPDATE_EXISTING) {
            source.guest().follow(source.seen());
        }
    }

    @Override
    public synchronized Written markAbsent(FencingToken token, StampRange range, Set<AttendeeId> ids) {
        if (!isHeld(token, false)) {
            return new Written(false, List.of());
        }
        Map<AttendeeId, Source> rows = sources(token.key());
        List<Row> marked = new ArrayList<>();
        ids.stream().sorted(BY_ID).forEach(id -> {
            Source row = rows.get(id);
            if (row != null && (row.absent() ? row.absentBy() == token.fence() : range.contains(row.stamp()))) {
                Source now = row.markedBy(token.fence());
                rows.put(id, now);
                if (now.guest().followsProvider) {
                    now.guest().follow(now.seen());
                }
                marked.add(Row.of(id, RowResult.MARKED_ABSENT, row.record().attendance()));
            }
        });
        return new Written(true, marked);
    }

    @Override
    public synchronized Page<AttendeeId> unseen(SyncLinkId link, StampRange range, Cursor after, int limit) {
        List<AttendeeId> all = present(link)
                .filter(row -> range.contains(row.stamp()))
                .map(row -> row.record().id())
                .filter(id -> after.equals(Cursor.START) || id.value().compareTo(after.value()) > 0)
                .sorted(BY_ID)
                .toList();
        List<AttendeeId> page = all.subList(0, Math.min(limit, all.size()));
        return new Page<>(
                page,
                page.size() < all.size()
                        ? Optional.of(Cursor.of(page.get(page.size() - 1).value()))
                        : Optional.empty());
    }

    @Override
    public synchronized Presence count(SyncLinkId link, StampRange range) {
        return new Presence(
                present(link).count(),
                present(link).filter(row -> range.contains(row.stamp())).count());
    }

    private Stream<Source> present(SyncLinkId link) {
        return Optional.ofNullable(fences.get(link))
                .filter(token -> link.equals(holders.get(token.key())))
                .map(token -> sources(token.key()).values().stream().filter(row -> !row.absent()))
                .orElseGet(Stream::empty);
    }

    /** Whether a fencing token is good. The first of a link that is not removed takes the place of the one before it of the same key. */
    private boolean isHeld(FencingToken token, boolean tells) {
        FencingToken highest = fences.get(token.link());
        if (highest == null && tells) {
            if (!token.isLast()) {
                holders.put(token.key(), token.link());
                takeOver(token.key());
            }
        } else if (highest == null || token.fence() < highest.fence()) {
            return false;
        }
        fences.put(token.link(), token);
        return true;
    }

    void takeOver(SyncLink.Key key) {
        sources(key).replaceAll((id, row) -> row.asBefore());
    }

    boolean isErased(SyncLink.Key key, AttendeeId person) {
        return erased.getOrDefault(key, Set.of()).contains(person);
    }

    Map<AttendeeId, Source> sources(SyncLink.Key key) {
        return Objects.requireNonNull(sources.computeIfAbsent(key, any -> new TreeMap<>(BY_ID)));
    }
}
