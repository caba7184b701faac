package io.holdfast.transition;

import static io.holdfast.transition.Links.NOW;
import static io.holdfast.transition.Links.POLICY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.model.Absences;
import io.holdfast.model.AttendeeId;
import io.holdfast.model.Checkpoint;
import io.holdfast.model.ConsistencyRecheck;
import io.holdfast.model.Cursor;
import io.holdfast.model.Hints;
import io.holdfast.model.LastRun;
import io.holdfast.model.MissingSince;
import io.holdfast.model.PollSchedule;
import io.holdfast.model.ReadMode;
import io.holdfast.model.Rejected;
import io.holdfast.model.SyncLink;
import io.holdfast.model.SyncPhase;
import io.holdfast.model.SyncRun;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Reads that go well: pages, completion, removals that are held back, and what is read a second time. */
final class ReadsTest {
    private static final Hints EVA = Hints.of(Set.of(AttendeeId.of("a1")));
    private static final Instant POLL = NOW.plus(POLICY.pollInterval());

    @Nested
    class APage {
        @Test
        void isAppliedWithItsCheckpointAndWhatItSawOfTheRemote() {
            SyncLink applied = Links.pageApplied(Links.importing(), 3, NOW);

            assertThat(applied.run().orElseThrow().furthest()).isEqualTo(3);
            assertThat(applied.run()
                            .orElseThrow()
                            .checkpoint()
                            .orElseThrow()
                            .guard()
                            .pages())
                    .isEqualTo(3);
            assertThat(applied.remote()).contains(Links.facts());
            assertThat(applied.bookkeeping().fence())
                    .isEqualTo(Links.importing().bookkeeping().fence());
        }

        @Test
        void thatSawNothingOfTheRemoteLeavesWhatWasKnown() {
            SyncLink before = Links.withPage();

            SyncLink after = Links.moved(
                    before,
                    new WorkerReport.PageApplied(
                            1,
                            before.bookkeeping().fence(),
                            Links.checkpoint(before, 2, NOW, Optional.of(Cursor.of("page-3"))),
                            Optional.empty()),
                    NOW);

            assertThat(after.remote()).contains(Links.facts());
            assertThat(after.run().orElseThrow().furthest()).isEqualTo(2);
        }

        @Test
        void ofAnEarlierPlaceLeavesTheFurthestWhereItWas() {
            SyncLink further = Links.pageApplied(Links.importing(), 3, NOW);

            assertThat(Links.pageApplied(further, 1, NOW).run().orElseThrow().furthest())
                    .isEqualTo(3);
        }

        @Test
        void ofAnotherRunIsLate() {
            SyncLink working = Links.withPage();

            assertThat(decide(
                                    working,
                                    new WorkerReport.PageApplied(
                                            2,
                                            working.bookkeeping().fence(),
                                            Links.checkpoint(working, 2, NOW, Optional.empty()),
                                            Optional.empty()),
                                    NOW)
                            .reason())
                    .startsWith("late");
        }
    }

    @Nested
    class ACompletedRead {
        @Test
        void isWrittenDownWithItsTimesItsTallyAndItsRejectedRows() {
            SyncLink polling = Links.polling();
            Checkpoint last = Links.checkpoint(polling, 2, POLL, Optional.empty());
            Rejected rejected = Rejected.of(AttendeeId.of("a9"), "no-name", "it has no name");

            SyncLink live = Links.moved(
                    polling,
                    new WorkerReport.RunCompleted(
                            polling.run().orElseThrow().id(),
                            polling.bookkeeping().fence(),
                            RunResult.builder().last(last).addSample(rejected).build()),
                    POLL.plusSeconds(3));

            LastRun run = live.lastRun().orElseThrow();
            assertThat(run.kind()).isEqualTo(SyncRun.Kind.CATCH_UP);
            assertThat(run.startedAt()).isEqualTo(POLL);
            assertThat(run.endedAt()).isEqualTo(POLL.plusSeconds(3));
            assertThat(run.tally()).isEqualTo(last.tally());
            assertThat(run.sample()).containsExactly(rejected);
            assertThat(run.failure()).isEmpty();
            assertThat(live.importedAt()).contains(NOW);
            assertThat(live.provenAt()).contains(POLL);
            assertThat(live.since()).isEqualTo(NOW);
            assertThat(live.bookkeeping().fence()).isEqualTo(live.version());
        }

        @Test
        void leavesNoRunWhereNothingWasRemembered() {
            assertThat(Links.live().run()).isEmpty();
            assertThat(Links.live().phase()).isEqualTo(SyncPhase.LIVE);
        }
    }

    @Nested
    class MissingAttendees {
        private final Instant look = NOW.plus(POLICY.absence().secondLook());
        private final Instant settled = NOW.plus(POLICY.absence().settling());

        @Test
        void bringTheNextFullScansForwardByTenMinutesAndToTheSettlingTime() {
            SyncLink live = missing(Links.importing(), NOW);
            SyncLink again = missing(scanning(live, look), look);
            MissingSince since = live.bookkeeping().absences().remembered().orElseThrow();

            assertThat(since.endedAt()).isEqualTo(NOW);
            assertThat(since.missing()).isEqualTo(3);
            assertThat(live.bookkeeping().polls().fullScanAt()).contains(look);
            assertThat(live.bookkeeping().polls().pollAt()).contains(POLL);
            assertThat(again.bookkeeping().absences().remembered().orElseThrow().scan())
                    .isEqualTo(since.scan());
            assertThat(again.bookkeeping().polls().fullScanAt()).contains(settled);
        }

        @Test
        void surviveAReadOfChangesAndEndWithAFullScanThatSeesThem() {
            SyncLink live = missing(Links.importing(), NOW);
            SyncLink polling = Links.claimed(Links.moved(live, new Fact.PollDue(), POLL), POLL);
            SyncLink polled = completed(polling, ReadMode.changesSince(NOW), POLL, Optional.empty(), Optional.empty());
            SyncLink scanning = scanning(polled, look);
            SyncLink scanned = completed(scanning, ReadMode.FULL, look, Optional.of(found(0, 0)), Optional.empty());

            assertThat(polled.bookkeeping().absences())
                    .isEqualTo(live.bookkeeping().absences());
            assertThat(polled.bookkeeping().polls().fullScanAt()).contains(look);
            assertThat(scanning.run().orElseThrow().kind()).isEqualTo(SyncRun.Kind.RESYNC);
            assertThat(scanning.run().orElseThrow().urgency()).isEqualTo(SyncRun.Urgency.ROUTINE);
            assertThat(scanned.bookkeeping().absences()).isEqualTo(Absences.NONE);
            assertThat(scanned.bookkeeping().polls().fullScanAt()).contains(look.plus(POLICY.fullScanInterval()));
        }

        @Test
        void areCountedByAFullScanAlone() {
            Checkpoint changes = Links.checkpoint(Links.importing(), 1, NOW, Optional.empty()).toBuilder()
                    .read(ReadMode.changesSince(NOW))
                    .build();

            assertThatThrownBy(() -> RunResult.builder()
                            .last(changes)
                            .findings(found(3, 0))
                            .build())
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("expected somebody to be missed by a full scan but run " + changes.scan()
                            + " read changes only; what it did not see may well be there");
            assertThat(RunResult.builder().last(changes).build().findings()).isEmpty();
        }

        private SyncLink scanning(SyncLink live, Instant at) {
            return Links.claimed(Links.moved(live, new Fact.PollDue(), at), at);
        }

        private SyncLink missing(SyncLink working, Instant now) {
            long since = working.bookkeeping().absences().remembered().isPresent() ? 3 : 0;
            return completed(working, ReadMode.FULL, now, Optional.of(found(3, since)), Optional.empty());
        }

        private ScanFindings found(long missed, long sinceRemembered) {
            return new ScanFindings(90, missed, sinceRemembered, 0, 0, 0, false);
        }

        @Test
        void areReportedOnceTheReadHasEnded() {
            Checkpoint goesOn = Links.checkpoint(Links.importing(), 1, NOW, Optional.of(Cursor.of("page-2")));

            assertThatThrownBy(() -> RunResult.builder().last(goesOn).build())
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("expected a checkpoint with nothing left to read but full scan " + goesOn.scan()
                            + " goes on; apply its next page instead");
        }
    }

    @Nested
    class ARecheck {
        private final Instant due = NOW.plus(POLICY.consistencyRecheck());
        private final SyncLink live =
                completed(Links.importing(), ReadMode.FULL, NOW, Optional.empty(), Optional.of(EVA));

        @Test
        void isOwedAMinuteAfterTheReadThatAskedForIt() {
            assertThat(live.bookkeeping().polls().recheck()).contains(new ConsistencyRecheck(due, EVA));
            assertThat(live.due()).contains(due);
            assertThat(SyncStateMachine.announced(live)).contains(new Fact.PollDue());
        }

        @Test
        void readsTheNamedAloneUntilThePollIsDueAsWell() {
            SyncRun early = Links.moved(live, new Fact.PollDue(), due).run().orElseThrow();
            SyncRun late = Links.moved(live, new Fact.PollDue(), POLL).run().orElseThrow();

            assertThat(early.kind()).isEqualTo(SyncRun.Kind.CATCH_UP);
            assertThat(early.urgency()).isEqualTo(SyncRun.Urgency.ROUTINE);
            assertThat(early.hints()).contains(EVA);
            assertThat(early.due()).isEqualTo(due);
            assertThat(late.hints()).contains(Hints.ALL);
        }

        @Test
        void isDoneByTheReadThatItLedTo() {
            SyncLink polling = Links.claimed(Links.moved(live, new Fact.PollDue(), due), due);

            SyncLink done = completed(polling, ReadMode.changesSince(NOW), due, Optional.empty(), Optional.empty());

            assertThat(done.bookkeeping().polls().recheck()).isEmpty();
            assertThat(done.bookkeeping().polls())
                    .isEqualTo(new PollSchedule(
                            Optional.of(due.plus(POLICY.pollInterval())),
                            Optional.of(NOW.plus(POLICY.fullScanInterval())),
                            Optional.empty(),
                            live.bookkeeping().polls().lookAt()));
        }

        @Test
        void isNotPolledWhileARunIsOn() {
            SyncLink waiting = Links.moved(live, new Fact.PollDue(), due);

            assertThat(decide(waiting, new Fact.PollDue(), due)).isInstanceOf(Decision.Ignored.class);
            assertThat(SyncStateMachine.announced(waiting)).isEmpty();
        }
    }

    @Nested
    class ASignal {
        @Test
        void duringAWaitingFullScanIsReadByIt() {
            SyncLink scanning = Links.moved(Links.live(), new UserRequest.ResyncRequested(Links.PERSON), NOW);

            assertThat(decide(scanning, new Fact.ChangeSignalled(Hints.ALL), NOW)
                            .reason())
                    .isEqualTo("the waiting full scan will read everything");
            assertThat(decide(scanning, new Fact.ChangeSignalled(EVA), NOW).reason())
                    .isEqualTo("the waiting full scan reads those before its first page");
        }

        @Test
        void thatTheWaitingCatchUpKnowsChangesNothingAndANewOneIsUrgent() {
            SyncLink waiting = Links.moved(Links.live(), new Fact.ChangeSignalled(EVA), NOW.plusSeconds(1));

            assertThat(waiting.run().orElseThrow().urgency()).isEqualTo(SyncRun.Urgency.SIGNAL);
            assertThat(waiting.run().orElseThrow().due()).isEqualTo(NOW.plusSeconds(1));
            assertThat(decide(waiting, new Fact.ChangeSignalled(EVA), NOW).reason())
                    .isEqualTo("the waiting catch-up will read it");
        }
    }

    @Nested
    class WhatIsDueAtABoundary {
        private final Hints noor = Hints.of(Set.of(AttendeeId.of("a2")));

        @Test
        void isNotPutOffByASignalDuringEveryCatchUp() {
            Instant scanAt = NOW.plus(POLICY.fullScanInterval());
            SyncLink polling = Links.claimed(Links.moved(Links.live(), new Fact.PollDue(), POLL), POLL);
            SyncLink told = Links.moved(polling, new Fact.ChangeSignalled(EVA), scanAt);

            SyncRun next = completed(told, ReadMode.changesSince(NOW), scanAt, Optional.empty(), Optional.empty())
                    .run()
                    .orElseThrow();

            assertThat(next.kind()).isEqualTo(SyncRun.Kind.RESYNC);
            assertThat(next.urgency()).isEqualTo(SyncRun.Urgency.SIGNAL);
            assertThat(next.hints()).contains(EVA);
        }

        @Test
        void goesBeforeTheSignalThatComesBeforeItsPoll() {
            Instant scanAt = NOW.plus(POLICY.fullScanInterval());
            SyncLink live = completed(Links.importing(), ReadMode.FULL, NOW, Optional.empty(), Optional.of(noor));
            Instant recheckAt = NOW.plus(POLICY.consistencyRecheck());

            assertThat(signalled(live, recheckAt.minusMillis(1)).hints()).contains(EVA);
            assertThat(signalled(live, recheckAt).hints())
                    .contains(Hints.of(Set.of(AttendeeId.of("a1"), AttendeeId.of("a2"))));
            assertThat(signalled(live, POLL).hints()).contains(Hints.ALL);
            assertThat(signalled(live, POLL).kind()).isEqualTo(SyncRun.Kind.CATCH_UP);
            assertThat(signalled(live, scanAt).kind()).isEqualTo(SyncRun.Kind.RESYNC);
        }

        @Test
        void goesBeforeWhatAPersonResumes() {
            Instant scanAt = NOW.plus(POLICY.fullScanInterval());
            SyncLink held = Links.suspended(Links.live());

            SyncRun next = Links.moved(held, new UserRequest.ResumeRequested(Links.PERSON), scanAt)
                    .run()
                    .orElseThrow();

            assertThat(next.kind()).isEqualTo(SyncRun.Kind.RESYNC);
            assertThat(next.urgency()).isEqualTo(SyncRun.Urgency.PERSON);
        }

        private SyncRun signalled(SyncLink live, Instant at) {
            return Links.moved(live, new Fact.ChangeSignalled(EVA), at).run().orElseThrow();
        }
    }

    private static SyncLink completed(
            SyncLink working, ReadMode read, Instant now, Optional<ScanFindings> found, Optional<Hints> again) {
        Checkpoint last = Links.checkpoint(working, 1, now, Optional.empty()).toBuilder()
                .read(read)
                .build();
        SyncLink applied = Links.moved(
                working,
                new WorkerReport.PageApplied(
                        working.run().orElseThrow().id(),
                        working.bookkeeping().fence(),
                        last,
                        Optional.of(Links.facts())),
                now);
        RunResult report =
                RunResult.builder().last(last).findings(found).recheck(again).build();
        return Links.moved(
                applied,
                new WorkerReport.RunCompleted(
                        working.run().orElseThrow().id(), working.bookkeeping().fence(), report),
                now);
    }

    private static Decision decide(SyncLink link, Trigger trigger, Instant now) {
        return SyncStateMachine.decide(link, trigger, POLICY, now);
    }
}
