package io.holdfast.transition;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.model.Absences;
import io.holdfast.model.Account;
import io.holdfast.model.Actor;
import io.holdfast.model.AttendeeId;
import io.holdfast.model.Checkpoint;
import io.holdfast.model.Cursor;
import io.holdfast.model.FailureKind;
import io.holdfast.model.Feed;
import io.holdfast.model.Hints;
import io.holdfast.model.Incident;
import io.holdfast.model.Integration;
import io.holdfast.model.IntegrationBookkeeping;
import io.holdfast.model.PollSchedule;
import io.holdfast.model.ReconnectObstacle;
import io.holdfast.model.RecoveryAction;
import io.holdfast.model.RemoteFacts;
import io.holdfast.model.RemoteSubject;
import io.holdfast.model.SecretRef;
import io.holdfast.model.SyncFailure;
import io.holdfast.model.SyncLink;
import io.holdfast.model.SyncPhase;
import io.holdfast.model.SyncRun;
import io.holdfast.model.SyncStatus;
import io.holdfast.model.Tally;
import io.holdfast.policy.AutoRetryPolicy;
import io.holdfast.policy.RetryPolicy;
import io.holdfast.policy.SyncPolicy;
import io.holdfast.recovery.Explanation;
import io.holdfast.recovery.RecoveryRules;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.PropertyDefaults;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.state.Action;
import net.jqwik.api.state.ActionChain;
import net.jqwik.api.state.Transformer;
import net.jqwik.api.statistics.Statistics;

/** What holds for every link, whatever happened to it before, in any order and at any time. */
@PropertyDefaults(tries = 100)
class LifeCycleLaws {
    private static final SyncPolicy POLICY = SyncPolicy.builder()
            .retry(RetryPolicy.builder().maxAttempts(3).maxFailures(6).build())
            .autoRetry(AutoRetryPolicy.builder()
                    .quick(List.of(Duration.ofMinutes(15), Duration.ofHours(1)))
                    .build())
            .build();

    /** One thing that happens, some time after the one before. */
    record Step(String name, Duration after, BiFunction<SyncLink, Instant, Trigger> trigger) {
        @Override
        public String toString() {
            return name + " after " + after;
        }
    }

    /** A link as its steps made it, with every decision on the way, the birth first. */
    record Story(SyncLink link, Instant now, List<Told> told) {
        static Story begun() {
            return new Story(Links.born(), Links.NOW, List.of());
        }

        Story then(Step step) {
            Instant at = now.plus(step.after());
            Trigger trigger = step.trigger().apply(link, at);
            Decision decision = SyncStateMachine.decide(link, trigger, POLICY, at);
            List<Told> all = new ArrayList<>(told);
            all.add(new Told(link, trigger, decision, at));
            return new Story(decision.link(), at, all);
        }

        Decision decide(Step step) {
            return then(step).told().get(told.size()).decision();
        }

        List<Decision.Moved> moves() {
            return told.stream()
                    .map(Told::decision)
                    .filter(Decision.Moved.class::isInstance)
                    .map(Decision.Moved.class::cast)
                    .toList();
        }

        Set<SyncPhase> phases() {
            Set<SyncPhase> phases = EnumSet.of(SyncPhase.IMPORTING);
            told.forEach(one -> phases.add(one.after().phase()));
            return phases;
        }
    }

    /** One decision of a story. */
    record Told(SyncLink before, Trigger trigger, Decision decision, Instant at) {
        SyncLink after() {
            return decision.link();
        }

        boolean is(Class<? extends Trigger> kind) {
            return kind.isInstance(trigger);
        }
    }

    @Property(tries = 1_000)
    void storiesPassThroughEveryPhase(@ForAll("stories") ActionChain<Story> chain) {
        Story story = chain.run();

        Statistics.label("phases passed").collect(story.phases().size()).coverage(passed -> {
            passed.check(5).percentage(share -> share > 3);
            passed.check(4).percentage(share -> share > 15);
        });
        for (SyncPhase phase : SyncPhase.values()) {
            Statistics.label("passes " + phase)
                    .collect(story.phases().contains(phase))
                    .coverage(passes -> passes.check(true).percentage(share -> share > 20));
        }
        Statistics.label("on hold")
                .collect(story.link().suspended())
                .coverage(ends -> ends.check(true).percentage(share -> share > 5));
    }

    @Property
    void everyTriggerIsDecidedWithAReason(@ForAll("stories") ActionChain<Story> chain) {
        each(chain, told -> !told.decision().reason().isBlank());
    }

    @Property
    void oneStatusPerLink(@ForAll("stories") ActionChain<Story> chain) {
        SyncLink link = chain.run().link();

        assertThat(link.status()).isEqualTo(link.phase().status());
    }

    @Property
    void aMoveGrowsTheVersionByOneAndTheFenceNeverFalls(@ForAll("stories") ActionChain<Story> chain) {
        each(
                chain,
                told -> told.decision() instanceof Decision.Moved
                        ? told.after().version() == told.before().version() + 1
                                && told.after().bookkeeping().fence()
                                        >= told.before().bookkeeping().fence()
                        : told.after().equals(told.before()));
    }

    @Property
    void whateverLeavesItsWorkerRaisesTheFence(@ForAll("stories") ActionChain<Story> chain) {
        each(
                chain,
                told -> !isWorking(told.before())
                        || isWorking(told.after())
                        || told.after().bookkeeping().fence() == told.after().version());
    }

    @Property
    void activeComesOnlyByACompletedRun(@ForAll("stories") ActionChain<Story> chain) {
        each(chain, told -> !entered(told, SyncPhase.LIVE) || told.is(WorkerReport.RunCompleted.class));
    }

    @Property
    void disconnectedComesOnlyByASeveranceAndGoesOnlyByReconnect(@ForAll("stories") ActionChain<Story> chain) {
        each(chain, told -> !entered(told, SyncPhase.DISCONNECTED) || told.is(Fact.CredentialSevered.class));
        each(chain, told -> !left(told, SyncPhase.DISCONNECTED) || told.is(UserRequest.ReconnectRequested.class));
    }

    @Property
    void aPersonSeesDisconnectedAsSoonAsTheConnectionIsSevered(@ForAll("stories") ActionChain<Story> chain) {
        Story story = chain.run();
        SyncLink.Binding bound = story.link().binding();

        assertThat(explained(story, integration(bound, Integration.Status.DISCONNECTED))
                        .status())
                .isEqualTo(SyncStatus.DISCONNECTED);
        assertThat(explained(story, integration(bound, Integration.Status.CONNECTED))
                        .status())
                .isEqualTo(story.link().status());
    }

    @Property
    void onlyAResumeLiftsAHoldAndOnlyAPersonOrASeveranceChangesItsStatus(@ForAll("stories") ActionChain<Story> chain) {
        each(
                chain,
                told -> !told.before().suspended()
                        || told.after().suspended()
                        || told.is(UserRequest.ResumeRequested.class));
        each(
                chain,
                told -> !told.before().suspended()
                        || told.after().status() == told.before().status()
                        || told.is(UserRequest.class)
                        || told.is(Fact.CredentialSevered.class));
    }

    @Property
    void whatACompletedRunSetsLiesAhead(@ForAll("stories") ActionChain<Story> chain) {
        each(chain, told -> {
            Instant earliest = told.at().plus(POLICY.rest());
            PollSchedule polls = told.after().bookkeeping().polls();
            return !(told.decision() instanceof Decision.Moved)
                    || !told.is(WorkerReport.RunCompleted.class)
                    || Stream.of(polls.pollAt(), polls.fullScanAt())
                            .flatMap(Optional::stream)
                            .noneMatch(earliest::isAfter);
        });
    }

    @Property
    void nobodyFailsButAtWork(@ForAll("stories") ActionChain<Story> chain) {
        each(
                chain,
                told -> !(entered(told, SyncPhase.IMPORT_FAILED) || entered(told, SyncPhase.SYNC_FAILED))
                        || isWorking(told.before()));
    }

    @Property
    void aWishASignalOrASeveranceAppliedTwiceIsIgnoredTheSecondTime(
            @ForAll("stories") ActionChain<Story> chain, @ForAll("requestsAndFacts") Step twice) {
        Story story = chain.run();
        Trigger trigger = twice.trigger().apply(story.link(), story.now());
        SyncLink once = SyncStateMachine.decide(story.link(), trigger, POLICY, story.now())
                .link();

        assertThat(SyncStateMachine.decide(once, trigger, POLICY, story.now())).isNotInstanceOf(Decision.Moved.class);
    }

    @Property
    void aReportOfAnEarlierClaimChangesNothing(
            @ForAll("stories") ActionChain<Story> chain, @ForAll("reports") Step late) {
        Story story = chain.run();
        Trigger stale = late.trigger().apply(Links.importing(), story.now());
        boolean isLate = stale instanceof WorkerReport.Fenced fenced
                && (fenced.fence() != story.link().bookkeeping().fence()
                        || story.link()
                                .run()
                                .filter(run -> run.id() == fenced.run())
                                .isEmpty());

        if (isLate) {
            assertThat(SyncStateMachine.decide(story.link(), stale, POLICY, story.now()))
                    .isInstanceOf(Decision.Ignored.class);
        }
    }

    @Property
    void noRequestShortensTheProvidersWait(
            @ForAll("stories") ActionChain<Story> chain, @ForAll("requests") Step request) {
        Story story = chain.run();
        Optional<Instant> asked = story.link()
                .run()
                .filter(run -> !run.isWorking() && run.waitsFor() == SyncRun.Wait.PROVIDER_ASKED)
                .map(SyncRun::due)
                .filter(due -> due.isAfter(story.now()));
        SyncLink wanted = story.then(new Step(request.name(), Duration.ZERO, request.trigger()))
                .link();

        if (asked.isPresent() && wanted.binding().equals(story.link().binding())) {
            assertThat(wanted.run().orElseThrow().due()).isEqualTo(asked.get());
        }
    }

    @Property
    void noRunStartsBeforeItIsDue(@ForAll("stories") ActionChain<Story> chain) {
        each(
                chain,
                told -> !told.is(WorkerReport.RunStarted.class)
                        || !(told.decision() instanceof Decision.Moved)
                        || !told.before().run().orElseThrow().due().isAfter(told.at()));
    }

    @Property
    void dueAlwaysAnnouncesAMove(@ForAll("stories") ActionChain<Story> chain) {
        SyncLink link = chain.run().link();
        if (link.due().isPresent()) {
            Instant then = link.due().get();
            Trigger announced = SyncStateMachine.announced(link)
                    .orElseGet(() ->
                            new WorkerReport.RunStarted(link.run().orElseThrow().id(), "another"));
            assertThat(SyncStateMachine.decide(link, announced, POLICY, then)).isInstanceOf(Decision.Moved.class);
            Instant before = then.minusNanos(1);
            boolean setBack = link.decidedAt().isAfter(before.plus(POLICY.decidedAheadAtMost()));
            if (!(announced instanceof WorkerReport.RunLost) && !setBack) {
                assertThat(SyncStateMachine.decide(link, announced, POLICY, before))
                        .isInstanceOf(Decision.Ignored.class);
            }
        }
    }

    @Property
    void whatAMoveSetsLiesBetweenNowAndWhatThePolicyCouldSetAndSaysWhenItWasDecided(
            @ForAll("stories") ActionChain<Story> chain) {
        SyncLink link = chain.run().link();

        assertThat(SoundTimes.after(link, POLICY, link.decidedAt())).isSameAs(link);
        assertThat(SoundTimes.before(link, POLICY, link.decidedAt())).isSameAs(link);
    }

    @Property
    void whatAClockThatWasAheadSetComesWithinReachAndDecidesTheSameAgain(
            @ForAll("stories") ActionChain<Story> chain, @ForAll @IntRange(min = 1, max = 34_560_000) int ahead) {
        SyncLink link = chain.run().link();
        Instant now = link.decidedAt().minusSeconds(ahead);

        SyncLink sound = SoundTimes.before(link, POLICY, now);

        assertThat(SoundTimes.before(sound, POLICY, now)).isEqualTo(sound);
        Duration longest = Stream.of(
                        POLICY.longestWait(SyncRun.Wait.NOW),
                        POLICY.longestWait(SyncRun.Wait.BACK_OFF),
                        POLICY.longestWait(SyncRun.Wait.PROVIDER_ASKED),
                        POLICY.longestUntilFullScan(),
                        POLICY.autoRetry().atLast().multipliedBy(6).dividedBy(5),
                        POLICY.pollIntervalAfterEnd(),
                        POLICY.looks().intervalAtRest())
                .max(Duration::compareTo)
                .orElseThrow();
        assertThat(sound.due().filter(due -> due.isAfter(now.plus(longest)))).isEmpty();
        assertThat(sound.due().isPresent() || link.due().isEmpty()).isTrue();
        SyncStateMachine.corrected(link, POLICY, now)
                .ifPresent(moved -> assertThat(moved.next().decidedAt()).isEqualTo(now));
    }

    @Property
    void aLinkThatOwesNothingIsNotDueAndALiveOneAlwaysIs(@ForAll("stories") ActionChain<Story> chain) {
        SyncLink link = chain.run().link();
        boolean autoRetries = link.incident().flatMap(Incident::autoRetryAt).isPresent();
        boolean owed = !link.suspended()
                && (link.phase() == SyncPhase.LIVE || link.phase() == SyncPhase.IMPORTING || autoRetries);

        assertThat(link.due().isPresent()).isEqualTo(owed);
    }

    @Property
    void attemptsAndFailuresNeverPassTheirBudget(@ForAll("stories") ActionChain<Story> chain) {
        SyncLink link = chain.run().link();
        link.run().ifPresent(run -> {
            assertThat(run.attempt()).isLessThanOrEqualTo(POLICY.retry().maxAttempts());
            assertThat(run.failures()).isLessThan(POLICY.retry().maxFailures());
        });
    }

    @Property
    void theRecoveryAdvisedIsTaken(@ForAll("stories") ActionChain<Story> chain) {
        Story story = chain.run();
        Integration bound = integration(story.link().binding(), Integration.Status.CONNECTED);
        RecoveryAction advised = explained(story, bound).advice().action();

        Optional<UserRequest> request = switch (advised) {
            case RETRY -> Optional.of(new UserRequest.RetryRequested(Actor.HOST));
            case RESUME -> Optional.of(new UserRequest.ResumeRequested(Actor.HOST));
            case RECONNECT -> Optional.of(reconnect(story.link(), true));
            case NONE, WAIT, MOVE, RECONNECT_INTEGRATION, CONTACT_SUPPORT -> Optional.empty();
        };

        request.ifPresent(pressed -> assertThat(SyncStateMachine.decide(story.link(), pressed, POLICY, story.now()))
                .isInstanceOf(Decision.Moved.class));
    }

    @Property
    void everyLinkCanBecomeActiveAgain(@ForAll("stories") ActionChain<Story> chain) {
        Story story = chain.run();
        SyncLink link = story.link();
        if (link.suspended()) {
            link = decided(link, new UserRequest.ResumeRequested(Actor.HOST), story.now());
        }
        if (link.phase() == SyncPhase.DISCONNECTED) {
            link = decided(link, reconnect(link, true), story.now());
        }
        if (link.phase() == SyncPhase.IMPORT_FAILED || link.phase() == SyncPhase.SYNC_FAILED) {
            link = decided(link, new UserRequest.RetryRequested(Actor.HOST), story.now());
        }
        if (link.phase() == SyncPhase.IMPORTING) {
            SyncLink importing = link;
            Instant due = importing.due().filter(story.now()::isBefore).orElse(story.now());
            SyncLink claimed = isWorking(importing)
                    ? importing
                    : decided(importing, new WorkerReport.RunStarted(run(importing), "owner"), due);
            link = decided(
                    claimed,
                    new WorkerReport.RunCompleted(
                            run(claimed), claimed.bookkeeping().fence(), Links.report(checkpoint(claimed, due, true))),
                    due);
        }

        assertThat(link.status()).isEqualTo(SyncStatus.ACTIVE);
    }

    @Property
    void theHistoryReplaysToWhatAPersonSees(@ForAll("stories") ActionChain<Story> chain) {
        Story story = chain.run();
        List<TransitionRecord> records =
                new ArrayList<>(List.of(Links.birth().record().orElseThrow()));
        story.moves().forEach(move -> move.record().ifPresent(records::add));

        assertThat(Replay.history(records)).isEqualTo(VisibleState.of(story.link()));
    }

    @Property
    void theJournalReplaysToTheStoredLink(@ForAll("stories") ActionChain<Story> chain) {
        Story story = chain.run();
        List<Decision.Moved> journal = new ArrayList<>(List.of(Links.birth()));
        journal.addAll(story.moves());

        assertThat(Replay.journal(journal, POLICY)).isEqualTo(story.link());
    }

    @Property
    void aSignalledChangeIsNeverForgotten(@ForAll("stories") ActionChain<Story> chain) {
        Story story = chain.run();
        Hints eva = Hints.of(Set.of(AttendeeId.of("eva")));
        SyncLink link = decided(story.link(), new Fact.ChangeSignalled(eva), story.now());

        boolean willRead = link.bookkeeping().pendingWork().change().isPresent()
                || link.run().filter(run -> !run.hasBegun()).isPresent();
        boolean recoveryReads = link.run().isEmpty() && link.phase() != SyncPhase.LIVE;
        assertThat(willRead || recoveryReads).isTrue();
    }

    @Property
    void aWantedResyncIsNeverForgotten(@ForAll("stories") ActionChain<Story> chain) {
        Story story = chain.run();
        Decision decision =
                SyncStateMachine.decide(story.link(), new UserRequest.ResyncRequested(Actor.HOST), POLICY, story.now());
        SyncLink link = decision.link();

        assertThat(decision instanceof Decision.Refused
                        || link.bookkeeping().pendingWork().resyncWanted()
                        || link.run()
                                .filter(run -> run.kind() != SyncRun.Kind.CATCH_UP)
                                .isPresent())
                .isTrue();
    }

    @Provide
    Arbitrary<ActionChain<Story>> stories() {
        Action.Independent<Story> anything =
                () -> steps().map(step -> Transformer.transform(step.toString(), story -> story.then(step)));
        return ActionChain.startWith(Story::begun).withAction(anything).withMaxTransformations(150);
    }

    /** Claims and completions come more often than the rest, so that stories get somewhere. */
    @Provide
    Arbitrary<Step> steps() {
        return Arbitraries.frequencyOf(
                Tuple.of(
                        8,
                        one("claim", (link, now) -> new WorkerReport.RunStarted(run(link), "owner-" + link.version()))),
                Tuple.of(2, one("complete", LifeCycleLaws::completed)),
                Tuple.of(4, failures()),
                Tuple.of(4, reports()),
                Tuple.of(
                        2,
                        one(
                                "what is due",
                                (link, now) -> SyncStateMachine.announced(link).orElse(new Fact.PollDue()))),
                Tuple.of(4, requestsAndFacts()));
    }

    @Provide
    Arbitrary<Step> reports() {
        return Arbitraries.oneOf(List.of(
                one(
                        "page",
                        (link, now) -> new WorkerReport.PageApplied(
                                run(link),
                                link.bookkeeping().fence(),
                                checkpoint(link, now, false),
                                Optional.of(Links.facts()))),
                one(
                        "renew",
                        (link, now) -> new WorkerReport.LeaseRenewed(
                                run(link), link.bookkeeping().fence())),
                one("complete", LifeCycleLaws::completed),
                one("complete, to read again", LifeCycleLaws::completedForNow),
                one("complete after a long read", LifeCycleLaws::completedLate),
                one("complete, shorter than stated", LifeCycleLaws::completedShort),
                one(
                        "yield",
                        (link, now) -> new WorkerReport.RunYielded(
                                run(link), link.bookkeeping().fence(), now, SyncRun.Wait.NOW)),
                one(
                        "lost",
                        (link, now) -> new WorkerReport.RunLost(
                                run(link),
                                link.bookkeeping().fence(),
                                link.run()
                                        .map(SyncRun::nextInstant)
                                        .filter(until -> now.getEpochSecond() % 5 > 0)
                                        .orElse(now))),
                failures()));
    }

    @Provide
    Arbitrary<Step> requests() {
        return Arbitraries.oneOf(List.of(
                one("retry", (link, now) -> new UserRequest.RetryRequested(Actor.HOST)),
                one("retry among many", (link, now) -> new UserRequest.RetryRequested(Actor.HOST, true)),
                one("resync", (link, now) -> new UserRequest.ResyncRequested(Actor.HOST)),
                one("suspend", (link, now) -> new UserRequest.SuspendRequested(Actor.HOST)),
                one("resume", (link, now) -> new UserRequest.ResumeRequested(Actor.HOST)),
                one("resume", (link, now) -> new UserRequest.ResumeRequested(Actor.HOST)),
                one("reconnect", (link, now) -> reconnect(link, link.phase() == SyncPhase.DISCONNECTED)),
                one(
                        "reconnect to another account",
                        (link, now) -> new UserRequest.ReconnectRequested(
                                Actor.HOST,
                                link.binding(),
                                Optional.of(ReconnectObstacle.OTHER_ACCOUNT),
                                false,
                                false))));
    }

    @Provide
    Arbitrary<Step> requestsAndFacts() {
        return Arbitraries.oneOf(List.of(
                requests(),
                one(
                        "sign of life",
                        (link, now) -> new Fact.IntegrationProven(link.binding().integration())),
                one("its turn passes", (link, now) -> new Fact.AutoRetryDue(true)),
                one("a look is due", (link, now) -> new Fact.LookDue()),
                one("said to have changed itself", (link, now) -> new Fact.RemoteSignalled()),
                one("seen", (link, now) -> new Fact.RemoteSeen(seen(now, false))),
                one("seen cancelled", (link, now) -> new Fact.RemoteSeen(seen(now, true))),
                one("signal all", (link, now) -> new Fact.ChangeSignalled(Hints.ALL)),
                one("signal one", (link, now) -> new Fact.ChangeSignalled(Hints.of(Set.of(AttendeeId.of("a1"))))),
                one(
                        "sever",
                        (link, now) -> new Fact.CredentialSevered(
                                link.binding().integration(), link.binding().connection())),
                one(
                        "sever an earlier one",
                        (link, now) -> new Fact.CredentialSevered(
                                link.binding().integration(), link.binding().connection() - 1))));
    }

    private static Arbitrary<Step> failures() {
        return Arbitraries.of(FailureKind.class)
                .flatMap(kind -> one(
                        "fail " + kind,
                        (link, now) -> new WorkerReport.RunFailed(
                                run(link),
                                link.bookkeeping().fence(),
                                SyncFailure.of(kind, "HF-1", "expected this, found that", now),
                                Optional.of(Duration.ofMinutes(10)),
                                Optional.empty())));
    }

    private static Arbitrary<Step> one(String name, BiFunction<SyncLink, Instant, Trigger> trigger) {
        Arbitrary<Duration> pauses = Arbitraries.of(
                Duration.ZERO,
                Duration.ofSeconds(1),
                Duration.ofSeconds(61),
                Duration.ofMinutes(11),
                Duration.ofHours(7));
        return Combinators.combine(Arbitraries.just(name), pauses).as((n, pause) -> new Step(n, pause, trigger));
    }

    private static void each(ActionChain<Story> chain, Predicate<Told> law) {
        assertThat(chain.run().told()).allMatch(law);
    }

    private static boolean entered(Told told, SyncPhase phase) {
        return told.before().phase() != phase && told.after().phase() == phase;
    }

    private static boolean left(Told told, SyncPhase phase) {
        return told.before().phase() == phase && told.after().phase() != phase;
    }

    private static boolean isWorking(SyncLink link) {
        return link.run().filter(SyncRun::isWorking).isPresent();
    }

    private static SyncLink decided(SyncLink link, Trigger trigger, Instant now) {
        return SyncStateMachine.decide(link, trigger, POLICY, now).link();
    }

    private static UserRequest reconnect(SyncLink link, boolean severed) {
        SyncLink.Binding again = new SyncLink.Binding(
                link.binding().integration(), link.binding().connection() + 1);
        return new UserRequest.ReconnectRequested(Actor.HOST, again, Optional.empty(), severed, false);
    }

    private static Explanation explained(Story story, Integration bound) {
        return RecoveryRules.explain(story.link(), List.of(bound), POLICY, story.now());
    }

    private static Integration integration(SyncLink.Binding bound, Integration.Status status) {
        return Integration.builder()
                .bookkeeping(IntegrationBookkeeping.builder()
                        .credentialVersion(1)
                        .credential(SecretRef.of("slot"))
                        .build())
                .id(bound.integration())
                .workspace(Links.born().key().workspace())
                .provider(Links.born().key().provider())
                .account(new Account("account", "label"))
                .status(status)
                .connection(bound.connection())
                .connectedAt(Links.NOW)
                .version(1)
                .build();
    }

    private static Trigger completed(SyncLink link, Instant now) {
        return new WorkerReport.RunCompleted(
                run(link), link.bookkeeping().fence(), Links.report(checkpoint(link, now, true)));
    }

    /** A full scan that missed somebody. */
    private static Trigger completedForNow(SyncLink link, Instant now) {
        RunResult report = RunResult.builder()
                .last(checkpoint(link, now, true))
                .findings(found(link))
                .recheck(Hints.ALL)
                .build();
        return new WorkerReport.RunCompleted(run(link), link.bookkeeping().fence(), report);
    }

    /** A full scan that brought fewer rows than stated. */
    private static Trigger completedShort(SyncLink link, Instant now) {
        Checkpoint.Builder last = checkpoint(link, now, true).toBuilder();
        last.tally(Tally.builder().added(3).expected(5).build());
        return new WorkerReport.RunCompleted(run(link), link.bookkeeping().fence(), Links.report(last.build()));
    }

    /** A read of days that proved nothing of those whom an earlier one missed. */
    private static Trigger completedLate(SyncLink link, Instant now) {
        Checkpoint.Builder last = checkpoint(link, now, true).toBuilder();
        last.begunAt(now.minus(Duration.ofDays(2)));
        RunResult report =
                RunResult.builder().last(last.build()).findings(found(link)).build();
        return new WorkerReport.RunCompleted(run(link), link.bookkeeping().fence(), report);
    }

    /** More than few, those whom an earlier one missed among them. */
    private static ScanFindings found(SyncLink link) {
        Absences known = link.bookkeeping().absences();
        return new ScanFindings(
                2,
                2,
                known.remembered().isPresent() ? 2 : 0,
                known.question().isPresent() ? 2 : 0,
                known.kept().isPresent() ? 1 : 0,
                known.keptFrom(),
                false);
    }

    private static RemoteFacts seen(Instant now, boolean cancelled) {
        RemoteSubject.Builder told = RemoteSubject.builder();
        return new RemoteFacts(
                told.from(Links.facts().subject()).cancelled(cancelled).build(), Feed.POLL, now);
    }

    private static long run(SyncLink link) {
        return link.run().map(SyncRun::id).orElse(link.version());
    }

    private static Checkpoint checkpoint(SyncLink link, Instant now, boolean last) {
        long page = link.run()
                        .flatMap(SyncRun::checkpoint)
                        .map(at -> at.guard().pages())
                        .orElse(0L)
                + 1;
        return Links.checkpoint(link, page, now, last ? Optional.empty() : Optional.of(Cursor.of("next")));
    }
}
