package io.holdfast.transition;

import io.holdfast.model.Absences;
import io.holdfast.model.Actor;
import io.holdfast.model.FailureKind;
import io.holdfast.model.Hints;
import io.holdfast.model.ReconnectObstacle;
import io.holdfast.model.SyncLink;
import io.holdfast.model.SyncRun;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Predicate;

/** A named, pure claim about a situation; it splits a cell of the table into rows. */
@SuppressWarnings("ImmutableEnumChecker") // the predicates hold no state; the checker can't see that through a lambda
enum Guard {
    NO_RUN("no run", s -> !s.hasRun()),
    WORKING("working", s -> s.hasRun() && s.run().isWorking()),
    BEGUN("begun", s -> s.hasRun() && s.run().hasBegun()),
    CATCH_UP("catch-up", s -> s.hasRun() && s.run().kind() == SyncRun.Kind.CATCH_UP),
    RESYNC("resync", s -> s.hasRun() && s.run().kind() == SyncRun.Kind.RESYNC),
    PERSON_WAITS("a person waits for it", s -> s.hasRun() && s.run().urgency() == SyncRun.Urgency.PERSON),
    WAITS_FOR_BACK_OFF("waits for back-off", s -> waits(s, SyncRun.Wait.BACK_OFF)),
    WAITS_FOR_LIST("waits because its list was short", s -> waits(s, SyncRun.Wait.SHORT_LIST)),
    PROVIDER_ASKED_TO_WAIT("the provider asked to wait", s -> waits(s, SyncRun.Wait.PROVIDER_ASKED)),

    NOT_CONNECTED("not connected", s -> hasObstacle(s, ReconnectObstacle.NOT_CONNECTED)),
    OTHER_PROVIDER("other provider", s -> hasObstacle(s, ReconnectObstacle.OTHER_PROVIDER)),
    OTHER_WORKSPACE("other workspace", s -> hasObstacle(s, ReconnectObstacle.OTHER_WORKSPACE)),
    OTHER_ACCOUNT("other account", s -> hasObstacle(s, ReconnectObstacle.OTHER_ACCOUNT)),
    REMOTE_NOT_VISIBLE("remote not visible", s -> hasObstacle(s, ReconnectObstacle.REMOTE_NOT_VISIBLE)),
    SAME_CONNECTION(
            "the same connection", s -> reconnect(s).to().equals(s.link().binding())),
    BOUND_SEVERED("the bound connection is severed", s -> reconnect(s).boundSevered()),
    MOVE_MEANT("a move is meant", s -> reconnect(s).move()),
    NOBODY_ASKED("nobody asked", s -> reconnect(s).actor().kind() == Actor.Kind.SYSTEM),

    CLAIMABLE("this run, waiting, due, not suspended", Guard::claimable),
    MINE("working for this very owner", Guard::mine),
    CURRENT("current", Guard::current),
    FIRST_LIST_SHORT(
            "the list of a first import is shorter than stated, not yet often enough", ShortLists::isReadAgain),
    LEASE_UNCHANGED("its lease is still the one that was watched", Guard::leaseUnchanged),

    LONGEST_TIME_SPENT("its own time is spent, or no page came for too long", Guard::longestTimeSpent),
    ATTEMPTS_REMAIN("attempts and total remain", Guard::attemptsRemain),
    RATE_LIMITED("rate limited", s -> failure(s) == FailureKind.RATE_LIMITED),
    CURSOR_REFUSED("cursor refused", s -> failure(s) == FailureKind.CURSOR_REFUSED),
    RETRYABLE("retryable", s -> failure(s).retryable()),
    GONE_UNCONFIRMED("gone, of a remote seen before, and not yet heard for a consistency window", Guard::unconfirmed),

    BINDING_MEANT("the bound connection or a later one", Guard::bindingMeant),
    SUSPENDED("suspended", s -> s.link().suspended()),
    FULL_SCAN_IS_DUE("the full scan is due", s -> s.link().bookkeeping().polls().isFullScanDue(s.now())),
    POLL_IS_DUE("a poll is due", s -> s.link().bookkeeping().polls().isReadDue(s.now())),
    LOOK_IS_DUE("a look is due", s -> s.link().bookkeeping().polls().isLookDue(s.now())),
    READ_LATER("what is known was read later", LookTransitions::isReadLater),
    ON_AGAIN("it was over or cancelled, and is on", LookTransitions::isOnAgain),
    LOOKS_THE_SAME("nothing of it changed, and no look was owed", LookTransitions::isNoNews),
    AUTO_RETRY_IS_DUE("its turn to be tried again has come", Guard::autoRetryIsDue),
    TURN_PASSES("its turn passes", s -> s.trigger(Fact.AutoRetryDue.class).passes()),
    OF_ANOTHER_INTEGRATION("another integration", Guard::ofAnotherIntegration),
    RECOVERS_LATER("it recovers by itself, but not so soon", Guard::recoversLater),
    RECOVERS_IN_VAIN("an automatic recovery without a new page", Guard::recoversInVain),
    THAT_QUESTION("that question", AbsenceTransitions::namesTheQuestion),
    THAT_QUESTION_OR_THE_KEPT("that question, or the kept numbers", AbsenceTransitions::namesTheQuestionOrTheKept),
    WORD_GIVEN("answered so", AbsenceTransitions::isWordGiven),
    ANY_WORD_WAITS("any answer waits", AbsenceTransitions::doesAnyWordWait),
    WORD_OF_THE_KEPT_WAITS("those kept before are to be removed", AbsenceTransitions::doesWordOfTheKeptWait),
    KEPT_ALREADY("kept already", AbsenceTransitions::isKept),
    REMOVING("removing", s -> s.link().bookkeeping().absences().removing().isPresent()),
    REMOVAL_STANDS("what it rests on stands", Guard::removalStands),
    RESYNC_REMEMBERED(
            "remembered already", s -> s.link().bookkeeping().pendingWork().resyncWanted()),
    CHANGE_REMEMBERED(
            "nothing new to remember",
            s -> addsNothingTo(s, s.link().bookkeeping().pendingWork().change())),
    NAMED_ALREADY("nothing new to read", s -> addsNothingTo(s, s.run().hints())),
    NAMES_NOBODY_NEW(
            "it names nobody, or nobody new",
            s -> s.trigger(Fact.ChangeSignalled.class).hints().all()
                    || addsNothingTo(s, s.run().hints()));

    private final String words;
    private final Predicate<DecisionContext> claim;

    Guard(String words, Predicate<DecisionContext> claim) {
        this.words = words;
        this.claim = claim;
    }

    boolean holds(DecisionContext context) {
        return claim.test(context);
    }

    /** How a reader of the table calls it. */
    String words() {
        return words;
    }

    private static boolean waits(DecisionContext s, SyncRun.Wait reason) {
        return s.hasRun()
                && !s.run().isWorking()
                && s.run().waitsFor() == reason
                && s.run().due().isAfter(s.now());
    }

    private static UserRequest.ReconnectRequested reconnect(DecisionContext s) {
        return s.trigger(UserRequest.ReconnectRequested.class);
    }

    private static boolean hasObstacle(DecisionContext s, ReconnectObstacle why) {
        Optional<ReconnectObstacle> found = reconnect(s).obstacle();
        return found.isPresent() && found.get() == why;
    }

    private static boolean claimable(DecisionContext s) {
        return s.hasRun()
                && s.run().id() == s.trigger(WorkerReport.RunStarted.class).run()
                && !s.run().isWorking()
                && !s.run().due().isAfter(s.now())
                && !s.link().suspended();
    }

    private static boolean mine(DecisionContext s) {
        WorkerReport.RunStarted claim = s.trigger(WorkerReport.RunStarted.class);
        return s.hasRun()
                && s.run().id() == claim.run()
                && s.run().isWorking()
                && s.lease().owner().equals(claim.owner());
    }

    private static boolean current(DecisionContext s) {
        WorkerReport.Fenced report = s.trigger(WorkerReport.Fenced.class);
        return s.hasRun()
                && s.run().id() == report.run()
                && s.link().bookkeeping().fence() == report.fence()
                && s.run().isWorking();
    }

    private static boolean leaseUnchanged(DecisionContext s) {
        return s.leaseEnd()
                .equals(Optional.of(s.trigger(WorkerReport.RunLost.class).until()));
    }

    private static boolean longestTimeSpent(DecisionContext s) {
        return s.run().ownTime(s.now()).compareTo(s.policy().retry().maxRunDuration()) >= 0 || isPageless(s);
    }

    /** Whether no new page has come for so long that the run goes nowhere, whoever asked it to wait. */
    static boolean isPageless(DecisionContext s) {
        Duration most = s.policy().retry().maxPageless();
        return s.run()
                .pagelessSince()
                .filter(since -> !since.plus(most).isAfter(s.now()))
                .isPresent();
    }

    private static boolean attemptsRemain(DecisionContext s) {
        return s.run().attempt() < s.policy().retry().maxAttempts()
                && s.run().failures() + 1 < s.policy().retry().maxFailures();
    }

    private static FailureKind failure(DecisionContext s) {
        return s.trigger(WorkerReport.RunFailed.class).failure().kind();
    }

    private static boolean unconfirmed(DecisionContext s) {
        return failure(s) == FailureKind.REMOTE_GONE
                && !isGoneAsBefore(s)
                && FailureTransitions.remote(s).isPresent()
                && FailureTransitions.goneIsConfirmedAt(s).isAfter(s.now());
    }

    /** Confirmed already by the run that gave up: a recovery only asks whether it is still so. */
    private static boolean isGoneAsBefore(DecisionContext s) {
        return s.run().isRecovery() && s.incident().last().kind() == FailureKind.REMOTE_GONE;
    }

    private static boolean bindingMeant(DecisionContext s) {
        Fact.CredentialSevered severed = s.trigger(Fact.CredentialSevered.class);
        SyncLink.Binding bound = s.link().binding();
        return severed.integration().equals(bound.integration()) && severed.connection() >= bound.connection();
    }

    private static boolean removalStands(DecisionContext s) {
        Absences known = s.link().bookkeeping().absences();
        return AbsenceRules.stands(
                known, s.trigger(WorkerReport.RemovalsBegun.class).removing(), s.policy(), s.now());
    }

    private static boolean autoRetryIsDue(DecisionContext s) {
        Optional<Instant> due = s.incident().autoRetryAt();
        return due.isPresent() && !due.get().isAfter(s.now());
    }

    private static boolean ofAnotherIntegration(DecisionContext s) {
        return !s.trigger(Fact.IntegrationProven.class)
                .integration()
                .equals(s.link().binding().integration());
    }

    private static boolean recoversLater(DecisionContext s) {
        Instant soon = s.now().plus(s.policy().autoRetry().wokenWithin());
        return s.incident().autoRetryAt().filter(soon::isBefore).isPresent();
    }

    private static boolean recoversInVain(DecisionContext s) {
        return s.run().isRecovery() && s.run().progressedAt().isEmpty();
    }

    private static boolean addsNothingTo(DecisionContext s, Optional<Hints> known) {
        Hints signalled = s.trigger(Fact.ChangeSignalled.class).hints();
        return known.isPresent()
                && known.get().and(signalled, s.policy().maxNames()).equals(known.get());
    }
}
