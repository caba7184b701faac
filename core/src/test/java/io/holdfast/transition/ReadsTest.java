package io.holdfast.transition;

import static io.holdfast.transition.Links.NOW;
import static io.holdfast.transition.Links.POLICY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.model.AttendeeId;
import io.holdfast.model.Checkpoint;
import io.holdfast.model.Cursor;
import io.holdfast.model.HeldBack;
import io.holdfast.model.Hints;
import io.holdfast.model.LastRun;
import io.holdfast.model.Looks;
import io.holdfast.model.Read;
import io.holdfast.model.Rejected;
import io.holdfast.model.SecondLook;
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
    private static final Instant POLL = NOW.plus(POLICY.poll());

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
            assertThat(applied.fence()).isEqualTo(Links.importing().fence());
        }

        @Test
        void thatSawNothingOfTheRemoteLeavesWhatWasKnown() {
            SyncLink before = Links.withPage();

            SyncLink after = Links.moved(
                    before,
                    Report.pageApplied(
                            1,
                            before.fence(),
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
                                    Report.pageApplied(
                                            2,
                                            working.fence(),
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
            Rejected rejected = Rejected.of("a9", "no-name", "it has no name");

            SyncLink live = Links.moved(
                    polling,
                    Report.completed(
                            polling.run().orElseThrow().id(),
                            polling.fence(),
                            RunReport.builder().last(last).addSample(rejected).build()),
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
            assertThat(live.fence()).isEqualTo(live.version());
        }

        @Test
        void leavesNoRunWhereNothingWasRemembered() {
            assertThat(Links.live().run()).isEmpty();
            assertThat(Links.live().phase()).isEqualTo(SyncPhase.LIVE);
        }
    }

    @Nested
    class RemovalsHeldBack {
        private final HeldBack held = HeldBack.of(2, 3, 9, NOW.plusSeconds(600));

        @Test
        void bringTheNextWalkForward() {
            SyncLink live = completed(Links.importing(), Read.WALK, NOW, Optional.of(held), Optional.empty());

            assertThat(live.remembered().heldBack()).contains(held);
            assertThat(live.looks().walkAt()).contains(held.until());
            assertThat(live.looks().pollAt()).contains(POLL);
        }

        @Test
        void surviveAReadOfChangesAndEndWithTheNextWalk() {
            SyncLink live = completed(Links.importing(), Read.WALK, NOW, Optional.of(held), Optional.empty());
            SyncLink polling = Links.claimed(Links.moved(live, Fact.lookDue(), POLL), POLL);
            SyncLink polled = completed(polling, Read.changesSince(NOW), POLL, Optional.empty(), Optional.empty());
            SyncLink walking = Links.claimed(Links.moved(polled, Fact.lookDue(), held.until()), held.until());
            SyncLink walked = completed(walking, Read.WALK, held.until(), Optional.empty(), Optional.empty());

            assertThat(polled.remembered().heldBack()).contains(held);
            assertThat(polled.looks().walkAt()).contains(held.until());
            assertThat(walking.run().orElseThrow().kind()).isEqualTo(SyncRun.Kind.RESYNC);
            assertThat(walking.run().orElseThrow().urgency()).isEqualTo(SyncRun.Urgency.ROUTINE);
            assertThat(walked.remembered().heldBack()).isEmpty();
            assertThat(walked.looks().walkAt()).contains(held.until().plus(POLICY.walk()));
        }

        @Test
        void areAWalksAlone() {
            Checkpoint changes = Checkpoint.builder()
                    .from(Links.checkpoint(Links.importing(), 1, NOW, Optional.empty()))
                    .read(Read.changesSince(NOW))
                    .build();

            assertThatThrownBy(() ->
                            RunReport.builder().last(changes).heldBack(held).build())
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("expected removals to be held back by a walk but run " + changes.walk()
                            + " read changes only; what it did not see may well be there");
            assertThat(RunReport.builder().last(changes).build().heldBack()).isEmpty();
        }

        @Test
        void areReportedOnceTheReadHasEnded() {
            Checkpoint goesOn = Links.checkpoint(Links.importing(), 1, NOW, Optional.of(Cursor.of("page-2")));

            assertThatThrownBy(() -> RunReport.builder().last(goesOn).build())
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("expected a checkpoint with nothing left to read but walk " + goesOn.walk()
                            + " goes on; apply its next page instead");
        }
    }

    @Nested
    class ASecondLook {
        private final Instant due = NOW.plus(POLICY.secondLook());
        private final SyncLink live = completed(Links.importing(), Read.WALK, NOW, Optional.empty(), Optional.of(EVA));

        @Test
        void isOwedAMinuteAfterTheReadThatAskedForIt() {
            assertThat(live.looks().second()).contains(SecondLook.of(due, EVA));
            assertThat(live.due()).contains(due);
            assertThat(SyncStateMachine.announced(live)).contains(Fact.lookDue());
        }

        @Test
        void readsTheNamedAloneUntilThePollIsDueAsWell() {
            SyncRun early = Links.moved(live, Fact.lookDue(), due).run().orElseThrow();
            SyncRun late = Links.moved(live, Fact.lookDue(), POLL).run().orElseThrow();

            assertThat(early.kind()).isEqualTo(SyncRun.Kind.CATCH_UP);
            assertThat(early.urgency()).isEqualTo(SyncRun.Urgency.ROUTINE);
            assertThat(early.hints()).contains(EVA);
            assertThat(early.due()).isEqualTo(due);
            assertThat(late.hints()).contains(Hints.ALL);
        }

        @Test
        void isDoneByTheReadThatItLedTo() {
            SyncLink looking = Links.claimed(Links.moved(live, Fact.lookDue(), due), due);

            SyncLink done = completed(looking, Read.changesSince(NOW), due, Optional.empty(), Optional.empty());

            assertThat(done.looks().second()).isEmpty();
            assertThat(done.looks())
                    .isEqualTo(Looks.of(Optional.of(due.plus(POLICY.poll())), Optional.of(NOW.plus(POLICY.walk()))));
        }

        @Test
        void isNotLookedAtWhileARunIsOn() {
            SyncLink waiting = Links.moved(live, Fact.lookDue(), due);

            assertThat(decide(waiting, Fact.lookDue(), due)).isInstanceOf(Decision.Ignored.class);
            assertThat(SyncStateMachine.announced(waiting)).isEmpty();
        }
    }

    @Nested
    class ASignal {
        @Test
        void duringAWaitingWalkIsReadByIt() {
            SyncLink walking = Links.moved(Links.live(), Wish.resync(Links.PERSON), NOW);

            assertThat(decide(walking, Fact.changeSignalled(EVA), NOW).reason())
                    .isEqualTo("the waiting walk will read everything");
        }

        @Test
        void thatTheWaitingCatchUpKnowsChangesNothingAndANewOneIsUrgent() {
            SyncLink waiting = Links.moved(Links.live(), Fact.changeSignalled(EVA), NOW.plusSeconds(1));

            assertThat(waiting.run().orElseThrow().urgency()).isEqualTo(SyncRun.Urgency.SIGNAL);
            assertThat(waiting.run().orElseThrow().due()).isEqualTo(NOW.plusSeconds(1));
            assertThat(decide(waiting, Fact.changeSignalled(EVA), NOW).reason())
                    .isEqualTo("the waiting catch-up will read it");
        }
    }

    private static SyncLink completed(
            SyncLink working, Read read, Instant now, Optional<HeldBack> held, Optional<Hints> again) {
        Checkpoint last = Checkpoint.builder()
                .from(Links.checkpoint(working, 1, now, Optional.empty()))
                .read(read)
                .build();
        SyncLink applied = Links.moved(
                working,
                Report.pageApplied(working.run().orElseThrow().id(), working.fence(), last, Optional.of(Links.facts())),
                now);
        RunReport report =
                RunReport.builder().last(last).heldBack(held).lookAgain(again).build();
        return Links.moved(applied, Report.completed(working.run().orElseThrow().id(), working.fence(), report), now);
    }

    private static Decision decide(SyncLink link, Trigger trigger, Instant now) {
        return SyncStateMachine.decide(link, trigger, POLICY, now);
    }
}
