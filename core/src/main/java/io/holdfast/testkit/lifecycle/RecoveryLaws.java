package io.holdfast.testkit.lifecycle;

import io.holdfast.model.FailureKind;
import io.holdfast.model.Incident;
import io.holdfast.model.SyncLink;
import io.holdfast.model.SyncPhase;
import io.holdfast.model.SyncRun;
import io.holdfast.policy.AutoRetryPolicy;
import io.holdfast.transition.Fact;
import io.holdfast.transition.WorkerReport;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The laws of recovering by itself: what time can mend comes back without a press, however long it takes. */
final class RecoveryLaws {
    private RecoveryLaws() {}

    static final List<Law> ALL = List.of(
            Law.ofMoves("automatic recovery grows to daily", RecoveryLaws::growsToDaily),
            Law.ofMoves("what time may mend is never left to a person alone", RecoveryLaws::isTriedAgain),
            Law.ofDecisions(
                    "a sign of life of its integration makes a link that recovers by itself due soon, and no other link",
                    RecoveryLaws::wakes),
            Law.ofMoves("an automatic recovery without a new page has one attempt", RecoveryLaws::hasOneAttempt));

    /** How many turns an incident has until they come so rarely as they ever do. */
    static int turnsUntilAtLast(AutoRetryPolicy policy) {
        return policy.quick().size() + (int) policy.thenFor().dividedBy(policy.then());
    }

    /** Each turn counts, nothing else does, and once those that are more frequent are used the next is about a day away. */
    private static boolean growsToDaily(DecisionTaken told) {
        int before = told.before().incident().map(Incident::autoRetriesUsed).orElse(0);
        int after = told.after().incident().map(Incident::autoRetriesUsed).orElse(0);
        boolean over = told.after().incident().isEmpty() && told.is(WorkerReport.RunCompleted.class);
        boolean counts = over || after == (told.is(Fact.AutoRetryDue.class) ? before + 1 : before);
        Duration atLast = told.policy().autoRetry().atLast();
        Instant tomorrow = told.state().now().plus(atLast.minus(atLast.dividedBy(5)));
        boolean rare = after < turnsUntilAtLast(told.policy().autoRetry())
                || told.is(Fact.IntegrationProven.class)
                || turn(told.before()).equals(turn(told.after()))
                || turn(told.after()).filter(tomorrow::isAfter).isEmpty();
        return counts && rare;
    }

    private static boolean isTriedAgain(DecisionTaken told) {
        boolean rests =
                told.after().phase() == SyncPhase.IMPORT_FAILED || told.after().phase() == SyncPhase.SYNC_FAILED;
        Optional<FailureKind> last =
                told.after().incident().map(open -> open.last().kind());
        boolean mends = last.filter(kind -> kind.autoRetries(false)).isPresent()
                || (last.filter(kind -> kind.autoRetries(told.after().remote().isPresent()))
                                .isPresent()
                        && told.after().incident().orElseThrow().autoRetriesUsed()
                                < turnsUntilAtLast(told.policy().autoRetry()));
        return !rests || turn(told.after()).isPresent() == mends;
    }

    private static boolean wakes(DecisionTaken told) {
        if (!(told.trigger() instanceof Fact.IntegrationProven proven)) {
            return true;
        }
        boolean meant = told.before().binding().integration().equals(proven.integration())
                && turn(told.before()).isPresent();
        Instant soon = told.state().now().plus(told.policy().autoRetry().wokenWithin());
        return meant ? turn(told.after()).filter(soon::isBefore).isEmpty() : !told.moved();
    }

    private static boolean hasOneAttempt(DecisionTaken told) {
        boolean vain =
                told.ranBefore(run -> run.isRecovery() && run.progressedAt().isEmpty());
        boolean fails = told.trigger() instanceof WorkerReport.RunFailed report
                && report.failure().kind() == FailureKind.UNREACHABLE;
        return !vain || !fails || told.after().run().filter(SyncRun::isRecovery).isEmpty();
    }

    private static Optional<Instant> turn(SyncLink link) {
        return link.incident().flatMap(Incident::autoRetryAt);
    }
}
