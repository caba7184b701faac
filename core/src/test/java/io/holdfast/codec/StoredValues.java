package io.holdfast.codec;

import io.holdfast.model.Absences;
import io.holdfast.model.Account;
import io.holdfast.model.Actor;
import io.holdfast.model.Admission;
import io.holdfast.model.Answer;
import io.holdfast.model.Attendance;
import io.holdfast.model.Attendee;
import io.holdfast.model.AttendeeId;
import io.holdfast.model.AwaitedSecrets;
import io.holdfast.model.Checkpoint;
import io.holdfast.model.ConsistencyRecheck;
import io.holdfast.model.Cursor;
import io.holdfast.model.FailureKind;
import io.holdfast.model.FanOut;
import io.holdfast.model.Feed;
import io.holdfast.model.Hints;
import io.holdfast.model.ImportMode;
import io.holdfast.model.ImportObstacle;
import io.holdfast.model.Incident;
import io.holdfast.model.Integration;
import io.holdfast.model.IntegrationBookkeeping;
import io.holdfast.model.IntegrationId;
import io.holdfast.model.KeptAttendees;
import io.holdfast.model.KeptPlace;
import io.holdfast.model.KeptSecret;
import io.holdfast.model.LastRun;
import io.holdfast.model.Lease;
import io.holdfast.model.LinkBookkeeping;
import io.holdfast.model.MissingSince;
import io.holdfast.model.NotTaken;
import io.holdfast.model.OrphanedSecrets;
import io.holdfast.model.PaginationProgress;
import io.holdfast.model.PendingWork;
import io.holdfast.model.PollSchedule;
import io.holdfast.model.ProviderId;
import io.holdfast.model.ReadMode;
import io.holdfast.model.RefreshClaim;
import io.holdfast.model.RefreshFailure;
import io.holdfast.model.Rejected;
import io.holdfast.model.RemoteFacts;
import io.holdfast.model.RemoteId;
import io.holdfast.model.RemoteRef;
import io.holdfast.model.RemoteSubject;
import io.holdfast.model.RemovalQuestion;
import io.holdfast.model.RemovalWord;
import io.holdfast.model.Removing;
import io.holdfast.model.RouteCatchUp;
import io.holdfast.model.RouteId;
import io.holdfast.model.SecretRef;
import io.holdfast.model.SettledReads;
import io.holdfast.model.Severance;
import io.holdfast.model.ShortList;
import io.holdfast.model.ShortReads;
import io.holdfast.model.Shortfall;
import io.holdfast.model.StandingSubscription;
import io.holdfast.model.SubjectKind;
import io.holdfast.model.Suspicion;
import io.holdfast.model.SyncFailure;
import io.holdfast.model.SyncLink;
import io.holdfast.model.SyncLinkId;
import io.holdfast.model.SyncPhase;
import io.holdfast.model.SyncRun;
import io.holdfast.model.SyncSubject;
import io.holdfast.model.Tally;
import io.holdfast.model.UnknownFields;
import io.holdfast.model.Verification;
import io.holdfast.model.Watermarks;
import io.holdfast.model.WebhookRoute;
import io.holdfast.model.WorkspaceId;
import io.holdfast.transition.TransitionRecord;
import io.holdfast.transition.TriggerKind;
import io.holdfast.transition.VisibleState;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;

/** Values of the four types, drawn at random from all that their own checks let through: more than triggers can reach. */
public final class StoredValues {
    private static final List<String> ODD = List.of(
            "\\", "\\n", "\n", "\r\n", "\t", "\u0001", "\u0085", "\u2028", "\"", "/", "~", "{", ".", " ", "\b",
            "\u202e", "🎉", "é", "名");
    private static final List<ZoneId> ZONES = List.of(
            ZoneId.of("Europe/Berlin"), ZoneOffset.UTC, ZoneId.of("UTC"), ZoneId.of("GMT+2"), ZoneId.of("-03:30"));

    private final Random random;

    public StoredValues(long seed) {
        this.random = new Random(seed);
    }

    public SyncLink link() {
        SyncPhase phase = one(SyncPhase.values());
        boolean suspended = random.nextBoolean();
        boolean failed = phase == SyncPhase.IMPORT_FAILED || phase == SyncPhase.SYNC_FAILED;
        boolean imported = phase == SyncPhase.LIVE || phase == SyncPhase.SYNC_FAILED;
        long version = 1 + natural();
        return SyncLink.builder()
                .bookkeeping(LinkBookkeeping.builder()
                        .fence(random.nextBoolean() ? version : 0)
                        .pendingWork(new PendingWork(maybe(this::hints), random.nextBoolean()))
                        .absences(random.nextInt(3) == 0 ? Absences.NONE : absences())
                        .polls(new PollSchedule(
                                maybe(this::instant),
                                maybe(this::instant),
                                maybe(() -> new ConsistencyRecheck(instant(), hints(), maybe(this::hints))),
                                maybe(this::instant)))
                        .promisedInterval(maybe(() -> Duration.ofSeconds(1 + natural())))
                        .watermarks(watermarks())
                        .notTaken(maybe(() -> new NotTaken(2, random.nextInt(3), 2 + natural(), several(this::text))))
                        .settledReads(settledReads(version))
                        .place(
                                random.nextInt(4) == 0
                                        ? Optional.empty()
                                        : Optional.of(new KeptPlace(checkpoint(), natural())))
                        .repeatsScan(random.nextBoolean())
                        .readAgainSince(maybe(this::instant))
                        .unknownFields(unread())
                        .build())
                .id(SyncLinkId.of(name()))
                .key(new SyncLink.Key(
                        WorkspaceId.of(name()),
                        ProviderId.of(name()),
                        remote(),
                        random.nextBoolean() ? SyncSubject.event(name()) : SyncSubject.channel(name())))
                .binding(binding())
                .phase(phase)
                .since(instant())
                .decidedAt(instant())
                .run(run(phase, suspended))
                .importedAt(
                        imported
                                ? Optional.of(instant())
                                : phase == SyncPhase.IMPORT_FAILED ? Optional.empty() : maybe(this::instant))
                .suspended(suspended)
                .importMode(one(ImportMode.values()))
                .incident(failed ? Optional.of(incident(true)) : maybe(() -> incident(false)))
                .provenAt(maybe(this::instant))
                .remote(maybe(this::facts))
                .lastRun(maybe(this::lastRun))
                .version(version)
                .build();
    }

    public Integration integration() {
        Integration.Status status = one(Integration.Status.values());
        boolean connected = status == Integration.Status.CONNECTED;
        Integration bare = Integration.builder()
                .bookkeeping(IntegrationBookkeeping.builder()
                        .credentialVersion(1 + natural())
                        .decidedAt(Instant.parse("2027-03-14T09:00:00Z"))
                        .credential(connected ? Optional.of(SecretRef.of(name())) : maybe(() -> SecretRef.of(name())))
                        .refreshAt(connected ? maybe(this::instant) : Optional.empty())
                        .claim(connected ? maybe(this::claim) : Optional.empty())
                        .refreshFailure(maybe(() -> new RefreshFailure(
                                one(RefreshFailure.Kind.values()), instant(), 1 + random.nextInt(9))))
                        .suspicion(connected ? maybe(this::suspicion) : Optional.empty())
                        .verification(maybe(() ->
                                new Verification(instant(), instant(), 1 + random.nextInt(9), random.nextBoolean())))
                        .fanOut(maybe(() -> new FanOut(
                                1 + natural(), Cursor.of(name()), instant(), random.nextBoolean(), random.nextInt(9))))
                        .rateLimitedUntil(maybe(this::instant))
                        .rateLimits(random.nextInt(3))
                        .orphanedSecrets(maybe(() -> new OrphanedSecrets(Set.of(SecretRef.of(name())), instant())))
                        .awaitedSecrets(maybe(() -> new AwaitedSecrets(Set.of(SecretRef.of(name())), instant())))
                        .route(maybe(this::route))
                        .unknownFields(unread())
                        .build())
                .id(IntegrationId.of(name()))
                .workspace(WorkspaceId.of(name()))
                .provider(ProviderId.of(name()))
                .account(new Account(name(), person()))
                .status(status)
                .connection(1 + natural())
                .connectedAt(instant())
                .expiresAt(connected ? maybe(this::instant) : Optional.empty())
                .severance(
                        connected
                                ? Optional.empty()
                                : maybe(() -> new Severance(one(Severance.Cause.values()), instant())))
                .version(1 + natural())
                .build();
        return connected
                ? bare
                : bare.toBuilder(kept -> kept.keptSecret(maybe(this::keptSecret)))
                        .build();
    }

    private WebhookRoute route() {
        return WebhookRoute.builder()
                .id(RouteId.ofPath(name()))
                .path(SecretRef.of(name()))
                .expectedSilence(Duration.ofSeconds(1 + random.nextInt(90_000)))
                .subscriptions(several(() -> new StandingSubscription(
                        name(),
                        new RemoteRef(one(SubjectKind.values()), RemoteId.of(name())),
                        random.nextBoolean(),
                        several(() -> SecretRef.of(name())))))
                .checkAt(maybe(this::instant))
                .checkedAt(instant())
                .listAt(instant())
                .failures(random.nextInt(9))
                .refusedSince(maybe(this::instant))
                .creatingSince(maybe(this::instant))
                .lastDeliveryAt(instant())
                .testedAt(instant())
                .silentSince(maybe(this::instant))
                .caughtUpAt(instant())
                .catchUp(maybe(() -> new RouteCatchUp(Cursor.of(name()), instant())))
                .build();
    }

    private KeptSecret keptSecret() {
        return KeptSecret.builder()
                .slot(SecretRef.of(name()))
                .claim(maybe(this::claim))
                .until(instant())
                .askAt(instant())
                .acceptedAt(maybe(this::instant))
                .build();
    }

    private RefreshClaim claim() {
        return RefreshClaim.builder()
                .lease(new Lease(name(), instant()))
                .next(SecretRef.of(name()))
                .takenOver(random.nextBoolean())
                .refusedAt(maybe(this::instant))
                .build();
    }

    private Suspicion suspicion() {
        return Suspicion.builder()
                .since(instant())
                .askAt(instant())
                .beingAsked(random.nextBoolean())
                .slotEmpty(random.nextBoolean())
                .refusedAt(maybe(this::instant))
                .refusals(random.nextInt(9))
                .troubleSeenAt(maybe(this::instant))
                .unanswered(random.nextInt(9))
                .build();
    }

    public TransitionRecord transition() {
        return TransitionRecord.builder()
                .link(SyncLinkId.of(name()))
                .version(natural())
                .at(instant())
                .trigger(maybe(() -> one(TriggerKind.values())))
                .reason(text())
                .actor(maybe(this::actor).orElse(Actor.SYSTEM))
                .before(maybe(this::visible))
                .after(visible())
                .unknownFields(unread())
                .build();
    }

    public Attendee attendee() {
        return Attendee.builder()
                .id(AttendeeId.of(name()))
                .givenName(maybe(this::person))
                .familyName(maybe(this::person))
                .name(maybe(this::person))
                .email(maybe(this::person))
                .phone(maybe(this::person))
                .company(maybe(this::person))
                .jobTitle(maybe(this::person))
                .attendance(one(Attendance.values()))
                .providerStatus(maybe(this::text))
                .placeholder(random.nextBoolean())
                .admissions(several(this::admission))
                .answers(several(() -> new Answer(maybe(this::name), person(), several(this::person))))
                .changedAt(maybe(this::instant))
                .unknownFields(unread())
                .registeredAt(maybe(this::instant))
                .profile(profile())
                .build();
    }

    private Map<String, String> profile() {
        Map<String, String> fields = new TreeMap<>();
        several(this::person).forEach(value -> fields.put(text(), value));
        return fields;
    }

    /** Members of a newer release, their names drawn so that none is declared. */
    UnknownFields unread() {
        Map<String, String> members = new LinkedHashMap<>();
        several(() -> members.put(Pointer.join("", "zzz" + text()), json()));
        return new UnknownFields(members);
    }

    /** Any JSON, in the one text that it is written as. */
    String json() {
        JsonWriter out = new JsonWriter();
        switch (random.nextInt(6)) {
            case 0 -> out.raw("null");
            case 1 -> out.raw("-12.50e+3");
            case 2 -> out.raw(Long.toString(random.nextLong()));
            case 3 -> out.raw("[{},[],true,{\"a\":[1,2],\"b\":false}]");
            default -> out.string(person());
        }
        return out.text();
    }

    /** Any text: every one of its characters may be odd. */
    String text() {
        StringBuilder text = new StringBuilder();
        for (int length = random.nextInt(6); length > 0; length--) {
            text.append(random.nextInt(3) > 0 ? String.valueOf((char) ('a' + random.nextInt(26))) : one(ODD));
        }
        return text.toString();
    }

    /** A text that tells who somebody is: no log, exception, history or {@code toString} may show it. */
    private String person() {
        return "Ilse" + text();
    }

    private String name() {
        return text() + 'x' + text();
    }

    private Optional<SyncRun> run(SyncPhase phase, boolean suspended) {
        return switch (phase) {
            case IMPORTING -> Optional.of(run(SyncRun.Kind.IMPORT, suspended));
            case LIVE -> maybe(() -> run(one(SyncRun.Kind.CATCH_UP, SyncRun.Kind.RESYNC), suspended));
            case IMPORT_FAILED, SYNC_FAILED, DISCONNECTED -> Optional.empty();
        };
    }

    private SyncRun run(SyncRun.Kind kind, boolean suspended) {
        return SyncRun.builder()
                .id(natural())
                .kind(kind)
                .urgency(one(SyncRun.Urgency.values()))
                .attempt(1 + random.nextInt(9))
                .failures(random.nextInt(9))
                .due(instant())
                .waitsFor(one(SyncRun.Wait.values()))
                .lease(suspended ? Optional.empty() : maybe(() -> new Lease(text(), instant())))
                .checkpoint(maybe(this::checkpoint))
                .furthest(natural())
                .mostRows(natural())
                .lastFailure(maybe(this::failure))
                .goneSince(maybe(this::instant))
                .hints(maybe(this::hints))
                .startedAt(maybe(this::instant))
                .askedToWait(Duration.ofMillis(random.nextInt(4) * 1_234_567L))
                .placeRested(Duration.ofSeconds(random.nextInt(3) * 3_600L))
                .progressedAt(maybe(this::instant))
                .shortReads(maybe(this::shortReads))
                .build();
    }

    private Checkpoint checkpoint() {
        return Checkpoint.builder()
                .form(random.nextInt())
                .read(random.nextBoolean() ? ReadMode.FULL : ReadMode.changesSince(instant()))
                .scan(random.nextLong())
                .settledFence(random.nextInt(3))
                .begunAt(instant())
                .asOf(instant())
                .cursor(maybe(this::cursor))
                .tally(tally())
                .guard(new PaginationProgress(random.nextLong(), random.nextInt(), cursor(), random.nextLong()))
                .takenAt(instant())
                .build();
    }

    private Cursor cursor() {
        return random.nextInt(4) == 0 ? Cursor.START : Cursor.of(name());
    }

    private Tally tally() {
        return Tally.builder()
                .added(natural())
                .updated(natural())
                .unchanged(natural())
                .skipped(natural())
                .rejected(natural())
                .nameless(random.nextBoolean() ? natural() : 0)
                .withheld(random.nextBoolean() ? natural() : 0)
                .expected(random.nextBoolean() ? OptionalLong.of(random.nextLong()) : OptionalLong.empty())
                .build();
    }

    private Hints hints() {
        Set<AttendeeId> named = new LinkedHashSet<>(several(() -> AttendeeId.of(name())));
        return named.isEmpty() ? Hints.ALL : Hints.of(named);
    }

    private Actor actor() {
        return random.nextBoolean() ? Actor.HOST : Actor.member(name());
    }

    private ShortReads shortReads() {
        int alike = 1 + random.nextInt(3);
        return new ShortReads(alike + random.nextInt(3), alike, shortList());
    }

    private ShortList shortList() {
        int listed = random.nextInt(500);
        return new ShortList(listed, listed + 1L + random.nextInt(500));
    }

    private Shortfall shortfall() {
        int scans = random.nextInt(3);
        return new Shortfall(
                natural(), scans, scans > 0 ? Optional.of(instant()) : Optional.empty(), maybe(this::shortList));
    }

    private Absences absences() {
        return Absences.builder()
                .remembered(maybe(() -> {
                    long missing = 1 + natural();
                    return new MissingSince(1 + natural(), instant(), random.nextInt(9), missing, missing + natural());
                }))
                .question(maybe(() -> {
                    long count = 1 + natural();
                    return new RemovalQuestion(
                            1 + natural(), count, count + natural(), instant(), maybe(this::instant));
                }))
                .word(maybe(() -> new RemovalWord(1 + natural(), 1 + natural(), actor(), instant())))
                .kept(maybe(() -> new KeptAttendees(1 + natural(), 1 + natural(), actor(), instant())))
                .removing(maybe(() -> {
                    long keptFrom = natural();
                    return new Removing(1 + keptFrom + natural(), keptFrom);
                }))
                .shortfall(shortfall())
                .build();
    }

    private Incident incident(boolean mayAutoRetry) {
        return Incident.builder()
                .since(instant())
                .failedRuns(1 + random.nextInt(9))
                .last(failure())
                .retriesFailed(random.nextInt(9))
                .autoRetriesUsed(random.nextInt(9))
                .autoRetryAt(mayAutoRetry ? maybe(this::instant) : Optional.empty())
                .build();
    }

    private SyncFailure failure() {
        FailureKind kind = one(FailureKind.values());
        String reference = text();
        Optional<String> request = maybe(this::text);
        String sentence = text();
        return request.map(id -> SyncFailure.of(kind, reference, id, sentence, instant()))
                .orElseGet(() -> SyncFailure.of(kind, reference, sentence, instant()))
                .retold(one(FailureKind.values()), text());
    }

    private Watermarks watermarks() {
        Watermarks marks = Watermarks.NONE;
        for (int reads = random.nextInt(4); reads > 0; reads--) {
            marks = marks.advancedTo(instant());
        }
        // of what was drawn already, because each draw would make all values after it others
        return marks.before().map(marks::readBack).orElse(marks);
    }

    /** By the version, because each draw would make all values after it others. */
    private static SettledReads settledReads(long version) {
        SettledReads.Mark mark = new SettledReads.Mark(version, Instant.ofEpochSecond(version % 4_000_000_000L));
        return version % 2 == 0 ? SettledReads.NONE : new SettledReads(Optional.of(mark), Optional.empty());
    }

    private RemoteFacts facts() {
        RemoteRef ref = remote();
        String title = text();
        return new RemoteFacts(
                RemoteSubject.builder()
                        .ref(ref)
                        .title(title)
                        // of the title, because each draw would make all values after it others
                        .venue(Optional.of(title).filter(text -> text.length() % 2 == 0))
                        .startsAt(maybe(this::instant))
                        .endsAt(maybe(this::instant))
                        .zone(maybe(() -> one(ZONES)))
                        .providerState(maybe(this::text))
                        .cancelled(random.nextBoolean())
                        .attendees(random.nextBoolean() ? OptionalLong.of(random.nextLong()) : OptionalLong.empty())
                        .importable(random.nextBoolean())
                        .obstacle(maybe(() -> one(ImportObstacle.values())))
                        .build(),
                one(Feed.values()),
                instant(),
                maybe(this::instant));
    }

    private LastRun lastRun() {
        return LastRun.builder()
                .kind(one(SyncRun.Kind.values()))
                .startedAt(instant())
                .endedAt(instant())
                .tally(tally())
                .sample(several(() -> new Rejected(text(), maybe(() -> AttendeeId.of(name())), text(), text())))
                .failure(maybe(this::failure))
                .build();
    }

    private Admission admission() {
        return Admission.builder()
                .id(text())
                .ticketClass(maybe(this::text))
                .barcode(maybe(this::person))
                .checkedIn(random.nextBoolean())
                .checkedInAt(maybe(this::instant))
                .build();
    }

    private VisibleState visible() {
        return new VisibleState(one(SyncPhase.values()), binding(), random.nextBoolean(), maybe(() -> incident(true)));
    }

    private SyncLink.Binding binding() {
        return new SyncLink.Binding(IntegrationId.of(name()), random.nextLong());
    }

    private RemoteRef remote() {
        return new RemoteRef(one(SubjectKind.values()), RemoteId.of(name()));
    }

    private Instant instant() {
        return switch (random.nextInt(12)) {
            case 0 -> Instant.MIN;
            case 1 -> Instant.MAX;
            case 2 -> Instant.EPOCH;
            case 3 -> Instant.ofEpochSecond(random.nextInt(), random.nextInt(1_000_000_000));
            default ->
                Instant.ofEpochSecond(1_800_000_000L + random.nextInt(100_000_000), random.nextInt(3) * 500_000_000L);
        };
    }

    private long natural() {
        return random.nextInt(5) == 0 ? random.nextLong() >>> 2 : random.nextInt(20);
    }

    private <V> Optional<V> maybe(Supplier<V> some) {
        return random.nextBoolean() ? Optional.of(some.get()) : Optional.empty();
    }

    private <V> List<V> several(Supplier<V> each) {
        List<V> all = new ArrayList<>();
        for (int count = random.nextInt(10) == 0 ? 12 : random.nextInt(3); count > 0; count--) {
            all.add(each.get());
        }
        return all;
    }

    @SafeVarargs
    private <V> V one(V... all) {
        return all[random.nextInt(all.length)];
    }

    private <V> V one(List<V> all) {
        return all.get(random.nextInt(all.size()));
    }
}
