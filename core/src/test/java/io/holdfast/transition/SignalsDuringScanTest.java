package io.holdfast.transition;

import static io.holdfast.transition.Links.NOW;
import static io.holdfast.transition.Links.POLICY;
import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.model.AttendeeId;
import io.holdfast.model.ConsistencyRecheck;
import io.holdfast.model.Cursor;
import io.holdfast.model.FailureKind;
import io.holdfast.model.Hints;
import io.holdfast.model.SyncLink;
import io.holdfast.model.SyncRun;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a full scan takes over of what is signalled while it reads, and what it leaves for the run after it. */
final class SignalsDuringScanTest {
    private static final AttendeeId EVA = AttendeeId.of("a1");
    private static final AttendeeId NOOR = AttendeeId.of("a2");

    @Test
    void whoIsSignalledBeforeItBeginsIsReadBeforeItsFirstPageAndNotAgain() {
        SyncLink waiting = Links.moved(Links.live(), new UserRequest.ResyncRequested(Links.PERSON), NOW);

        SyncLink told = signalled(waiting, EVA);
        SyncLink begun = page(Links.claimed(told), 1);

        assertThat(hints(told)).contains(Hints.of(Set.of(EVA)));
        assertThat(decided(told, new Fact.ChangeSignalled(Hints.of(Set.of(EVA)))))
                .isInstanceOf(Decision.Ignored.class);
        assertThat(decided(told, new Fact.ChangeSignalled(Hints.ALL))).isInstanceOf(Decision.Ignored.class);
        assertThat(hints(begun)).isEmpty();
    }

    @Test
    void whoIsSignalledMeanwhileIsTakenOverByThePageAndGivenUpByTheOneAfterItsRead() {
        SyncLink taken = page(signalled(page(scanning(), 1), EVA), 2);
        SyncLink read = page(taken, 3, EVA);

        assertThat(hints(taken)).contains(Hints.of(Set.of(EVA)));
        assertThat(change(taken)).isEmpty();
        assertThat(taken.bookkeeping().polls())
                .isEqualTo(scanning().bookkeeping().polls());
        assertThat(hints(read)).isEmpty();
        assertThat(recheck(read))
                .contains(new ConsistencyRecheck(NOW.plus(POLICY.consistencyRecheck()), Hints.of(Set.of(EVA))));
    }

    @Test
    void whoIsSignalledAgainBetweenAReadAndItsReportIsReadOnceMore() {
        SyncLink taken = page(signalled(page(scanning(), 1), EVA), 2);

        SyncLink again = page(signalled(taken, EVA), 3, EVA);

        assertThat(hints(again)).contains(Hints.of(Set.of(EVA)));
    }

    @Test
    void whoIsNotReadStaysAndIsReadAfterTheScanWithWhoWasSignalledLast() {
        SyncLink last = page(signalled(page(signalled(page(scanning(), 1), EVA), 2), NOOR), 3);

        SyncRun next = completed(signalled(last, AttendeeId.of("a3")));

        assertThat(next.kind()).isEqualTo(SyncRun.Kind.CATCH_UP);
        assertThat(next.urgency()).isEqualTo(SyncRun.Urgency.SIGNAL);
        assertThat(next.hints()).contains(Hints.of(Set.of(EVA, NOOR, AttendeeId.of("a3"))));
    }

    @Test
    void allChangesWaitForItsEndAndTakeWithThemWhomItHasNotRead() {
        SyncLink taken = page(signalled(page(scanning(), 1), EVA), 2);

        SyncLink all = page(Links.moved(taken, new Fact.ChangeSignalled(Hints.ALL), NOW), 3);

        assertThat(hints(all)).isEmpty();
        assertThat(change(all)).contains(Hints.ALL);
    }

    @Test
    void whomItHasTakenOverIsKeptThroughAFailureAndReadByWhoeverGoesOn() {
        SyncLink taken = page(signalled(page(scanning(), 1), EVA), 2);
        SyncLink failed = Links.failed(taken, FailureKind.UNREACHABLE);

        assertThat(hints(Links.claimed(failed, failed.run().orElseThrow().due())))
                .contains(Hints.of(Set.of(EVA)));
    }

    @Test
    void theFullScanThatAPersonWantsAfterAPollReadsThemFirstUnlessAllIsMeant() {
        SyncLink wanted = Links.moved(
                signalled(page(Links.polling(), 1), EVA), new UserRequest.ResyncRequested(Links.PERSON), NOW);
        SyncLink all = Links.moved(wanted, new Fact.ChangeSignalled(Hints.ALL), NOW);

        SyncRun next = completed(wanted);

        assertThat(next.kind()).isEqualTo(SyncRun.Kind.RESYNC);
        assertThat(next.hints()).contains(Hints.of(Set.of(EVA)));
        assertThat(completed(all).kind()).isEqualTo(SyncRun.Kind.RESYNC);
        assertThat(completed(all).hints()).isEmpty();
    }

    @Test
    void aReadOfChangesTakesOverNobody() {
        SyncLink polling = page(Links.polling(), 1);

        SyncLink told = page(signalled(polling, EVA), 2);

        assertThat(hints(told)).isEqualTo(hints(polling));
        assertThat(change(told)).contains(Hints.of(Set.of(EVA)));
    }

    private static SyncLink scanning() {
        return Links.claimed(Links.moved(Links.live(), new UserRequest.ResyncRequested(Links.PERSON), NOW));
    }

    private static SyncRun completed(SyncLink link) {
        return Links.moved(
                        link,
                        Links.completion(link, Links.report(Links.checkpoint(link, 3, NOW, Optional.empty()))),
                        NOW)
                .run()
                .orElseThrow();
    }

    private static SyncLink signalled(SyncLink link, AttendeeId who) {
        return Links.moved(link, new Fact.ChangeSignalled(Hints.of(Set.of(who))), NOW);
    }

    private static SyncLink page(SyncLink link, long page, AttendeeId... named) {
        Set<AttendeeId> read = Set.of(named);
        return Links.moved(
                link,
                new WorkerReport.PageApplied(
                        link.run().orElseThrow().id(),
                        link.bookkeeping().fence(),
                        Links.checkpoint(link, page, NOW, Optional.of(Cursor.of("page-" + (page + 1)))),
                        Optional.of(Links.facts()),
                        read,
                        read.isEmpty() ? Optional.empty() : Optional.of(Hints.of(read))),
                NOW);
    }

    private static Decision decided(SyncLink link, Trigger trigger) {
        return SyncStateMachine.decide(link, trigger, POLICY, NOW);
    }

    private static Optional<Hints> hints(SyncLink link) {
        return link.run().flatMap(SyncRun::hints);
    }

    private static Optional<Hints> change(SyncLink link) {
        return link.bookkeeping().pendingWork().change();
    }

    private static Optional<ConsistencyRecheck> recheck(SyncLink link) {
        return link.bookkeeping().polls().recheck();
    }
}
