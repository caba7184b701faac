package io.holdfast.benchmarks;

import io.holdfast.model.Checkpoint;
import io.holdfast.model.FailureKind;
import io.holdfast.model.Hints;
import io.holdfast.model.LastRun;
import io.holdfast.model.RemoteFacts;
import io.holdfast.model.SyncFailure;
import io.holdfast.model.SyncLink;
import io.holdfast.model.SyncPhase;
import io.holdfast.model.SyncRun;
import io.holdfast.model.Tally;
import io.holdfast.policy.SyncPolicy;
import io.holdfast.transition.Fact;
import io.holdfast.transition.Trigger;
import io.holdfast.transition.UserRequest;
import io.holdfast.transition.WorkerReport;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A link as one would keep it without this library: fields that are set. It answers the same questions as the library's
 * guards; the switch and every peer ask it.
 */
final class MutableLink {
    /** What becomes of a run whose worker failed, let go or fell silent. */
    enum Setback {
        NONE,
        HAND_BACK,
        WAIT_AS_ASKED,
        WALK_ANEW,
        BACK_OFF,
        WAIT_FOR_CONFIRMATION,
        GIVE_UP,
        GIVE_UP_OVERDUE
    }

    private final SyncLink born;
    private final long idHash;
    final SyncPolicy policy;

    Trigger trigger;
    Instant now;

    SyncPhase phase;
    Instant since;
    SyncLink.Binding binding;
    long version;
    long fence;
    boolean suspended;

    @Nullable
    Instant importedAt;

    long run;
    SyncRun.@Nullable Kind kind;
    SyncRun.Urgency urgency;
    int attempt;
    int failures;
    Instant due;
    SyncRun.Wait waitsFor;

    @Nullable
    String owner;

    Instant leaseUntil;

    @Nullable
    Checkpoint checkpoint;

    long furthest;

    @Nullable
    SyncFailure lastFailure;

    @Nullable
    Instant goneSince;

    @Nullable
    Hints hints;

    @Nullable
    Instant startedAt;

    @Nullable
    Hints change;

    boolean resyncWanted;

    @Nullable
    Instant pollAt;

    @Nullable
    Instant walkAt;

    @Nullable
    Instant secondAt;

    @Nullable
    Hints secondHints;

    int failedRuns;

    @Nullable
    Instant incidentSince;

    @Nullable
    SyncFailure incidentLast;

    int autoRetriesUsed;

    @Nullable
    Instant healAt;

    @Nullable
    RemoteFacts remote;

    @Nullable
    Instant provenAt;

    @Nullable
    Instant watermark;

    @Nullable
    Instant watermarkBefore;

    LastRun.@Nullable Outcome lastOutcome;
    SyncRun.@Nullable Kind lastKind;

    @Nullable
    Instant lastStartedAt;

    @Nullable
    Instant lastEndedAt;

    @Nullable
    Tally lastTally;

    MutableLink(SyncLink born, SyncPolicy policy) {
        this.born = born;
        this.policy = policy;
        this.idHash = hash(born.id().value());
        begin();
    }

    /** Becomes again what it was when it was born. */
    final void begin() {
        trigger = new Fact.PollDue();
        now = born.since();
        phase = born.phase();
        since = born.since();
        binding = born.binding();
        version = born.version();
        fence = born.bookkeeping().fence();
        suspended = false;
        importedAt = null;
        urgency = SyncRun.Urgency.PERSON;
        due = now;
        waitsFor = SyncRun.Wait.NOW;
        leaseUntil = now;
        MutableMoves.begin(this, SyncRun.Kind.IMPORT, SyncRun.Urgency.PERSON);
        run = version;
        MutableMoves.forget(this);
        failedRuns = 0;
        healAt = null;
        autoRetriesUsed = 0;
        remote = null;
        provenAt = null;
        watermark = null;
        watermarkBefore = null;
        lastOutcome = null;
    }

    void hear(Trigger heard, Instant at) {
        trigger = heard;
        now = at;
    }

    Standing standing(SyncPhase seen) {
        return new Standing(seen, version, fence, suspended, Optional.ofNullable(next()));
    }

    // questions

    boolean always() {
        return true;
    }

    boolean hasRun() {
        return kind != null;
    }

    boolean isWorking() {
        return owner != null;
    }

    boolean hasBegun() {
        return isWorking() || checkpoint != null;
    }

    boolean isOnHold() {
        return suspended;
    }

    boolean waitsForBackOff() {
        return !suspended && waits(SyncRun.Wait.BACK_OFF);
    }

    boolean isNotOnHold() {
        return !suspended;
    }

    boolean wasAskedToWait() {
        return waits(SyncRun.Wait.PROVIDER_ASKED);
    }

    boolean isUsable() {
        return ((UserRequest.ReconnectRequested) trigger).obstacle().isEmpty();
    }

    boolean isBoundAnew() {
        UserRequest.ReconnectRequested asked = (UserRequest.ReconnectRequested) trigger;
        return asked.obstacle().isEmpty() && !asked.to().equals(binding) && (asked.boundSevered() || asked.move());
    }

    boolean isResyncNew() {
        return !suspended && (!hasRun() || (kind != SyncRun.Kind.RESYNC && !resyncWanted));
    }

    boolean isClaimable() {
        return hasRun()
                && run == ((WorkerReport.RunStarted) trigger).run()
                && !isWorking()
                && !due.isAfter(now)
                && !suspended;
    }

    boolean isCurrent() {
        WorkerReport.Fenced report = (WorkerReport.Fenced) trigger;
        return hasRun() && run == report.run() && isWorking() && fence == report.fence();
    }

    boolean goesOn() {
        return switch (setback()) {
            case HAND_BACK, WAIT_AS_ASKED, WALK_ANEW, BACK_OFF, WAIT_FOR_CONFIRMATION -> true;
            case NONE, GIVE_UP, GIVE_UP_OVERDUE -> false;
        };
    }

    boolean givesUp() {
        Setback setback = setback();
        return setback == Setback.GIVE_UP || setback == Setback.GIVE_UP_OVERDUE;
    }

    boolean givesUpAtFirst() {
        return importedAt == null && givesUp();
    }

    boolean givesUpLater() {
        return importedAt != null && givesUp();
    }

    Setback setback() {
        if (!isCurrent()) {
            return Setback.NONE;
        }
        return switch (trigger.kind()) {
            case RUN_FAILED -> failed((WorkerReport.RunFailed) trigger);
            case RUN_YIELDED -> isOverdue() ? Setback.GIVE_UP_OVERDUE : Setback.HAND_BACK;
            default -> lost();
        };
    }

    boolean isNews() {
        Hints signalled = ((Fact.ChangeSignalled) trigger).hints();
        if (hasBegun()) {
            return addsTo(change, signalled);
        }
        return phase == SyncPhase.LIVE && (!hasRun() || (kind == SyncRun.Kind.CATCH_UP && addsTo(hints, signalled)));
    }

    boolean isSevered() {
        Fact.CredentialSevered severed = (Fact.CredentialSevered) trigger;
        return severed.integration().equals(binding.integration()) && severed.connection() >= binding.connection();
    }

    boolean isLookedAt() {
        return !suspended && !hasRun() && (hasCome(pollAt) || hasCome(walkAt) || hasCome(secondAt));
    }

    boolean healsLater() {
        return healAt != null && healAt.isAfter(now);
    }

    boolean heals() {
        return !suspended && hasCome(healAt);
    }

    // parts

    boolean hasCome(@Nullable Instant at) {
        return at != null && !at.isAfter(now);
    }

    Hints joined(@Nullable Hints known, Hints signalled) {
        return known == null ? signalled : known.and(signalled, policy.maxNames());
    }

    Instant goneIsConfirmedAt() {
        Duration window = ((WorkerReport.RunFailed) trigger).waitAtLeast().orElse(Duration.ZERO);
        return (goneSince == null ? now : goneSince).plus(window);
    }

    long seed() {
        return (idHash ^ version) * 0x9e3779b97f4a7c15L;
    }

    private Setback failed(WorkerReport.RunFailed report) {
        FailureKind why = report.failure().kind();
        if (isOverdue()) {
            return Setback.GIVE_UP_OVERDUE;
        }
        if (why == FailureKind.RATE_LIMITED) {
            return Setback.WAIT_AS_ASKED;
        }
        if (!hasAttempts()) {
            return Setback.GIVE_UP;
        }
        if (why == FailureKind.CURSOR_REFUSED) {
            return Setback.WALK_ANEW;
        }
        if (why.retryable()) {
            return Setback.BACK_OFF;
        }
        boolean seenBefore = remote != null || report.remote().isPresent();
        return why == FailureKind.REMOTE_GONE
                        && seenBefore
                        && goneIsConfirmedAt().isAfter(now)
                ? Setback.WAIT_FOR_CONFIRMATION
                : Setback.GIVE_UP;
    }

    private Setback lost() {
        if (!leaseUntil.equals(((WorkerReport.RunLost) trigger).until())) {
            return Setback.NONE;
        }
        return hasAttempts() ? Setback.BACK_OFF : Setback.GIVE_UP;
    }

    private boolean isOverdue() {
        return startedAt != null
                && !startedAt.plus(policy.retry().maxRunDuration()).isAfter(now);
    }

    private boolean hasAttempts() {
        return attempt < policy.retry().maxAttempts()
                && failures + 1 < policy.retry().maxFailures();
    }

    private boolean waits(SyncRun.Wait reason) {
        return hasRun() && !isWorking() && waitsFor == reason && due.isAfter(now);
    }

    private boolean addsTo(@Nullable Hints known, Hints signalled) {
        return known == null || !joined(known, signalled).equals(known);
    }

    private @Nullable Instant next() {
        if (suspended) {
            return null;
        }
        return switch (phase) {
            case IMPORTING -> nextOfRun();
            case LIVE -> hasRun() ? nextOfRun() : earlier(earlier(pollAt, walkAt), secondAt);
            case IMPORT_FAILED, SYNC_FAILED -> healAt;
            case DISCONNECTED -> null;
        };
    }

    private Instant nextOfRun() {
        return isWorking() ? leaseUntil : due;
    }

    private static @Nullable Instant earlier(@Nullable Instant one, @Nullable Instant other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return one.isAfter(other) ? other : one;
    }

    private static long hash(String text) {
        long hash = 0xcbf29ce484222325L;
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * 0x100000001b3L;
        }
        return hash;
    }
}
