package io.holdfast.transition;

import io.holdfast.model.Absences;
import io.holdfast.model.ConsistencyRecheck;
import io.holdfast.model.Hints;
import io.holdfast.model.PendingWork;
import io.holdfast.model.PollSchedule;
import io.holdfast.model.SyncRun;
import java.util.Optional;

/** Which run comes next where one may begin: what is due goes first, whatever was signalled meanwhile. Pure. */
final class NextRun {
    private NextRun() {}

    /** A run that begins with this move. */
    static SyncRun.Builder of(DecisionContext s, SyncRun.Kind kind, SyncRun.Urgency urgency) {
        return SyncRun.builder().id(s.nextVersion()).kind(kind).urgency(urgency).due(s.now());
    }

    /**
     * What was asked for while a run was on. A resync reads what a catch-up would; so where both are wanted, one run does. A
     * person's word about missing attendees wants one as well, as long as none has carried it out.
     */
    static Optional<SyncRun> wanted(DecisionContext s, PollSchedule polls, Absences absences) {
        PendingWork pendingWork = s.link().bookkeeping().pendingWork();
        if (pendingWork.resyncWanted() || absences.word().isPresent()) {
            return Optional.of(of(s, SyncRun.Kind.RESYNC, SyncRun.Urgency.PERSON)
                    .hints(SignalsDuringScan.left(s).filter(hints -> !hints.all()))
                    .build());
        }
        return SignalsDuringScan.left(s)
                .map(signalled ->
                        reading(s, polls, signalled, SyncRun.Urgency.SIGNAL).build());
    }

    /**
     * What reads a change, and what is due by then with it: a due full scan takes its place and reads the change as well, a
     * due poll makes it a read of all changes, and a due recheck adds its names. Else a change during each run puts them off.
     */
    static SyncRun.Builder reading(DecisionContext s, PollSchedule polls, Hints change, SyncRun.Urgency urgency) {
        Optional<Hints> recheck =
                polls.recheck().filter(owed -> polls.isRecheckDue(s.now())).map(ConsistencyRecheck::hints);
        boolean scans = polls.isFullScanDue(s.now());
        return of(s, scans ? SyncRun.Kind.RESYNC : SyncRun.Kind.CATCH_UP, urgency)
                .hints(polls.isPollDue(s.now()) ? Hints.ALL : joined(s, recheck, change));
    }

    /** Hints that are known, if any, and those of a signal. */
    static Hints joined(DecisionContext s, Optional<Hints> known, Hints signalled) {
        return known.map(hints -> hints.and(signalled, s.policy().maxNames())).orElse(signalled);
    }
}
