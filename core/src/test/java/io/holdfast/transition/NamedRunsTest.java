package io.holdfast.transition;

import static io.holdfast.transition.Links.NOW;
import static io.holdfast.transition.Links.POLICY;
import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.model.Absences;
import io.holdfast.model.AttendeeId;
import io.holdfast.model.ConsistencyRecheck;
import io.holdfast.model.Hints;
import io.holdfast.model.Lease;
import io.holdfast.model.LinkBookkeeping;
import io.holdfast.model.MissingSince;
import io.holdfast.model.PollSchedule;
import io.holdfast.model.SyncLink;
import io.holdfast.model.SyncRun;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Runs that a worker begins with its claim, and those that read some attendees by their ids. */
final class NamedRunsTest {
    private static final Instant POLL = NOW.plus(POLICY.pollInterval());
    private static final Instant SOON = NOW.plusSeconds(60);
    private static final Hints EVA = Hints.of(Set.of(AttendeeId.of("a1")));
    private static final Hints NOOR = Hints.of(Set.of(AttendeeId.of("a2")));
    private static final Hints BOTH = Hints.of(Set.of(AttendeeId.of("a1"), AttendeeId.of("a2")));

    @Nested
    class APollThatAWorkerTellsOf {
        @Test
        void isClaimedWithTheMoveThatBeginsIt() {
            SyncLink claimed = Links.moved(Links.live(), new Fact.PollDue(Optional.of("mine")), POLL);
            SyncRun run = claimed.run().orElseThrow();

            assertThat(run.kind()).isEqualTo(SyncRun.Kind.CATCH_UP);
            assertThat(run.hints()).contains(Hints.ALL);
            assertThat(run.lease()).contains(new Lease("mine", POLL.plus(POLICY.leaseDuration())));
            assertThat(run.startedAt()).contains(POLL);
            assertThat(run.isWorking()).isTrue();
            assertThat(run.id()).isEqualTo(claimed.version());
            assertThat(claimed.bookkeeping().fence()).isEqualTo(claimed.version());
        }

        @Test
        void isClaimedWhereEverythingIsReadAsWell() {
            Instant scan = NOW.plus(POLICY.fullScanInterval());

            SyncLink claimed = Links.moved(Links.live(), new Fact.PollDue(Optional.of("mine")), scan);

            assertThat(claimed.run().orElseThrow().kind()).isEqualTo(SyncRun.Kind.RESYNC);
            assertThat(claimed.run().orElseThrow().lease())
                    .contains(new Lease("mine", scan.plus(POLICY.leaseDuration())));
            assertThat(claimed.bookkeeping().fence()).isEqualTo(claimed.version());
        }

        @Test
        void isNeitherClaimedNorFencedWhereNobodyIsThere() {
            SyncLink waiting = Links.moved(Links.live(), new Fact.PollDue(), POLL);

            assertThat(waiting.run().orElseThrow().lease()).isEmpty();
            assertThat(waiting.run().orElseThrow().startedAt()).isEmpty();
            assertThat(waiting.bookkeeping().fence())
                    .isEqualTo(Links.live().bookkeeping().fence());
        }
    }

    @Nested
    class WhatIsReadById {
        @Test
        void leavesWhatItSaysNothingOfAsItWas() {
            SyncLink before = told(Links.live(), EVA);

            SyncLink after = read(before, Optional.empty());

            assertThat(after.bookkeeping().polls())
                    .isEqualTo(before.bookkeeping().polls());
            assertThat(after.bookkeeping().watermarks())
                    .isEqualTo(before.bookkeeping().watermarks());
            assertThat(after.bookkeeping().promisedInterval())
                    .isEqualTo(before.bookkeeping().promisedInterval());
            assertThat(after.provenAt()).isEqualTo(before.provenAt());
            assertThat(after.run()).isEmpty();
            assertThat(after.lastRun().orElseThrow().endedAt()).isEqualTo(SOON);
        }

        @Test
        void ofAListMovesThemAll() {
            SyncLink before = told(Links.live(), EVA);

            SyncLink after = Links.moved(before, Links.completion(before, asked(before, Optional.empty())), SOON);

            assertThat(after.bookkeeping().polls().pollAt())
                    .isNotEqualTo(before.bookkeeping().polls().pollAt());
            assertThat(after.bookkeeping().watermarks())
                    .isNotEqualTo(before.bookkeeping().watermarks());
            assertThat(after.provenAt()).contains(SOON);
        }

        @Test
        void isOwedOnceMoreWhereAnswersMayLag() {
            SyncLink after = read(told(Links.live(), EVA), Optional.of(EVA));

            assertThat(recheck(after)).contains(new ConsistencyRecheck(SOON.plus(POLICY.consistencyRecheck()), EVA));
        }

        @Test
        void hasDoneARecheckOfThemThatWasDue() {
            SyncLink owing = owing(EVA, SOON);

            assertThat(recheck(read(told(owing, BOTH), Optional.empty()))).isEmpty();
        }

        @Test
        void hasDoneNoRecheckThatIsDueOnlyAfterItBegan() {
            ConsistencyRecheck owed = new ConsistencyRecheck(SOON.plusMillis(1), EVA);

            assertThat(recheck(read(told(owing(EVA, owed.at()), BOTH), Optional.empty())))
                    .contains(owed);
        }

        @Test
        void hasDoneNoRecheckOfAnybodyElseNorOfAllChanges() {
            SyncLink other = claimedOf(owing(NOOR, SOON), EVA);
            SyncLink all = claimedOf(owing(Hints.ALL, SOON), EVA);

            assertThat(recheck(read(other, Optional.empty()))).contains(new ConsistencyRecheck(SOON, NOOR));
            assertThat(recheck(read(all, Optional.empty()))).contains(new ConsistencyRecheck(SOON, Hints.ALL));
        }
    }

    @Nested
    class WhoIsNotFoundById {
        private static final Duration WINDOW = Duration.ofMinutes(10);
        private static final Duration SETTLING = POLICY.absence().settling();

        @Test
        void onceIsAskedForAgainAndNothingElse() {
            SyncLink before = told(Links.live(), EVA);

            assertThat(fullScanAt(missing(before, EVA))).isEqualTo(fullScanAt(before));
        }

        @Test
        void norByTheRecheckMakesAFullScanDueOnceNoReplicaLagsBehind() {
            SyncLink before = scanning(
                    owing(EVA, SOON), SOON.plus(POLICY.fullScanInterval()).minus(SETTLING));

            assertThat(fullScanAt(missing(told(before, BOTH), EVA))).contains(SOON.plus(WINDOW));
        }

        @Test
        void hasNoFullScanDueBeforeTheLastHasSettled() {
            SyncLink before = scanning(owing(EVA, SOON), SOON.plus(POLICY.fullScanInterval()));

            assertThat(fullScanAt(missing(told(before, BOTH), EVA))).contains(SOON.plus(SETTLING));
        }

        @Test
        void isNoneOfThoseWhomTheRecheckAskedFor() {
            SyncLink before = told(owing(EVA, SOON), BOTH);

            assertThat(fullScanAt(missing(before, NOOR))).isEqualTo(fullScanAt(before));
        }

        @Test
        void putsNoFullScanOff() {
            Instant sooner = SOON.plus(WINDOW).minusMillis(1);
            SyncLink before = told(scanning(owing(EVA, SOON), sooner), EVA);

            assertThat(fullScanAt(missing(before, EVA))).contains(sooner);
        }

        @Test
        void makesNoneDueWhereOneHasMissedSomebodyAlready() {
            Absences missed = Absences.builder()
                    .remembered(new MissingSince(1, NOW, 1, 1, 2))
                    .build();
            SyncLink before = told(
                    owing(EVA, SOON).toBuilder(kept -> kept.absences(missed)).build(), EVA);

            assertThat(fullScanAt(missing(before, EVA))).isEqualTo(fullScanAt(before));
        }

        private static SyncLink scanning(SyncLink link, Instant at) {
            PollSchedule polls = link.bookkeeping().polls();
            return link.toBuilder(kept -> kept.polls(
                            new PollSchedule(polls.pollAt(), Optional.of(at), polls.recheck(), polls.lookAt())))
                    .build();
        }

        private static Optional<Instant> fullScanAt(SyncLink link) {
            return link.bookkeeping().polls().fullScanAt();
        }

        private static SyncLink missing(SyncLink link, Hints notFound) {
            RunResult read = RunResult.builder()
                    .from(asked(link, Optional.empty()))
                    .consistencyWindow(WINDOW)
                    .build();
            return Links.moved(link, Links.completion(link, read.ofNamedAlone(notFound.named())), SOON);
        }
    }

    private static SyncLink told(SyncLink link, Hints hints) {
        return Links.claimed(Links.moved(link, new Fact.ChangeSignalled(hints), SOON), SOON);
    }

    /** As a run is that began before the recheck was due. */
    private static SyncLink claimedOf(SyncLink link, Hints hints) {
        SyncLink told = told(link, hints);
        return of(told).run(told.run().orElseThrow().toBuilder().hints(hints).build())
                .build();
    }

    private static SyncLink read(SyncLink link, Optional<Hints> again) {
        return Links.moved(link, Links.completion(link, asked(link, again).ofNamedAlone(Set.of())), SOON);
    }

    private static RunResult asked(SyncLink link, Optional<Hints> again) {
        return RunResult.builder()
                .last(Links.checkpoint(link, 1, SOON, Optional.empty()))
                .recheck(again)
                .build();
    }

    private static SyncLink owing(Hints hints, Instant at) {
        SyncLink live = Links.live();
        PollSchedule polls = live.bookkeeping().polls();
        return of(live).bookkeeping(LinkBookkeeping.builder()
                        .from(live.bookkeeping())
                        .polls(new PollSchedule(
                                polls.pollAt(),
                                polls.fullScanAt(),
                                Optional.of(new ConsistencyRecheck(at, hints)),
                                polls.lookAt()))
                        .build())
                .build();
    }

    private static SyncLink.Builder of(SyncLink link) {
        return SyncLink.builder().from(link);
    }

    private static Optional<ConsistencyRecheck> recheck(SyncLink link) {
        return link.bookkeeping().polls().recheck();
    }
}
