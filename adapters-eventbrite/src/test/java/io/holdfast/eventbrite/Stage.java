package io.holdfast.eventbrite;

import io.holdfast.model.FailureKind;
import io.holdfast.model.RecoveryAction;
import io.holdfast.model.SyncStatus;
import java.util.Optional;
import java.util.stream.Stream;

/** Where a link stands when the answer comes: to its own run, or to that of another event of the same account. */
enum Stage {
    DESCRIPTION(SyncStatus.PENDING, RecoveryAction.WAIT, 0),
    IN_MID_IMPORT(SyncStatus.PENDING, RecoveryAction.WAIT, 2),
    /** Its import failed before, on the second page. */
    IMPORT_RETRIED(SyncStatus.PENDING, RecoveryAction.WAIT, 2),
    LIVE(SyncStatus.ACTIVE, RecoveryAction.NONE, Stage.ALL_ROWS),
    /** It was live, and a run failed before. */
    SYNC_RETRIED(SyncStatus.PENDING, RecoveryAction.WAIT, Stage.ALL_ROWS),

    BESIDE_SUSPENDED(SyncStatus.ACTIVE, RecoveryAction.RESUME, Stage.ALL_ROWS),
    BESIDE_IMPORT_FAILED(SyncStatus.PENDING, RecoveryAction.RETRY, 2),
    BESIDE_SYNC_FAILED(SyncStatus.FAILED, RecoveryAction.RETRY, Stage.ALL_ROWS);

    static final int ALL_ROWS = 3;

    /** How a person sees it while nothing is decided. */
    final SyncStatus meanwhile;

    final RecoveryAction advice;
    /** How many attendees are there already. */
    final int rows;

    Stage(SyncStatus meanwhile, RecoveryAction advice, int rows) {
        this.meanwhile = meanwhile;
        this.advice = advice;
        this.rows = rows;
    }

    static Stream<Stage> ofItsOwnRun() {
        return Stream.of(values()).filter(stage -> !stage.isBeside());
    }

    boolean isBeside() {
        return this == BESIDE_SUSPENDED || this == BESIDE_IMPORT_FAILED || this == BESIDE_SYNC_FAILED;
    }

    boolean wasSeen() {
        return this != DESCRIPTION;
    }

    boolean wasImported() {
        return rows == ALL_ROWS;
    }

    /** What it failed with before, if it rests on that. */
    Optional<FailureKind> restsOn() {
        return failedBefore().filter(kind -> isBeside());
    }

    /** What it failed with before; a retry that has come to nothing yet still says it. */
    Optional<FailureKind> failedBefore() {
        boolean failed = this == BESIDE_IMPORT_FAILED
                || this == BESIDE_SYNC_FAILED
                || this == IMPORT_RETRIED
                || this == SYNC_RETRIED;
        return failed ? Optional.of(FailureKind.REJECTED) : Optional.empty();
    }
}
