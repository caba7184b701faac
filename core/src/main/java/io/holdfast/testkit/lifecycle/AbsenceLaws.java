package io.holdfast.testkit.lifecycle;

import io.holdfast.model.Absences;
import io.holdfast.model.KeptAttendees;
import io.holdfast.model.RemovalQuestion;
import io.holdfast.model.RemovalWord;
import io.holdfast.model.Removing;
import io.holdfast.model.SyncLink;
import io.holdfast.model.SyncPhase;
import io.holdfast.model.SyncRun;
import io.holdfast.transition.ScanFindings;
import io.holdfast.transition.UserRequest;
import io.holdfast.transition.WorkerReport;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The laws of missing attendees: nobody is removed too soon or against a person's word, and nothing of it is forgotten. */
final class AbsenceLaws {
    private AbsenceLaws() {}

    static final List<Law> ALL = List.of(
            Law.ofMoves(
                    "nobody is removed unless two full scans at least the settling time apart, or a person's word and one,"
                            + " missed them",
                    AbsenceLaws::isRemovedInTime),
            Law.ofMoves("a keep that was accepted is never broken", AbsenceLaws::keeps),
            Law.ofDecisions("an answer touches no other question than the one it names", AbsenceLaws::answersItsOwn),
            Law.ofMoves(
                    "a question is asked by a full scan after the settling time, and by nothing else",
                    AbsenceLaws::asksInTime),
            Law.ofMoves(
                    "who is missing, asked about or kept is known on, whatever fails, waits or is reconnected",
                    AbsenceLaws::isKnownOn),
            Law.ofMoves(
                    "a person's word rides on a full scan, and ends with its connection", AbsenceLaws::ridesOnAScan));

    private static boolean isRemovedInTime(DecisionTaken told) {
        Optional<Removing> begun =
                told.is(WorkerReport.RemovalsBegun.class) ? known(told.after()).removing() : Optional.empty();
        Absences known = known(told.before());
        boolean sets = known(told.after()).removing().isPresent()
                && !known(told.after()).removing().equals(known.removing());
        if (begun.isEmpty()) {
            return !sets;
        }
        Removing whom = begun.get();
        boolean byTime = known.remembered()
                .filter(since -> since.scan() == whom.before()
                        && !told.state()
                                .now()
                                .isBefore(since.endedAt()
                                        .plus(told.policy().absence().settling())))
                .isPresent();
        return byTime || isByWord(told, whom);
    }

    private static boolean isByWord(DecisionTaken told, Removing whom) {
        return known(told.before())
                .word()
                .filter(word -> word.scan() == whom.before()
                        && told.policy().absence().holds(word.at(), told.state().now()))
                .isPresent();
    }

    private static boolean keeps(DecisionTaken told) {
        if (told.trigger() instanceof UserRequest.KeepAttendees keep) {
            return known(told.before()).removing().isEmpty()
                    && known(told.after()).keptFrom() == keep.scan();
        }
        Optional<KeptAttendees> kept = known(told.before()).kept();
        if (kept.isEmpty()) {
            return true;
        }
        long scan = kept.get().scan();
        boolean gone = known(told.after()).keptFrom() < scan;
        boolean seen = findings(told).filter(found -> found.keptStill() == 0).isPresent();
        boolean removes = told.trigger() instanceof WorkerReport.RemovalsBegun begun
                && begun.removing().keptFrom() < scan
                && !(begun.removing().before() == scan && isByWord(told, begun.removing()));
        return (!gone || seen) && !removes;
    }

    private static boolean answersItsOwn(DecisionTaken told) {
        Absences before = known(told.before());
        if (told.trigger() instanceof UserRequest.ApplyRemovals answer) {
            boolean named = isNamed(before, answer.scan(), answer.count())
                    || before.kept()
                            .filter(kept -> kept.isNamed(answer.scan(), answer.count()))
                            .isPresent();
            boolean only = known(told.after()).withoutWord().equals(before.withoutWord())
                    && before.word().filter(word -> holds(told, word)).isEmpty();
            return !told.moved() || (named && only);
        }
        return !(told.trigger() instanceof UserRequest.KeepAttendees answer)
                || !told.moved()
                || isNamed(before, answer.scan(), answer.count());
    }

    private static boolean holds(DecisionTaken told, RemovalWord word) {
        return told.policy().absence().holds(word.at(), told.state().now());
    }

    private static boolean isNamed(Absences known, long scan, long count) {
        return known.question().filter(asked -> asked.isNamed(scan, count)).isPresent();
    }

    private static boolean asksInTime(DecisionTaken told) {
        Optional<Long> asked = known(told.after()).question().map(RemovalQuestion::scan);
        boolean isNew = asked.isPresent()
                && !asked.equals(known(told.before()).question().map(RemovalQuestion::scan));
        Optional<Instant> settled = known(told.before())
                .remembered()
                .map(since -> since.endedAt().plus(told.policy().absence().settling()));
        return !isNew
                || (findings(told).isPresent()
                        && settled.filter(at -> !at.isAfter(told.state().now())).isPresent());
    }

    private static boolean isKnownOn(DecisionTaken told) {
        Absences before = known(told.before());
        Absences after = known(told.after());
        boolean mayChange = findings(told).isPresent() || told.is(UserRequest.KeepAttendees.class);
        return mayChange
                || (before.remembered().equals(after.remembered())
                        && before.question().equals(after.question())
                        && before.kept().equals(after.kept()));
    }

    private static boolean ridesOnAScan(DecisionTaken told) {
        boolean another = !told.before().binding().equals(told.after().binding());
        if (another || told.entered(SyncPhase.DISCONNECTED)) {
            return known(told.after()).word().isEmpty();
        }
        return known(told.after()).word().isEmpty()
                || told.after().phase() != SyncPhase.LIVE
                || told.runsAfter(run -> run.kind() == SyncRun.Kind.RESYNC)
                || told.after().bookkeeping().pendingWork().resyncWanted();
    }

    private static Optional<ScanFindings> findings(DecisionTaken told) {
        return told.trigger() instanceof WorkerReport.RunCompleted completed
                ? completed.report().findings()
                : Optional.empty();
    }

    private static Absences known(SyncLink link) {
        return link.bookkeeping().absences();
    }
}
