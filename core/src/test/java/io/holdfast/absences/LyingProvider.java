package io.holdfast.absences;

import io.holdfast.model.Account;
import io.holdfast.model.Attendance;
import io.holdfast.model.Attendee;
import io.holdfast.model.AttendeeId;
import io.holdfast.model.AttendeePage;
import io.holdfast.model.CandidatePage;
import io.holdfast.model.Credential;
import io.holdfast.model.Cursor;
import io.holdfast.model.FailureKind;
import io.holdfast.model.Feed;
import io.holdfast.model.ProviderId;
import io.holdfast.model.Rejected;
import io.holdfast.model.RemoteId;
import io.holdfast.model.RemoteRef;
import io.holdfast.model.RemoteSubject;
import io.holdfast.model.SubjectKind;
import io.holdfast.port.Capabilities;
import io.holdfast.port.Grant;
import io.holdfast.port.ProviderConnector;
import io.holdfast.port.ProviderException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;

/** A provider with one event, which knows who is registered and, while an outage is on, tells something else. */
final class LyingProvider implements ProviderConnector {
    static final RemoteRef EVENT = new RemoteRef(SubjectKind.EVENT, RemoteId.of("880011223344"));
    private static final Duration FAR = Duration.ofDays(60);

    private final InstantSource time;
    private final Habits habits;
    private final Capabilities capabilities;
    private final RemoteSubject event;
    private final Map<AttendeeId, Listing.Guest> truth = new LinkedHashMap<>();
    private final Map<AttendeeId, Instant> goneAt = new LinkedHashMap<>();
    private final Map<AttendeeId, Listing.Guest> left = new LinkedHashMap<>();
    private final List<Walk> walks = new ArrayList<>();
    private Consumer<Duration> passing = by -> {};
    private Optional<Outage> outage = Optional.empty();
    private int registered;
    private int edits;
    private boolean fails;
    private Instant failsUntil = Instant.MIN;

    LyingProvider(InstantSource time, Habits habits) {
        this.time = time;
        this.habits = habits;
        capabilities = Capabilities.builder()
                .consistencyWindow(habits.changes() ? Duration.ofMinutes(10) : Duration.ZERO)
                .changes(habits.changes())
                .feed(Feed.POLL)
                .maxNamed(habits.named() ? 20 : 0)
                .numberedPages(habits.numbered())
                .build();
        event = RemoteSubject.builder()
                .ref(EVENT)
                .title("Harbour Data Night")
                .startsAt(time.instant().plus(FAR))
                .endsAt(time.instant().plus(FAR).plus(Duration.ofHours(4)))
                .build();
    }

    // what happens there

    /** Says what time passes by: each page takes some. */
    void letsPass(Consumer<Duration> time) {
        passing = time;
    }

    void lies(Outage while_) {
        outage = Optional.of(while_);
    }

    AttendeeId register(Instant at) {
        AttendeeId id = AttendeeId.of("a" + ++registered);
        truth.put(id, new Listing.Guest(record(id, at), at, registered));
        return id;
    }

    void edit(AttendeeId id) {
        truth.computeIfPresent(
                id,
                (same, guest) -> new Listing.Guest(record(id, time.instant()), guest.registeredAt(), guest.place()));
    }

    void leave(AttendeeId id) {
        Listing.Guest guest = truth.remove(id);
        if (guest != null) {
            goneAt.put(id, time.instant());
            left.put(id, guest);
        }
    }

    /** Somebody who left is registered again, with the record that he had. */
    void comeBack(AttendeeId id) {
        Listing.Guest guest = left.get(id);
        if (guest != null && !isThere(id)) {
            truth.put(id, guest);
            goneAt.remove(id);
        }
    }

    /** The next page fails. */
    void failsOnce() {
        fails = true;
    }

    /** For a while every page fails. */
    void failsUntil(Instant end) {
        failsUntil = end;
    }

    private Attendee record(AttendeeId id, Instant at) {
        return Attendee.builder()
                .id(id)
                .givenName("Ilse")
                .company("Company " + ++edits)
                .attendance(Attendance.ATTENDING)
                .changedAt(at.truncatedTo(ChronoUnit.SECONDS))
                .build();
    }

    // what is true

    boolean isThere(AttendeeId id) {
        return truth.containsKey(id);
    }

    Set<AttendeeId> present() {
        return truth.keySet();
    }

    Collection<Attendee> records() {
        return truth.values().stream().map(Listing.Guest::record).toList();
    }

    Optional<Instant> goneAt(AttendeeId id) {
        return Optional.ofNullable(goneAt.get(id));
    }

    Map<AttendeeId, Instant> goneAt() {
        return goneAt;
    }

    /** The reads of the whole list so far, oldest first. */
    List<Walk> walks() {
        return walks;
    }

    // what it answers

    @Override
    public ProviderId provider() {
        return ProviderId.of("lying");
    }

    @Override
    public Capabilities capabilities() {
        return capabilities;
    }

    @Override
    public Account identify(Credential credential) {
        return new Account("account-1", "Harbour Events");
    }

    @Override
    public CandidatePage candidates(Grant grant, SubjectKind kind, Cursor after) {
        return new CandidatePage(List.of(event), Optional.empty(), List.of());
    }

    @Override
    public RemoteSubject describe(Grant grant, RemoteRef remote) {
        return event;
    }

    @Override
    public AttendeePage attendees(Grant grant, RemoteRef remote, Cursor after) {
        Instant asked = time.instant();
        passing.accept(habits.pageTakes());
        failIfItFails();
        if (after.equals(Cursor.START)) {
            walks.add(new Walk(asked));
        }
        Walk walk = walks.get(walks.size() - 1);
        Listing listing = listing();
        List<Listing.Row> rest = listing.rows().stream()
                .filter(row -> after.equals(Cursor.START) || row.place() > Integer.parseInt(after.value()))
                .toList();
        if (habits.numbered() && !after.equals(Cursor.START)) {
            int from = Integer.parseInt(after.value());
            rest = from >= listing.rows().size()
                    ? List.of()
                    : listing.rows().subList(from, listing.rows().size());
        }
        List<Listing.Row> rows = rest.subList(0, Math.min(habits.pageSize(), rest.size()));
        boolean ends = rows.size() == rest.size();
        int next = habits.numbered()
                ? (after.equals(Cursor.START) ? 0 : Integer.parseInt(after.value())) + rows.size()
                : rows.isEmpty() ? 0 : rows.get(rows.size() - 1).place();
        rows.forEach(walk::tell);
        OptionalLong total = habits.totals()
                ? OptionalLong.of(listing.total() + (habits.countsGone() ? goneAt.size() : 0))
                : OptionalLong.empty();
        if (ends) {
            walk.end(time.instant(), total);
        }
        return page(rows)
                .expected(total)
                .next(ends ? Optional.empty() : Optional.of(Cursor.of(Integer.toString(next))))
                .build();
    }

    @Override
    public AttendeePage changes(Grant grant, RemoteRef remote, Instant since, Cursor after) {
        failIfItFails();
        boolean lies = lie().filter(Outage::changesLie).isPresent();
        List<Listing.Row> rows = truth.values().stream()
                .filter(guest -> !lies)
                .filter(guest -> !guest.record().changedAt().orElseThrow().isBefore(since))
                .map(Listing.Row::of)
                .toList();
        return page(rows).build();
    }

    @Override
    public NamedAttendees named(Grant grant, RemoteRef remote, Set<AttendeeId> ids) {
        failIfItFails();
        List<Listing.Row> rows = listing().rows();
        Set<AttendeeId> missing = new HashSet<>(ids);
        rows.forEach(row -> row.id().ifPresent(missing::remove));
        return new NamedAttendees(
                page(rows.stream()
                                .filter(row -> row.id().filter(ids::contains).isPresent())
                                .toList())
                        .build(),
                missing);
    }

    private void failIfItFails() {
        if (fails || time.instant().isBefore(failsUntil)) {
            fails = false;
            throw ProviderException.of(FailureKind.UNREACHABLE, "expected a page but found none; try again");
        }
    }

    private AttendeePage.Builder page(List<Listing.Row> rows) {
        AttendeePage.Builder page = AttendeePage.builder().asOf(time.instant());
        for (Listing.Row row : rows) {
            if (row.understood()) {
                page.addAttendees(row.guest().orElseThrow().record());
            } else {
                page.addRejected(rejected(row));
            }
        }
        return page;
    }

    private static Rejected rejected(Listing.Row row) {
        String why = "expected a status but found none";
        return row.id()
                .map(id -> Rejected.of(id, "unreadable", why))
                .orElseGet(() -> Rejected.nameless("row " + row.place(), "unreadable", why));
    }

    private Listing listing() {
        List<Listing.Guest> guests = List.copyOf(truth.values());
        return lie().map(on -> Listing.lying(guests, on, habits.pageSize())).orElseGet(() -> Listing.honest(guests));
    }

    private Optional<Outage> lie() {
        return outage.filter(on -> on.isOnAt(time.instant()));
    }
}
