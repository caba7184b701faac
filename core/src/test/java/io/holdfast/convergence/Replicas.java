package io.holdfast.convergence;

import io.holdfast.absences.Chance;
import io.holdfast.model.Account;
import io.holdfast.model.Attendee;
import io.holdfast.model.AttendeeId;
import io.holdfast.model.AttendeePage;
import io.holdfast.model.CandidatePage;
import io.holdfast.model.Credential;
import io.holdfast.model.Cursor;
import io.holdfast.model.FailureKind;
import io.holdfast.model.Feed;
import io.holdfast.model.ProviderId;
import io.holdfast.model.RemoteId;
import io.holdfast.model.RemoteRef;
import io.holdfast.model.RemoteSubject;
import io.holdfast.model.SubjectKind;
import io.holdfast.port.Capabilities;
import io.holdfast.port.Grant;
import io.holdfast.port.ProviderConnector;
import io.holdfast.port.ProviderException;
import io.holdfast.testkit.ManualTime;
import io.holdfast.testkit.ScriptedConnector;
import io.holdfast.testkit.ScriptedWebhooks;
import io.holdfast.webhook.WebhookCapabilities;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * A provider of several replicas: each answer tells what was true a while ago, at most its consistency window. Now and then one
 * fails, limits the rate or forgets a place. Its deliveries are those of a scripted provider.
 */
final class Replicas implements ProviderConnector {
    static final RemoteRef EVENT = new RemoteRef(SubjectKind.EVENT, RemoteId.of("880011223344"));
    private static final Duration FAR = Duration.ofDays(60);
    private static final int HUNDRED = 100;

    private final ManualTime time;
    private final Ways ways;
    private final Chance chance;
    private final Registrations registrations;
    private final Consumer<Duration> passing;
    private final ScriptedConnector hooks;
    private final RemoteSubject event;
    private final List<String> asked = new ArrayList<>();
    private BiConsumer<Read, Set<AttendeeId>> begins = (read, named) -> {};
    private Duration lag = Duration.ZERO;
    private final Map<Read, Boolean> torn = new EnumMap<>(Read.class);
    private Duration hangs = Duration.ZERO;
    private int troubles;
    private Instant quietFrom = Instant.MAX;
    private Optional<Lie> lie = Optional.empty();
    private Optional<ShortWindows> quota = Optional.empty();

    /** What a first request reads. */
    enum Read {
        ALL,
        CHANGES,
        NAMED
    }

    /** For a while lists of changes are empty, or whole lists lack their first row, which is then not found either. */
    record Lie(boolean ofChanges, Instant from, Instant until) {
        boolean isTold(boolean changes, Instant now) {
            return ofChanges == changes && !now.isBefore(from) && now.isBefore(until);
        }
    }

    Replicas(ManualTime time, Ways ways, Chance chance, Registrations registrations, Consumer<Duration> passing) {
        this.time = time;
        this.ways = ways;
        this.chance = chance;
        this.registrations = registrations;
        this.passing = passing;
        hooks = new ScriptedConnector(time, 1).capable(capabilities());
        event = RemoteSubject.builder()
                .ref(EVENT)
                .title("Harbour Data Night")
                .startsAt(time.instant().plus(FAR))
                .endsAt(time.instant().plus(FAR).plus(Duration.ofHours(4)))
                .build();
    }

    /** Says what is told of each read that begins. */
    void tells(BiConsumer<Read, Set<AttendeeId>> watch) {
        begins = watch;
    }

    /** One of so many answers is none; 0 for no trouble at all. */
    void troublesOneIn(int many) {
        troubles = many;
    }

    /** The next request takes so much longer. */
    void hangs(Duration by) {
        hangs = by;
    }

    /** From an instant on nothing fails any more. */
    void isQuietFrom(Instant instant) {
        quietFrom = instant;
    }

    void lies(Lie told) {
        lie = Optional.of(told);
    }

    void gives(ShortWindows windows) {
        quota = Optional.of(windows);
    }

    /** {@return what was asked so far, each with its instant} */
    List<String> asked() {
        return asked;
    }

    @Override
    public ProviderId provider() {
        return hooks.provider();
    }

    @Override
    public Capabilities capabilities() {
        return Capabilities.builder()
                .consistencyWindow(ways.window())
                .changes(ways.changes())
                .feed(Feed.POLL)
                .numberedPages(ways.changes())
                .maxNamed(1)
                .webhooks(
                        ways.hooks()
                                ? Optional.of(WebhookCapabilities.builder()
                                        .signed(!ways.changes())
                                        .manages(true)
                                        .renews(!ways.changes())
                                        .build())
                                : Optional.empty())
                .build();
    }

    @Override
    public ScriptedWebhooks webhooks() {
        return hooks.webhooks();
    }

    @Override
    public Account identify(Credential credential) {
        return hooks.identify(credential);
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
        Instant seen = ask("all " + after.value(), Read.ALL, after.equals(Cursor.START), Set.of());
        quota.ifPresent(windows -> windows.ask(time.instant()));
        AttendeePage page = ways.changes() ? numbered(told(seen), after) : continued(told(seen), after);
        quota.filter(windows -> page.next().isEmpty()).ifPresent(ShortWindows::ends);
        return page;
    }

    @Override
    public AttendeePage changes(Grant grant, RemoteRef remote, Instant since, Cursor after) {
        Instant seen =
                ask("changes since " + since + " " + after.value(), Read.CHANGES, after.equals(Cursor.START), Set.of());
        Predicate<Attendee> wanted = isLying(true)
                ? nobody -> false
                : one -> !one.changedAt().orElseThrow().isBefore(since);
        return numbered(registrations.at(seen).stream().filter(wanted).toList(), after);
    }

    @Override
    public NamedAttendees named(Grant grant, RemoteRef remote, Set<AttendeeId> ids) {
        Instant seen = ask("named " + ids, Read.NAMED, true, ids);
        AttendeePage.Builder found = AttendeePage.builder().asOf(time.instant());
        Set<AttendeeId> missing = new HashSet<>();
        for (AttendeeId id : ids) {
            told(seen).stream()
                    .filter(one -> one.id().equals(id))
                    .findFirst()
                    .ifPresentOrElse(found::addAttendees, () -> missing.add(id));
        }
        return new NamedAttendees(found.build(), missing);
    }

    private List<Attendee> told(Instant seen) {
        List<Attendee> all = registrations.at(seen);
        return isLying(false) && !all.isEmpty() ? all.subList(1, all.size()) : all;
    }

    private boolean isLying(boolean ofChanges) {
        return lie.filter(told -> told.isTold(ofChanges, time.instant())).isPresent();
    }

    /** A request takes its time and reaches some replica; gives the instant that it knows. */
    private Instant ask(String what, Read read, boolean first, Set<AttendeeId> named) {
        asked.add(time.instant() + " " + what);
        if (first) {
            begins.accept(read, named);
        }
        Duration takes = ways.pageTakes().plus(hangs);
        hangs = Duration.ZERO;
        passing.accept(takes);
        failNowAndThen(first);
        draw(read, first);
        return time.instant().minus(lag);
    }

    /**
     * Another replica in the midst of a list leaves rows out. Two reads cover every change, so of two that follow each other one is
     * whole.
     */
    private void draw(Read read, boolean first) {
        if (first) {
            torn.merge(read, chance.oneIn(3), (before, now) -> !before && now);
            lag = anyLag();
        } else if (torn.getOrDefault(read, false)) {
            lag = anyLag();
        }
    }

    private Duration anyLag() {
        if (chance.below(HUNDRED) >= ways.lags()) {
            return Duration.ZERO;
        }
        Duration most = chance.oneIn(3) ? ways.lag() : Duration.ofSeconds(15);
        return chance.between(Duration.ZERO, most.minusSeconds(1));
    }

    private void failNowAndThen(boolean first) {
        if (troubles == 0 || !time.instant().isBefore(quietFrom) || !chance.oneIn(troubles)) {
            return;
        }
        throw switch (chance.below(3)) {
            case 0 ->
                ProviderException.rateLimited(
                        chance.between(Duration.ofSeconds(1), Duration.ofMinutes(2)), "expected a page; ask later");
            case 1 ->
                ProviderException.of(
                        first ? FailureKind.UNREACHABLE : FailureKind.CURSOR_REFUSED,
                        "expected a place that is known; begin anew");
            default -> ProviderException.of(FailureKind.UNREACHABLE, "expected a page but found none; try again");
        };
    }

    /** A place is the number of a row, so one that goes shifts all others. */
    private AttendeePage numbered(List<Attendee> rows, Cursor after) {
        int from = Math.min(rows.size(), after.equals(Cursor.START) ? 0 : Integer.parseInt(after.value()));
        int end = Math.min(rows.size(), from + ways.pageSize());
        return page(
                rows.subList(from, end),
                end < rows.size() ? Optional.of(end) : Optional.empty(),
                OptionalLong.of(rows.size()));
    }

    /** A place is that of a row. */
    private AttendeePage continued(List<Attendee> all, Cursor after) {
        int behind = after.equals(Cursor.START) ? 0 : Integer.parseInt(after.value());
        List<Attendee> rest = all.stream()
                .filter(row -> registrations.place(row.id()) > behind)
                .toList();
        List<Attendee> rows = rest.subList(0, Math.min(ways.pageSize(), rest.size()));
        boolean ends = rows.size() == rest.size();
        return page(
                rows,
                ends
                        ? Optional.empty()
                        : Optional.of(
                                registrations.place(rows.get(rows.size() - 1).id())),
                OptionalLong.empty());
    }

    private AttendeePage page(List<Attendee> rows, Optional<Integer> next, OptionalLong total) {
        return AttendeePage.builder()
                .expected(total)
                .attendees(rows)
                .asOf(time.instant())
                .next(next.map(place -> Cursor.of(Integer.toString(place))))
                .build();
    }
}
