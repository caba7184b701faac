package io.holdfast.transition;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.model.Absences;
import io.holdfast.model.FailureKind;
import io.holdfast.model.Incident;
import io.holdfast.model.LinkBookkeeping;
import io.holdfast.model.MissingSince;
import io.holdfast.model.PendingWork;
import io.holdfast.model.PollSchedule;
import io.holdfast.model.RecoveryAction;
import io.holdfast.model.RemovalQuestion;
import io.holdfast.model.SyncFailure;
import io.holdfast.model.SyncLink;
import io.holdfast.model.SyncPhase;
import io.holdfast.model.SyncRun;
import io.holdfast.model.SyncStatus;
import io.holdfast.policy.AutoRetryPolicy;
import io.holdfast.policy.RetryPolicy;
import io.holdfast.policy.SyncPolicy;
import io.holdfast.testkit.lifecycle.Decider;
import io.holdfast.testkit.lifecycle.Exploration;
import io.holdfast.testkit.lifecycle.LifecycleExplorer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** One fault planted for each law: the search finds every one of them, by the law that it breaks; every day each fourth. */
@Tag("proof")
@Tag("sample")
final class BrokenLawsTest {
    private static final String TWICE =
            "every request, signal, look, severance and sign of life applied twice is ignored the second time";

    private static final boolean WHOLE = Boolean.getBoolean("tests.whole");
    private static final Decider REAL = SyncStateMachine::decide;
    private static final Map<String, Decider> FAULTS = faults();
    private static int caught;

    @AfterAll
    static void tell() throws IOException {
        if (!WHOLE) {
            return;
        }
        Path folder = Files.createDirectories(Path.of("target", "evidence"));
        Files.writeString(
                folder.resolve("explorer-faults.txt"),
                "explorer-faults: " + FAULTS.size() + " planted, one per law, " + caught + " found\n");
    }

    @TestFactory
    List<DynamicTest> theFaultIsFound() {
        List<Map.Entry<String, Decider>> all = List.copyOf(FAULTS.entrySet());
        return IntStream.range(0, all.size())
                .filter(at -> WHOLE || at % 4 == 0)
                .mapToObj(all::get)
                .map(fault -> DynamicTest.dynamicTest(fault.getKey(), () -> isFound(fault.getKey(), fault.getValue())))
                .toList();
    }

    @Test
    void everyLawHasAFaultOfItsOwn() {
        Exploration any = LifecycleExplorer.create()
                .atMost(1)
                .deciding((link, trigger, policy, now) -> new Decision.Ignored(link, "nothing ever happens"))
                .explore();

        assertThat(FAULTS.keySet()).containsExactlyInAnyOrderElementsOf(any.laws());
    }

    /** Beside the one fault of that law, which is about a request. */
    @Test
    void aSignalThatBeginsAWaitingRunAnewEachTimeItIsRepeatedIsFound() {
        Decider fault = (link, trigger, policy, now) -> {
            Optional<SyncRun> waits = link.run().filter(run -> !run.isWorking());
            return trigger instanceof Fact.ChangeSignalled && link.phase() == SyncPhase.LIVE && waits.isPresent()
                    ? moved(
                            of(link).version(link.version() + 1)
                                    .run(waits.get().toBuilder()
                                            .id(link.version() + 1)
                                            .build())
                                    .build(),
                            trigger,
                            now)
                    : REAL.decide(link, trigger, policy, now);
        };

        isFoundBy(TWICE, fault);
    }

    private static void isFound(String law, Decider fault) {
        isFoundBy(law, fault);
        caught++;
    }

    private static void isFoundBy(String law, Decider fault) {
        Exploration found =
                LifecycleExplorer.create().onlyFor(law).deciding(fault).explore();

        assertThat(found.violations()).singleElement().satisfies(violation -> {
            assertThat(violation.law()).isEqualTo(law);
            assertThat(violation.path().get(0)).contains("link is born");
        });
    }

    private static Map<String, Decider> faults() {
        Map<String, Decider> faults = new LinkedHashMap<>();
        faults.put("a decision is always made, for every trigger in every state", (link, trigger, policy, now) -> {
            if (trigger instanceof Fact.AutoRetryDue && link.suspended()) {
                throw new IllegalStateException("no row");
            }
            return REAL.decide(link, trigger, policy, now);
        });
        faults.put(
                "ACTIVE can be reached from everywhere, with at most two acts of a person and one Resume",
                ignoring(UserRequest.ReconnectRequested.class, link -> link.phase() == SyncPhase.DISCONNECTED));
        faults.put(
                "one status per link",
                forging(link -> link.phase() == SyncPhase.SYNC_FAILED, "status", SyncStatus.ACTIVE));
        faults.put(
                "ACTIVE only by a completed import of the current run",
                after(
                        WorkerReport.RunFailed.class,
                        link -> link.phase() == SyncPhase.IMPORT_FAILED,
                        link -> of(link).phase(SyncPhase.LIVE)
                                .importedAt(link.since())
                                .incident(Optional.empty())
                                .build()));
        faults.put(
                "FAILED and the two refresh kinds only if an import once completed",
                forging(link -> link.phase() == SyncPhase.SYNC_FAILED, "importedAt", Optional.empty()));
        faults.put(
                "IMPORT_FAILED only if no import completed",
                forging(link -> link.phase() == SyncPhase.IMPORT_FAILED, "importedAt", Optional.of(Instant.EPOCH)));
        faults.put(
                "no run in IMPORT_FAILED, SYNC_FAILED and DISCONNECTED",
                forging(
                        link -> link.phase() == SyncPhase.SYNC_FAILED,
                        "run",
                        Links.born().run()));
        faults.put(
                "an import run exactly while importing",
                forging(
                        link -> link.phase() == SyncPhase.IMPORTING,
                        "run",
                        Links.polling().run()));
        faults.put(
                "no working run while suspended",
                forging(SyncLink::suspended, "run", Links.importing().run()));
        faults.put(
                "a suspended link changes its status only by a person or a severance", (link, trigger, policy, now) -> {
                    boolean autoRetries = trigger instanceof Fact.AutoRetryDue && link.suspended();
                    SyncLink seen = autoRetries ? of(link).suspended(false).build() : link;
                    Decision decision = REAL.decide(seen, trigger, policy, now);
                    return autoRetries
                            ? changed(decision, next -> of(next).suspended(true).build())
                            : decision;
                });
        faults.put(
                "DISCONNECTED only if the bound connection is severed",
                (link, trigger, policy, now) -> REAL.decide(
                        link, trigger instanceof Fact.CredentialSevered ? severing(link) : trigger, policy, now));
        faults.put(
                "a person sees DISCONNECTED exactly while the bound connection is severed",
                (link, trigger, policy, now) -> {
                    boolean earlier = trigger instanceof Fact.CredentialSevered severed
                            && severed.integration().equals(link.binding().integration());
                    return REAL.decide(link, earlier ? severing(link) : trigger, policy, now);
                });
        faults.put("out of DISCONNECTED only by ReconnectRequested", (link, trigger, policy, now) -> {
            boolean retried = trigger instanceof UserRequest.RetryRequested && link.phase() == SyncPhase.DISCONNECTED;
            Trigger seen = retried
                    ? new UserRequest.ReconnectRequested(Links.PERSON, link.binding(), Optional.empty(), true, false)
                    : trigger;
            return REAL.decide(link, seen, policy, now);
        });
        faults.put("a late report changes nothing", (link, trigger, policy, now) -> {
            Trigger seen = trigger instanceof WorkerReport.PageApplied page
                    ? new WorkerReport.PageApplied(
                            page.run(), link.bookkeeping().fence(), page.after(), page.remote())
                    : trigger;
            return REAL.decide(link, seen, policy, now);
        });
        faults.put(TWICE, movingAnyway(UserRequest.SuspendRequested.class, SyncLink::suspended));
        faults.put(
                "no request shortens the provider's wait",
                (link, trigger, policy, now) -> trigger instanceof UserRequest.RetryRequested && waitsForProvider(link)
                        ? moved(
                                of(link).version(link.version() + 1)
                                        .run(link.run().orElseThrow().toBuilder()
                                                .due(now)
                                                .build())
                                        .build(),
                                trigger,
                                now)
                        : REAL.decide(link, trigger, policy, now));
        faults.put(
                "no run starts before it is due",
                (link, trigger, policy, now) -> REAL.decide(
                        link, trigger, policy, trigger instanceof WorkerReport.RunStarted ? latest(link, now) : now));
        faults.put(
                "a signalled change is never forgotten",
                ignoring(
                        Fact.ChangeSignalled.class,
                        link -> link.run().filter(SyncRun::isWorking).isPresent()));
        faults.put(
                "a wanted resync is never forgotten",
                after(
                        WorkerReport.RunYielded.class,
                        link -> true,
                        link -> of(link, kept -> kept.pendingWork(PendingWork.NOTHING))));
        faults.put(
                "a live link without a run has a next poll while its provider delivers",
                after(
                        WorkerReport.RunCompleted.class,
                        link -> true,
                        link -> of(link, kept -> kept.polls(PollSchedule.NONE))));
        faults.put("due() always announces a move", ignoring(Fact.PollDue.class, link -> true));
        faults.put(
                "a link to which something is owed is due, one that waits for a person is not",
                forging(link -> link.phase() == SyncPhase.LIVE, "due", Optional.empty()));
        faults.put(
                "only ResumeRequested lifts a suspension",
                after(
                        UserRequest.ReconnectRequested.class,
                        SyncLink::suspended,
                        link -> of(link).suspended(false).build()));
        faults.put(
                "nobody fails because a run was never started",
                (link, trigger, policy, now) -> trigger instanceof WorkerReport.RunLost
                                && link.phase() == SyncPhase.IMPORTING
                                && isWaiting(link)
                        ? moved(failed(link, now), trigger, now)
                        : REAL.decide(link, trigger, policy, now));
        faults.put(
                "automatic recovery grows to daily",
                after(
                        Fact.AutoRetryDue.class,
                        link -> true,
                        link -> of(link).incident(link.incident().map(BrokenLawsTest::withoutRecoveries))
                                .build()));
        faults.put(
                "what time may mend is never left to a person alone",
                after(
                        WorkerReport.RunFailed.class,
                        link -> link.incident()
                                .filter(open -> open.failedRuns() > 2)
                                .isPresent(),
                        BrokenLawsTest::leftAlone));
        faults.put(
                "a sign of life of its integration makes a link that recovers by itself due soon, and no other link",
                ignoring(Fact.IntegrationProven.class, link -> link.phase() == SyncPhase.SYNC_FAILED));
        faults.put(
                "an automatic recovery without a new page has one attempt",
                (link, trigger, policy, now) -> REAL.decide(
                        trigger instanceof WorkerReport.RunFailed
                                        && link.run()
                                                .filter(SyncRun::isRecovery)
                                                .isPresent()
                                ? of(link).run(link.run().orElseThrow().toBuilder()
                                                .progressedAt(now)
                                                .build())
                                        .build()
                                : link,
                        trigger,
                        policy,
                        now));
        faults.put(
                "the recovery advised is never refused and never ignored",
                (link, trigger, policy, now) ->
                        trigger instanceof UserRequest.RetryRequested && link.phase() == SyncPhase.SYNC_FAILED
                                ? new Decision.Refused(link, "not now", RecoveryAction.WAIT)
                                : REAL.decide(link, trigger, policy, now));
        faults.put(
                "after what is advised comes what was announced",
                ignoring(UserRequest.ResumeRequested.class, link -> link.phase() == SyncPhase.SYNC_FAILED));
        faults.put(
                "what a page offers is taken, as the engine asks it",
                ignoring(UserRequest.ReconnectRequested.class, link -> link.phase() == SyncPhase.LIVE));
        faults.put("an accepted request does what it promises", (link, trigger, policy, now) -> {
            boolean onHold = trigger instanceof UserRequest.RetryRequested && link.suspended();
            SyncLink seen = onHold ? of(link).suspended(false).build() : link;
            Decision decision = REAL.decide(seen, trigger, policy, now);
            return onHold ? changed(decision, next -> of(next).suspended(true).build()) : decision;
        });
        faults.put(
                "attempts never pass the budget",
                (link, trigger, policy, now) -> REAL.decide(link, trigger, generous(), now));
        faults.put(
                "the version grows by exactly one per move",
                after(
                        WorkerReport.PageApplied.class,
                        link -> true,
                        link -> of(link).version(link.version() + 1).build()));
        faults.put(
                "the fence only grows, and leaving a worker raises it",
                after(
                        WorkerReport.RunYielded.class,
                        link -> true,
                        link -> of(link, kept -> kept.fence(link.bookkeeping().fence() - 1))));
        faults.put("replaying the history gives what a person sees", (link, trigger, policy, now) -> {
            Decision decision = REAL.decide(link, trigger, policy, now);
            return decision instanceof Decision.Moved moved && trigger instanceof UserRequest.SuspendRequested
                    ? new Decision.Moved(moved.next(), moved.trigger(), now, moved.reason(), Optional.empty())
                    : decision;
        });
        faults.put("replaying the journal gives the stored link", (link, trigger, policy, now) -> {
            Decision decision = REAL.decide(link, trigger, policy, now);
            return decision instanceof Decision.Moved moved && trigger instanceof WorkerReport.RunFailed
                    ? new Decision.Moved(
                            moved.next(), moved.trigger(), now.plusSeconds(1), moved.reason(), moved.record())
                    : decision;
        });
        faults.put(
                "every cell answers with a reason",
                (link, trigger, policy, now) ->
                        trigger instanceof Fact.PollDue && link.phase() == SyncPhase.DISCONNECTED
                                ? new Decision.Ignored(link, " ")
                                : REAL.decide(link, trigger, policy, now));
        faults.put(
                "what a completed run sets lies ahead",
                after(
                        WorkerReport.RunCompleted.class,
                        link -> link.bookkeeping().absences().remembered().isPresent(),
                        BrokenLawsTest::scanningWhenTheyWentMissing));
        faults.put(
                "a run that begins does what is due",
                after(
                        Fact.ChangeSignalled.class,
                        link -> link.run()
                                .filter(run -> run.kind() == SyncRun.Kind.RESYNC && run.id() == link.version())
                                .isPresent(),
                        link -> of(link).run(link.run().orElseThrow().toBuilder()
                                        .kind(SyncRun.Kind.CATCH_UP)
                                        .build())
                                .build()));
        faults.put(
                "after Resync a full scan is next, unless a hold, a worker or the provider's wait is in its way",
                ignoring(
                        UserRequest.ResyncRequested.class,
                        link -> link.bookkeeping().pendingWork().resyncWanted()));
        faults.put(
                "what is on is polled, and what is over or cancelled is looked at for ever",
                after(
                        WorkerReport.RunCompleted.class,
                        BrokenLawsTest::isCancelled,
                        link -> of(link, kept -> kept.polls(PollSchedule.NONE))));
        faults.put(
                "a look touches nothing but what is known of the remote side and when it is read",
                after(
                        Fact.RemoteSeen.class,
                        link -> true,
                        link -> of(link).provenAt(Optional.empty()).build()));
        faults.put(
                "what is said to have changed itself is looked at, whatever run is on meanwhile",
                ignoring(Fact.RemoteSignalled.class, link -> link.run().isPresent()));
        faults.put(
                "attendees read by their ids move neither watermark, poll, full scan nor look, and prove nothing",
                (link, trigger, policy, now) -> REAL.decide(
                        link,
                        trigger instanceof WorkerReport.RunCompleted done
                                ? new WorkerReport.RunCompleted(done.run(), done.fence(), asOfAList(done.report()))
                                : trigger,
                        policy,
                        now));
        faults.put(
                "who is signalled while everything is read is read by id, or after it",
                after(
                        WorkerReport.PageApplied.class,
                        link -> link.phase() == SyncPhase.LIVE,
                        link -> of(link).run(link.run().orElseThrow().toBuilder()
                                        .hints(Optional.empty())
                                        .build())
                                .build()));
        faults.put(
                "what is seen to be on again is read at once",
                ignoring(Fact.RemoteSeen.class, BrokenLawsTest::isCancelled));
        faults.put(
                "a first list that is short is read again in time, until that is enough",
                after(
                        WorkerReport.RunCompleted.class,
                        link -> link.phase() == SyncPhase.IMPORTING,
                        link -> of(link).run(link.run().orElseThrow().toBuilder()
                                        .attempt(2)
                                        .build())
                                .build()));
        faults.put(
                "what the provider asked to wait is no time of the run",
                after(
                        WorkerReport.RunYielded.class,
                        BrokenLawsTest::waitsForProvider,
                        link -> of(link).run(link.run().orElseThrow().toBuilder()
                                        .askedToWait(Duration.ZERO)
                                        .build())
                                .build()));
        faults.put(
                "an automatic recovery goes on where the run broke off, whatever else begins begins anew",
                after(
                        Fact.AutoRetryDue.class,
                        link -> true,
                        link -> of(link).run(link.run().orElseThrow().toBuilder()
                                        .checkpoint(Optional.empty())
                                        .build())
                                .build()));
        faults.put(
                "nobody is removed unless two full scans at least the settling time apart, or a person's word and one,"
                        + " missed them",
                (link, trigger, policy, now) -> REAL.decide(
                        trigger instanceof WorkerReport.RemovalsBegun ? longMissing(link) : link,
                        trigger,
                        policy,
                        now));
        faults.put(
                "a keep that was accepted is never broken",
                after(
                        UserRequest.KeepAttendees.class,
                        link -> true,
                        link -> withAbsences(link, known -> known.kept(Optional.empty()))));
        faults.put("an answer touches no other question than the one it names", (link, trigger, policy, now) -> {
            boolean asked = link.bookkeeping().absences().question().isPresent();
            return trigger instanceof UserRequest.ApplyRemovals && asked
                    ? REAL.decide(link, naming(link), policy, now) instanceof Decision.Moved moved
                            ? moved(moved.next(), trigger, now)
                            : REAL.decide(link, trigger, policy, now)
                    : REAL.decide(link, trigger, policy, now);
        });
        faults.put(
                "a question is asked by a full scan after the settling time, and by nothing else",
                after(
                        WorkerReport.RunCompleted.class,
                        link -> link.bookkeeping().absences().remembered().isPresent(),
                        BrokenLawsTest::askingAtOnce));
        faults.put(
                "who is missing, asked about or kept is known on, whatever fails, waits or is reconnected",
                after(
                        WorkerReport.RunFailed.class,
                        link -> true,
                        link -> of(link, kept -> kept.absences(Absences.NONE))));
        faults.put(
                "a person's word rides on a full scan, and ends with its connection",
                after(
                        UserRequest.ApplyRemovals.class,
                        link -> true,
                        link -> of(link).run(Optional.empty()).build()));
        return faults;
    }

    private static SyncLink longMissing(SyncLink link) {
        return withAbsences(
                link,
                known -> known.remembered(link.bookkeeping()
                        .absences()
                        .remembered()
                        .map(since -> new MissingSince(
                                since.scan(), Instant.EPOCH, since.goodScans(), since.missing(), since.present()))));
    }

    private static SyncLink askingAtOnce(SyncLink link) {
        MissingSince since = link.bookkeeping().absences().remembered().orElseThrow();
        return withAbsences(
                link,
                known -> known.question(new RemovalQuestion(
                        since.scan(), since.missing(), since.present(), since.endedAt(), Optional.empty())));
    }

    private static Trigger naming(SyncLink link) {
        RemovalQuestion asked = link.bookkeeping().absences().question().orElseThrow();
        return new UserRequest.ApplyRemovals(Links.PERSON, asked.scan(), asked.count());
    }

    private static SyncLink scanningWhenTheyWentMissing(SyncLink link) {
        Instant since = link.bookkeeping().absences().remembered().orElseThrow().endedAt();
        PollSchedule polls = link.bookkeeping().polls();
        return of(
                link,
                kept -> kept.polls(
                        new PollSchedule(polls.pollAt(), Optional.of(since), polls.recheck(), polls.lookAt())));
    }

    private static SyncLink withAbsences(SyncLink link, UnaryOperator<Absences.Builder> edit) {
        Absences known = link.bookkeeping().absences();
        return of(link, kept -> kept.absences(edit.apply(known.toBuilder()).build()));
    }

    private static RunResult asOfAList(RunResult report) {
        return RunResult.builder().from(report).named(false).build();
    }

    private static Decider ignoring(Class<? extends Trigger> kind, Predicate<SyncLink> where) {
        return (link, trigger, policy, now) -> kind.isInstance(trigger) && where.test(link)
                ? new Decision.Ignored(link, "not now")
                : REAL.decide(link, trigger, policy, now);
    }

    private static Decider movingAnyway(Class<? extends Trigger> kind, Predicate<SyncLink> where) {
        return (link, trigger, policy, now) -> kind.isInstance(trigger) && where.test(link)
                ? moved(of(link).version(link.version() + 1).build(), trigger, now)
                : REAL.decide(link, trigger, policy, now);
    }

    private static Decider after(
            Class<? extends Trigger> kind, Predicate<SyncLink> where, UnaryOperator<SyncLink> fault) {
        return (link, trigger, policy, now) -> {
            Decision decision = REAL.decide(link, trigger, policy, now);
            return kind.isInstance(trigger) && where.test(decision.link()) ? changed(decision, fault) : decision;
        };
    }

    private static Decider forging(Predicate<SyncLink> where, String part, Object lie) {
        return (link, trigger, policy, now) -> {
            Decision decision = REAL.decide(link, trigger, policy, now);
            return where.test(decision.link()) ? changed(decision, next -> Forged.link(next, part, lie)) : decision;
        };
    }

    private static Decision changed(Decision decision, UnaryOperator<SyncLink> fault) {
        return decision instanceof Decision.Moved moved
                ? new Decision.Moved(
                        fault.apply(moved.next()), moved.trigger(), moved.at(), moved.reason(), moved.record())
                : decision;
    }

    private static Decision moved(SyncLink next, Trigger trigger, Instant now) {
        return new Decision.Moved(next, Optional.of(trigger), now, "because", Optional.empty());
    }

    private static SyncLink of(SyncLink link, Consumer<LinkBookkeeping.Builder> edit) {
        return link.toBuilder(edit).build();
    }

    private static SyncLink.Builder of(SyncLink link) {
        return link.toBuilder();
    }

    private static Trigger severing(SyncLink link) {
        return new Fact.CredentialSevered(
                link.binding().integration(), link.binding().connection());
    }

    private static boolean waitsForProvider(SyncLink link) {
        return link.run()
                .filter(run -> !run.isWorking() && run.waitsFor() == SyncRun.Wait.PROVIDER_ASKED)
                .isPresent();
    }

    private static boolean isCancelled(SyncLink link) {
        return link.remote().filter(facts -> facts.subject().cancelled()).isPresent();
    }

    private static boolean isWaiting(SyncLink link) {
        return link.run().filter(run -> !run.isWorking()).isPresent();
    }

    private static Instant latest(SyncLink link, Instant now) {
        return link.run().map(SyncRun::due).filter(now::isBefore).orElse(now);
    }

    private static SyncLink failed(SyncLink link, Instant now) {
        SyncFailure failure =
                Links.failure(link, FailureKind.LOST, Optional.empty()).failure();
        return of(link).phase(link.importedAt().isPresent() ? SyncPhase.SYNC_FAILED : SyncPhase.IMPORT_FAILED)
                .since(now)
                .run(Optional.empty())
                .incident(Incident.opened(failure))
                .version(link.version() + 1)
                .build();
    }

    private static Incident withoutRecoveries(Incident incident) {
        return incident.toBuilder().autoRetriesUsed(0).build();
    }

    private static SyncLink leftAlone(SyncLink link) {
        return of(link).incident(link.incident().orElseThrow().toBuilder()
                        .autoRetryAt(Optional.empty())
                        .build())
                .build();
    }

    private static SyncPolicy generous() {
        return SyncPolicy.builder()
                .retry(RetryPolicy.builder().maxAttempts(4).maxFailures(4).build())
                .autoRetry(AutoRetryPolicy.builder()
                        .quick(List.of(Duration.ofHours(1)))
                        .build())
                .build();
    }
}
