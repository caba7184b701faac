package io.holdfast.transition;

import io.holdfast.model.FailureKind;
import io.holdfast.model.Hints;
import io.holdfast.model.SyncRun;
import java.util.Optional;
import java.util.function.Predicate;

/** A named, pure claim about a situation; it splits a cell of the table into rows. */
@SuppressWarnings("ImmutableEnumChecker") // the predicates hold no state; the checker can't see that through a lambda
enum Guard {
    NO_RUN("no run", s -> s.link().run().isEmpty()),
    WORKING("working", s -> s.runIs(SyncRun::isWorking)),
    WAITS_FOR_BACK_OFF("waits for back-off", s -> waits(s, SyncRun.Wait.BACK_OFF)),
    PROVIDER_ASKED_TO_WAIT("the provider asked to wait", s -> waits(s, SyncRun.Wait.PROVIDER_ASKED)),
    BEGUN("begun", s -> s.runIs(SyncRun::hasBegun)),
    CATCH_UP("catch-up", s -> s.runIs(run -> run.kind() == SyncRun.Kind.CATCH_UP)),

    CLAIMABLE("this run, waiting, due, not suspended", Guard::claimable),
    MINE("working for this very owner", Guard::mine),
    CURRENT("current", Guard::current),
    LEASE_PASSED(
            "its lease has passed",
            s -> s.runIs(run ->
                    run.lease().filter(lease -> !lease.until().isAfter(s.now())).isPresent())),

    LONGEST_TIME_SPENT(
            "the longest time of a run spent",
            s -> s.runStartedAt()
                    .filter(at -> !at.plus(s.policy().retry().longestRun()).isAfter(s.now()))
                    .isPresent()),
    ATTEMPTS_REMAIN("attempts and total remain", Guard::attemptsRemain),
    RATE_LIMITED("rate limited", s -> failed(s, FailureKind.RATE_LIMITED)),
    CURSOR_REFUSED("cursor refused", s -> failed(s, FailureKind.CURSOR_REFUSED)),
    RETRYABLE(
            "retryable", s -> s.trigger(Report.RunFailed.class).failure().kind().retryable()),
    GONE_UNCONFIRMED("gone, of a remote seen before, and not yet heard for a consistency window", Guard::unconfirmed),

    SUSPENDED("suspended", s -> s.link().suspended()),
    WALK_DUE("the walk is due", s -> s.link().looks().isWalkDue(s.now())),
    LOOK_DUE("a look is due", s -> s.link().looks().isDue(s.now())),
    REMEMBERED_ALREADY(
            "nothing new to remember",
            s -> addsNothingTo(s, s.link().remembered().change())),
    NAMED_ALREADY("nothing new to read", s -> addsNothingTo(s, s.run().hints()));

    private final String words;
    private final Predicate<Situation> claim;

    Guard(String words, Predicate<Situation> claim) {
        this.words = words;
        this.claim = claim;
    }

    boolean holds(Situation situation) {
        return claim.test(situation);
    }

    /** How a reader of the table calls it. */
    String words() {
        return words;
    }

    private static boolean waits(Situation s, SyncRun.Wait reason) {
        return s.runIs(
                run -> !run.isWorking() && run.waitsFor() == reason && run.due().isAfter(s.now()));
    }

    private static boolean claimable(Situation s) {
        long named = s.trigger(Report.RunStarted.class).run();
        return !s.link().suspended()
                && s.runIs(run ->
                        run.id() == named && !run.isWorking() && !run.due().isAfter(s.now()));
    }

    private static boolean mine(Situation s) {
        Report.RunStarted claim = s.trigger(Report.RunStarted.class);
        return s.runIs(run -> run.id() == claim.run()
                && run.lease()
                        .filter(lease -> lease.owner().equals(claim.owner()))
                        .isPresent());
    }

    private static boolean current(Situation s) {
        Report.Fenced report = s.trigger(Report.Fenced.class);
        return s.link().fence() == report.fence() && s.runIs(run -> run.id() == report.run() && run.isWorking());
    }

    private static boolean attemptsRemain(Situation s) {
        return s.runIs(run -> run.attempt() < s.policy().retry().attempts()
                && run.failures() + 1 < s.policy().retry().failuresInAll());
    }

    private static boolean failed(Situation s, FailureKind kind) {
        return s.trigger(Report.RunFailed.class).failure().kind() == kind;
    }

    private static boolean unconfirmed(Situation s) {
        return failed(s, FailureKind.REMOTE_GONE)
                && Setbacks.remote(s).isPresent()
                && Setbacks.goneIsConfirmedAt(s).isAfter(s.now());
    }

    private static boolean addsNothingTo(Situation s, Optional<Hints> known) {
        Hints signalled = s.trigger(Fact.ChangeSignalled.class).hints();
        return known.filter(
                        hints -> hints.and(signalled, s.policy().namesAtMost()).equals(hints))
                .isPresent();
    }
}
