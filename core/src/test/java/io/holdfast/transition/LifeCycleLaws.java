package io.holdfast.transition;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.model.Actor;
import io.holdfast.model.AttendeeId;
import io.holdfast.model.Checkpoint;
import io.holdfast.model.Cursor;
import io.holdfast.model.FailureKind;
import io.holdfast.model.Hints;
import io.holdfast.model.RecoveryAction;
import io.holdfast.model.SyncFailure;
import io.holdfast.model.SyncLink;
import io.holdfast.model.SyncPhase;
import io.holdfast.model.SyncRun;
import io.holdfast.model.SyncStatus;
import io.holdfast.policy.RetryPolicy;
import io.holdfast.policy.SyncPolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/** What holds for every link, whatever happened to it before, in any order and at any time. */
final class LifeCycleLaws {
    private static final SyncPolicy POLICY = SyncPolicy.builder()
            .retry(RetryPolicy.builder().attempts(3).failuresInAll(6).build())
            .build();

    /** One thing that happens, some time after the one before. */
    record Step(String name, Duration after, BiFunction<SyncLink, Instant, Trigger> trigger) {
        @Override
        public String toString() {
            return name + " after " + after;
        }
    }

    /** A link that came about by these steps, and all its moves. */
    record Story(SyncLink link, Instant now, List<Decision.Moved> moves) {}

    @Property
    void everyTriggerIsDecidedWithAReason(@ForAll("histories") List<Step> history, @ForAll("steps") Step next) {
        Story story = told(history);

        assertThat(decide(story, next).reason()).isNotBlank();
    }

    @Property
    void aMoveGrowsTheVersionByOneAndTheFenceNeverFalls(@ForAll("histories") List<Step> history) {
        SyncLink before = Links.born();
        for (Decision.Moved move : told(history).moves()) {
            assertThat(move.next().version()).isEqualTo(before.version() + 1);
            assertThat(move.next().fence()).isGreaterThanOrEqualTo(before.fence());
            before = move.next();
        }
    }

    @Property
    void whateverLeavesItsWorkerRaisesTheFence(@ForAll("histories") List<Step> history) {
        SyncLink before = Links.born();
        for (Decision.Moved move : told(history).moves()) {
            boolean left = before.run().filter(SyncRun::isWorking).isPresent()
                    && move.next().run().filter(SyncRun::isWorking).isEmpty();
            assertThat(!left || move.next().fence() == move.next().version()).isTrue();
            before = move.next();
        }
    }

    @Property
    void activeComesOnlyByACompletedRun(@ForAll("histories") List<Step> history) {
        SyncLink before = Links.born();
        for (Decision.Moved move : told(history).moves()) {
            boolean turnedActive =
                    before.status() != SyncStatus.ACTIVE && move.next().status() == SyncStatus.ACTIVE;
            assertThat(!turnedActive || move.trigger().orElseThrow().kind() == TriggerKind.RUN_COMPLETED)
                    .isTrue();
            before = move.next();
        }
    }

    @Property
    void aWishOrASignalAppliedTwiceIsIgnoredTheSecondTime(
            @ForAll("histories") List<Step> history, @ForAll("wishesAndFacts") Step twice) {
        Story story = told(history);
        SyncLink once = decide(story, twice).link();

        Decision again = SyncStateMachine.decide(once, twice.trigger().apply(once, story.now()), POLICY, story.now());

        assertThat(again).isNotInstanceOf(Decision.Moved.class);
    }

    @Property
    void aReportOfAnEarlierClaimChangesNothing(@ForAll("histories") List<Step> history, @ForAll("reports") Step late) {
        Story story = told(history);
        SyncLink earlier = Links.importing();
        Trigger stale = late.trigger().apply(earlier, story.now());
        boolean isStale = !(stale instanceof Report.Fenced fenced)
                || fenced.fence() != story.link().fence();

        if (isStale && stale instanceof Report.Fenced) {
            assertThat(SyncStateMachine.decide(story.link(), stale, POLICY, story.now()))
                    .isInstanceOf(Decision.Ignored.class);
        }
    }

    @Property
    void noWishShortensTheProvidersWait(@ForAll("histories") List<Step> history) {
        Story story = told(history);
        Optional<Instant> asked = story.link()
                .run()
                .filter(run -> !run.isWorking() && run.waitsFor() == SyncRun.Wait.PROVIDER_ASKED)
                .map(SyncRun::due)
                .filter(due -> due.isAfter(story.now()));

        if (asked.isPresent()) {
            SyncLink wished = SyncStateMachine.decide(story.link(), Wish.retry(Actor.HOST), POLICY, story.now())
                    .link();
            assertThat(wished.due()).isEqualTo(asked);
        }
    }

    @Property
    void dueAlwaysAnnouncesAMove(@ForAll("histories") List<Step> history) {
        SyncLink link = told(history).link();
        if (link.due().isPresent()) {
            Instant then = link.due().get();
            Trigger announced = SyncStateMachine.announced(link)
                    .orElseGet(() -> Report.started(link.run().orElseThrow().id(), "another"));
            assertThat(SyncStateMachine.decide(link, announced, POLICY, then)).isInstanceOf(Decision.Moved.class);
            assertThat(SyncStateMachine.decide(link, announced, POLICY, then.minusNanos(1)))
                    .isInstanceOf(Decision.Ignored.class);
        }
    }

    @Property
    void aFailedLinkIsDueOnlyToHealAndRetryBringsItBack(@ForAll("histories") List<Step> history) {
        Story story = told(history);
        if (story.link().phase() == SyncPhase.IMPORT_FAILED || story.link().phase() == SyncPhase.SYNC_FAILED) {
            assertThat(story.link().due())
                    .isEqualTo(story.link().trouble().orElseThrow().healAt());
            SyncLink again = SyncStateMachine.decide(story.link(), Wish.retry(Actor.HOST), POLICY, story.now())
                    .link();
            assertThat(again.status()).isEqualTo(SyncStatus.PENDING);
            assertThat(Links.completed(Links.claimed(again, story.now()), story.now())
                            .status())
                    .isEqualTo(SyncStatus.ACTIVE);
        }
    }

    @Property
    void aLiveLinkIsAlwaysLookedAtAgainOrAtWork(@ForAll("histories") List<Step> history) {
        SyncLink link = told(history).link();

        assertThat(link.phase() != SyncPhase.LIVE || link.due().isPresent()).isTrue();
    }

    @Property
    void attemptsAndFailuresNeverPassTheirBudget(@ForAll("histories") List<Step> history) {
        told(history).link().run().ifPresent(run -> {
            assertThat(run.attempt()).isLessThanOrEqualTo(POLICY.retry().attempts());
            assertThat(run.failures()).isLessThan(POLICY.retry().failuresInAll());
        });
    }

    @Property
    void theHistoryReplaysToWhatAPersonSees(@ForAll("histories") List<Step> history) {
        Story story = told(history);
        Visible seen = Visible.of(Links.born());
        for (Decision.Moved move : story.moves()) {
            if (move.record().isPresent()) {
                assertThat(move.record().get().before()).contains(seen);
                seen = move.record().get().after();
            }
        }

        assertThat(seen).isEqualTo(Visible.of(story.link()));
    }

    @Property
    void aSignalledChangeIsNeverForgotten(@ForAll("histories") List<Step> history) {
        Story story = told(history);
        Hints eva = Hints.of(Set.of(AttendeeId.of("eva")));
        SyncLink link = SyncStateMachine.decide(story.link(), Fact.changeSignalled(eva), POLICY, story.now())
                .link();

        boolean willRead = link.remembered().change().isPresent()
                || link.run().filter(run -> !run.hasBegun()).isPresent();
        boolean recoveryReads = link.run().isEmpty() && link.phase() != SyncPhase.LIVE;
        assertThat(willRead || recoveryReads).isTrue();
    }

    @Property
    void onlyADisconnectedLinkRefusesARetry(@ForAll("histories") List<Step> history) {
        Story story = told(history);

        assertThat(SyncStateMachine.decide(story.link(), Wish.retry(Actor.HOST), POLICY, story.now()))
                .isNotInstanceOf(Decision.Refused.class);
        assertThat(SyncStateMachine.decide(Links.disconnected(), Wish.retry(Actor.HOST), POLICY, story.now()))
                .isInstanceOfSatisfying(
                        Decision.Refused.class,
                        refused -> assertThat(refused.instead()).isEqualTo(RecoveryAction.RECONNECT));
    }

    @Provide
    Arbitrary<List<Step>> histories() {
        return steps().list().ofMaxSize(25);
    }

    /** Claims and pages more often than the rest, so that histories get somewhere. */
    @Provide
    Arbitrary<Step> steps() {
        return Arbitraries.frequencyOf(
                Tuple.of(4, one("claim", (link, now) -> Report.started(run(link), "owner-" + link.version()))),
                Tuple.of(4, reports()),
                Tuple.of(2, wishesAndFacts()));
    }

    @Provide
    Arbitrary<Step> reports() {
        return Arbitraries.oneOf(List.of(
                one(
                        "page",
                        (link, now) -> Report.pageApplied(
                                run(link), link.fence(), checkpoint(link, now, false), Optional.of(Links.facts()))),
                one("renew", (link, now) -> Report.leaseRenewed(run(link), link.fence())),
                one(
                        "complete",
                        (link, now) ->
                                Report.completed(run(link), link.fence(), Links.report(checkpoint(link, now, true)))),
                one("yield", (link, now) -> Report.yielded(run(link), link.fence(), now, SyncRun.Wait.NOW)),
                one("lost", (link, now) -> Report.lost(run(link), link.fence())),
                failures()));
    }

    @Provide
    Arbitrary<Step> wishesAndFacts() {
        return Arbitraries.oneOf(List.of(
                one("retry", (link, now) -> Wish.retry(Actor.HOST)),
                one("signal all", (link, now) -> Fact.changeSignalled(Hints.ALL)),
                one("signal one", (link, now) -> Fact.changeSignalled(Hints.of(Set.of(AttendeeId.of("a1"))))),
                one("look", (link, now) -> Fact.lookDue())));
    }

    private static Arbitrary<Step> failures() {
        return Arbitraries.of(FailureKind.class)
                .flatMap(kind -> one(
                        "fail " + kind,
                        (link, now) -> Report.failed(
                                run(link),
                                link.fence(),
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

    private static Story told(List<Step> history) {
        SyncLink link = Links.born();
        Instant now = Links.NOW;
        List<Decision.Moved> moves = new ArrayList<>();
        for (Step step : history) {
            now = now.plus(step.after());
            Decision decision = SyncStateMachine.decide(link, step.trigger().apply(link, now), POLICY, now);
            link = decision.link();
            if (decision instanceof Decision.Moved moved) {
                moves.add(moved);
            }
        }
        return new Story(link, now, moves);
    }

    private static Decision decide(Story story, Step next) {
        return SyncStateMachine.decide(
                story.link(), next.trigger().apply(story.link(), story.now()), POLICY, story.now());
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
