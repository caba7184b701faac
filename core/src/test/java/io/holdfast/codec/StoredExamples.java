package io.holdfast.codec;

import io.holdfast.model.Absences;
import io.holdfast.model.Account;
import io.holdfast.model.Actor;
import io.holdfast.model.Admission;
import io.holdfast.model.Answer;
import io.holdfast.model.Attendance;
import io.holdfast.model.Attendee;
import io.holdfast.model.AttendeeId;
import io.holdfast.model.Checkpoint;
import io.holdfast.model.Cursor;
import io.holdfast.model.Feed;
import io.holdfast.model.Hints;
import io.holdfast.model.ImportMode;
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
import io.holdfast.model.PaginationProgress;
import io.holdfast.model.PendingWork;
import io.holdfast.model.PollSchedule;
import io.holdfast.model.ProviderId;
import io.holdfast.model.ReadMode;
import io.holdfast.model.RefreshClaim;
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
import io.holdfast.model.SyncLink;
import io.holdfast.model.SyncLinkId;
import io.holdfast.model.SyncPhase;
import io.holdfast.model.SyncRun;
import io.holdfast.model.SyncSubject;
import io.holdfast.model.Tally;
import io.holdfast.model.Watermarks;
import io.holdfast.model.WebhookRoute;
import io.holdfast.model.WorkspaceId;
import io.holdfast.policy.SyncPolicy;
import io.holdfast.transition.SyncStateMachine;
import io.holdfast.transition.TransitionRecord;
import io.holdfast.transition.UserRequest;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** One plain value of each kind, as a page can show it. */
final class StoredExamples {
    private static final Instant NOW = Instant.parse("2027-03-14T09:00:00Z");
    private static final RemoteRef REMOTE = new RemoteRef(SubjectKind.EVENT, RemoteId.of("88001"));

    private StoredExamples() {}

    static SyncLink link() {
        return SyncLink.builder()
                .bookkeeping(LinkBookkeeping.builder()
                        .fence(12)
                        .pendingWork(new PendingWork(
                                Optional.of(Hints.of(Set.of(AttendeeId.of("a-1"), AttendeeId.of("a-2")))), false))
                        .polls(new PollSchedule(
                                Optional.of(NOW.plusSeconds(300)),
                                Optional.of(NOW.plusSeconds(40_000)),
                                Optional.empty(),
                                Optional.of(NOW.plusSeconds(3_300))))
                        .watermarks(Watermarks.NONE.advancedTo(NOW.minusSeconds(600)))
                        .settledReads(new SettledReads(
                                Optional.of(new SettledReads.Mark(9, NOW.minusSeconds(600))),
                                Optional.of(new SettledReads.Mark(6, NOW.minusSeconds(900)))))
                        .build())
                .id(SyncLinkId.of("link-1"))
                .version(12)
                .key(new SyncLink.Key(
                        WorkspaceId.of("acme"), ProviderId.of("eventbrite"), REMOTE, SyncSubject.event("our-42")))
                .binding(new SyncLink.Binding(IntegrationId.of("integration-1"), 2))
                .phase(SyncPhase.LIVE)
                .since(NOW.minusSeconds(86_400))
                .decidedAt(NOW.minusSeconds(5))
                .importedAt(NOW.minusSeconds(86_400))
                .provenAt(NOW.minusSeconds(600))
                .run(run())
                .remote(new RemoteFacts(subject(), Feed.POLL, NOW.minusSeconds(600)))
                .build();
    }

    /** The same while removals that a person asked for are carried out, others are asked about, and others are kept. */
    static SyncLink linkWithRemovals() {
        Actor actor = Actor.member("member-1");
        return link().toBuilder(kept -> kept.absences(Absences.builder()
                        .remembered(new MissingSince(7, NOW.minusSeconds(9_000), 2, 30, 50))
                        .question(new RemovalQuestion(
                                9, 31, 50, NOW.minusSeconds(600), Optional.of(NOW.plusSeconds(77_400))))
                        .word(new RemovalWord(9, 31, actor, NOW.minusSeconds(60)))
                        .kept(new KeptAttendees(5, 3, actor, NOW.minusSeconds(80_000)))
                        .removing(new Removing(9, 5))
                        .build()))
                .build();
    }

    /** The same while it is read again, because its first lists were shorter than stated. */
    static SyncLink linkWithShortList() {
        ShortList list = new ShortList(50, 500);
        return link().toBuilder(kept -> kept.absences(Absences.builder()
                                .shortfall(new Shortfall(2, 1, Optional.of(NOW.minusSeconds(600)), Optional.of(list)))
                                .build())
                        .readAgainSince(NOW.minusSeconds(1_200)))
                .phase(SyncPhase.IMPORTING)
                .importedAt(Optional.empty())
                .run(SyncRun.builder()
                        .id(11)
                        .kind(SyncRun.Kind.IMPORT)
                        .urgency(SyncRun.Urgency.PERSON)
                        .due(NOW)
                        .waitsFor(SyncRun.Wait.SHORT_LIST)
                        .shortReads(new ShortReads(3, 2, list))
                        .build())
                .build();
    }

    /** Of a host that keeps its own rows, and has erased two persons. */
    static SyncLink linkThatKeepsExisting() {
        Tally tally = Tally.builder().unchanged(48).withheld(2).build();
        Checkpoint.Builder reached = run().checkpoint().orElseThrow().toBuilder();
        Checkpoint place = reached.tally(tally).build();
        return link().toBuilder(kept -> kept.place(new KeptPlace(place, 1)))
                .importMode(ImportMode.KEEP_EXISTING)
                .run(run().toBuilder().checkpoint(place).build())
                .lastRun(LastRun.builder()
                        .kind(SyncRun.Kind.RESYNC)
                        .startedAt(NOW.minusSeconds(700))
                        .endedAt(NOW.minusSeconds(600))
                        .tally(tally)
                        .build())
                .build();
    }

    /** Of an event that is looked at alone. */
    static SyncLink cancelledLink() {
        RemoteSubject cancelled =
                RemoteSubject.builder().from(subject()).cancelled(true).build();
        return link().toBuilder(kept -> kept.polls(new PollSchedule(
                        Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(NOW.plusSeconds(600_000)))))
                .run(Optional.empty())
                .remote(new RemoteFacts(
                        cancelled, Feed.POLL, NOW.minusSeconds(600), Optional.of(NOW.minusSeconds(2_000_000))))
                .build();
    }

    /** Of an event whose changes are looked for as seldom as its account's budget demands. */
    static SyncLink stretchedLink() {
        return link().toBuilder(kept -> kept.promisedInterval(Duration.ofMinutes(255)))
                .run(Optional.empty())
                .build();
    }

    private static SyncRun run() {
        return SyncRun.builder()
                .id(11)
                .kind(SyncRun.Kind.CATCH_UP)
                .urgency(SyncRun.Urgency.ROUTINE)
                .due(NOW)
                .lease(new Lease("node-1", NOW.plusSeconds(60)))
                .checkpoint(Checkpoint.builder()
                        .read(ReadMode.changesSince(NOW.minusSeconds(900)))
                        .scan(11)
                        .settledFence(6)
                        .begunAt(NOW)
                        .asOf(NOW)
                        .cursor(Cursor.of("page-2"))
                        .tally(Tally.builder()
                                .added(2)
                                .unchanged(48)
                                .expected(51)
                                .build())
                        .guard(PaginationProgress.START.after(false, Cursor.of("page-2")))
                        .takenAt(NOW.plusSeconds(1))
                        .build())
                .furthest(1)
                .mostRows(50)
                .startedAt(NOW)
                .build();
    }

    private static RemoteSubject subject() {
        return RemoteSubject.builder()
                .ref(REMOTE)
                .title("Spring fair")
                .startsAt(NOW.plusSeconds(700_000))
                .endsAt(NOW.plusSeconds(710_800))
                .zone(ZoneId.of("Europe/Berlin"))
                .venue("Town hall")
                .providerState("live")
                .attendees(OptionalLong.of(50))
                .build();
    }

    static Integration integration() {
        return Integration.builder()
                .bookkeeping(IntegrationBookkeeping.builder()
                        .credentialVersion(3)
                        .decidedAt(NOW.minusSeconds(5))
                        .credential(SecretRef.of("secret-3"))
                        .refreshAt(NOW.plusSeconds(1_800))
                        .provenAt(NOW.minusSeconds(90))
                        .rateLimitedUntil(NOW.plusSeconds(30))
                        .build())
                .id(IntegrationId.of("integration-1"))
                .version(7)
                .workspace(WorkspaceId.of("acme"))
                .provider(ProviderId.of("eventbrite"))
                .account(new Account("1234", "Acme events"))
                .status(Integration.Status.CONNECTED)
                .connection(2)
                .connectedAt(NOW.minusSeconds(86_400))
                .expiresAt(NOW.plusSeconds(3_600))
                .build();
    }

    /** With an address to which deliveries come, or came; nothing has come for so long that its links are being told. */
    static Integration hearing() {
        return integration().toBuilder(kept -> kept.route(WebhookRoute.builder()
                        .id(RouteId.ofPath("example"))
                        .path(SecretRef.of("secret-7"))
                        .expectedSilence(Duration.ofHours(12))
                        .addSubscriptions(new StandingSubscription(
                                "hook-1",
                                new RemoteRef(SubjectKind.CHANNEL, RemoteId.of("cal-1")),
                                true,
                                List.of(SecretRef.of("secret-8"), SecretRef.of("secret-9"))))
                        .checkAt(NOW.plusSeconds(80_000))
                        .checkedAt(NOW.minusSeconds(4_000))
                        .failures(2)
                        .refusedSince(NOW.minusSeconds(90_000))
                        .creatingSince(NOW.minusSeconds(1))
                        .lastDeliveryAt(NOW.minusSeconds(50_000))
                        .testedAt(NOW.minusSeconds(60_000))
                        .silentSince(NOW.minusSeconds(50_000))
                        .caughtUpAt(NOW.minusSeconds(6_000))
                        .catchUp(new RouteCatchUp(Cursor.of("link-100"), NOW.plusSeconds(30)))
                        .build()))
                .build();
    }

    /** Whose subscriptions are known since they were listed. */
    static Integration listed() {
        Integration hearing = hearing();
        return hearing.toBuilder(kept -> kept.route(hearing.bookkeeping()
                        .route()
                        .map(route -> route.toBuilder()
                                .listAt(NOW.plusSeconds(80_000))
                                .build())))
                .build();
    }

    /** Severed because of that. */
    static Integration severed(Severance.Cause cause) {
        return kept().toBuilder().severance(new Severance(cause, NOW)).build();
    }

    /** Severed by a verdict while its credential was being refreshed, and accepted again since. */
    static Integration kept() {
        Integration connected = integration();
        return connected.toBuilder(kept -> kept.credential(Optional.empty())
                        .refreshAt(Optional.empty())
                        .rateLimitedUntil(Optional.empty())
                        .keptSecret(KeptSecret.builder()
                                .slot(SecretRef.of("secret-3"))
                                .claim(RefreshClaim.builder()
                                        .lease(new Lease("node-1", NOW.minusSeconds(30)))
                                        .next(SecretRef.of("secret-4"))
                                        .takenOver(true)
                                        .refusedAt(NOW.minusSeconds(90))
                                        .build())
                                .until(NOW.plusSeconds(86_400))
                                .askAt(NOW.plusSeconds(900))
                                .acceptedAt(NOW.minusSeconds(10))
                                .build()))
                .status(Integration.Status.DISCONNECTED)
                .severance(new Severance(Severance.Cause.REFUSED, NOW))
                .expiresAt(Optional.empty())
                .build();
    }

    static TransitionRecord record() {
        return SyncStateMachine.decide(
                                link(),
                                new UserRequest.SuspendRequested(Actor.member("member-1")),
                                SyncPolicy.defaults(),
                                NOW)
                        instanceof io.holdfast.transition.Decision.Moved moved
                ? moved.record().orElseThrow()
                : fail();
    }

    private static TransitionRecord fail() {
        throw new AssertionError("expected a live link to be suspended but found that it was not");
    }

    static Attendee attendee() {
        return Attendee.builder()
                .id(AttendeeId.of("a-1"))
                .givenName("Ilse")
                .familyName("Römer")
                .email("ilse@example.org")
                .attendance(Attendance.ATTENDING)
                .addAdmissions(Admission.builder()
                        .id("t-1")
                        .ticketClass("Day ticket")
                        .checkedIn(true)
                        .checkedInAt(NOW)
                        .build())
                .addAnswers(new Answer(Optional.of("q-31"), "Diet?", List.of("vegan", "no nuts")))
                .putProfile("website", "https://ilse.example.org")
                .registeredAt(NOW.minusSeconds(86_400))
                .changedAt(NOW)
                .build();
    }
}
