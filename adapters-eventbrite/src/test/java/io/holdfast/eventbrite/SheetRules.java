package io.holdfast.eventbrite;

import io.holdfast.eventbrite.ErrorAnswer.Course;
import io.holdfast.eventbrite.ErrorAnswer.Meaning;
import io.holdfast.model.FailureKind;
import io.holdfast.model.RecoveryAction;
import io.holdfast.model.Severance;
import io.holdfast.model.SyncStatus;
import java.util.Optional;
import java.util.OptionalInt;

/** How a cell has to end, stated from the provider's sheet and the rules of the protocol, of the code nothing. */
final class SheetRules {
    /** More are not asked while a cell is watched. */
    private static final int QUESTIONS = 12;

    /** The first, and those of the questions a minute, five and fifteen minutes apart. */
    private static final int REFUSALS = 4;

    private final SeveranceCell cell;
    private final Stage stage;
    private final Meaning means;

    SheetRules(SeveranceCell cell) {
        this.cell = cell;
        stage = cell.stage();
        means = cell.told().means();
    }

    Ending ending() {
        OptionalInt severing = severingQuestion();
        if (severing.isPresent()) {
            // a first question that was answered neither way lets the run go on, so that it may be through by then
            boolean through = cell.word(0).says == Word.Says.NOTHING && isOvercome();
            return new Ending(
                    SyncStatus.DISCONNECTED,
                    stage.advice == RecoveryAction.RESUME
                            ? RecoveryAction.RESUME
                            : RecoveryAction.RECONNECT_INTEGRATION,
                    Optional.empty(),
                    Optional.of(cause(cell.word(severing.getAsInt() - 1))),
                    1,
                    through ? Stage.ALL_ROWS : stage.rows);
        }
        if (stage.isBeside()) {
            return connected(stage.meanwhile, stage.advice, stage.restsOn());
        }
        if (staysInDoubt()) {
            return connected(stage.meanwhile, stage.advice, stage.failedBefore());
        }
        if (isOvercome()) {
            return new Ending(
                    SyncStatus.ACTIVE, RecoveryAction.NONE, Optional.empty(), Optional.empty(), 0, Stage.ALL_ROWS);
        }
        if (means.course == Course.PUT_OFF) {
            return connected(stage.meanwhile, stage.advice, Optional.of(means.kind));
        }
        SyncStatus failed = stage.wasImported() ? SyncStatus.FAILED : SyncStatus.PENDING;
        return connected(failed, RecoveryAction.RETRY, Optional.of(means.kind));
    }

    private static Severance.Cause cause(Word last) {
        return last == Word.NOT_A_USERS_TOKEN ? Severance.Cause.FORBIDDEN : Severance.Cause.REFUSED;
    }

    /**
     * Which question severs, the first one being 1: that of the fourth refusal. One that is answered neither way settles nothing. A
     * word for the credential ends the suspicion, and another one begins only with a run that is told the same again.
     */
    OptionalInt severingQuestion() {
        int refusals = 0;
        for (int question = 0; means.suspect && question < QUESTIONS; question++) {
            switch (cell.word(question).says) {
                case ALIVE -> {
                    if (!isToldAgain()) {
                        return OptionalInt.empty();
                    }
                    refusals = 0;
                }
                case DEAD -> {
                    refusals++;
                    if (refusals == REFUSALS) {
                        return OptionalInt.of(question + 1);
                    }
                }
                case NOTHING -> {}
            }
        }
        return OptionalInt.empty();
    }

    /** Refused once, and then answered neither way: the runs of the account wait to know, for as long as a cell is watched. */
    private boolean staysInDoubt() {
        return means.suspect && cell.word(0).says == Word.Says.DEAD && cell.word(QUESTIONS).says == Word.Says.NOTHING;
    }

    /** At least so many questions are asked; none unless the answer is suspect. */
    int questionsAtLeast() {
        if (!means.suspect) {
            return 0;
        }
        return cell.word(0).says == Word.Says.ALIVE ? 1 : 2;
    }

    /** Whether the very first four questions sever: nothing else happens to the link in between. */
    boolean isSeveredAtOnce() {
        return severingQuestion().equals(OptionalInt.of(REFUSALS));
    }

    /** Which question was refused first of those that sever, the first one being 1. */
    int firstRefusal() {
        int question = severingQuestion().orElseThrow() - 1;
        for (int refusals = 1; refusals < REFUSALS; ) {
            question--;
            refusals += cell.word(question).says == Word.Says.DEAD ? 1 : 0;
        }
        return question + 1;
    }

    /** Whether a later call of the same run, or a later run, is answered well. */
    private boolean isOvercome() {
        if (cell.lasts()) {
            return false;
        }
        boolean pendingRemovals = means.suspect && cell.word(0).says == Word.Says.DEAD;
        return switch (means.course) {
            case TRIED_AGAIN, PUT_OFF -> true;
            case FINAL -> pendingRemovals;
            case CONFIRMED -> stage.wasSeen();
        };
    }

    private boolean isToldAgain() {
        return cell.lasts() && means.course == Course.TRIED_AGAIN;
    }

    private Ending connected(SyncStatus status, RecoveryAction advice, Optional<FailureKind> failure) {
        return new Ending(status, advice, failure, Optional.empty(), 0, stage.rows);
    }
}
