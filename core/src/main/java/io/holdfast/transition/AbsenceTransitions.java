package io.holdfast.transition;

import io.holdfast.model.Absences;
import io.holdfast.model.KeptAttendees;
import io.holdfast.model.MissingSince;
import io.holdfast.model.RemovalWord;
import io.holdfast.model.SyncLink;
import java.util.Optional;

/** What a person's answer about missing attendees, and a worker that removes them, make of a link. Pure. */
final class AbsenceTransitions {
    private AbsenceTransitions() {}

    static boolean namesTheQuestion(DecisionContext s) {
        Numbers answer = Numbers.of(s);
        return known(s).question()
                .filter(asked -> asked.isNamed(answer.scan(), answer.count()))
                .isPresent();
    }

    static boolean namesTheQuestionOrTheKept(DecisionContext s) {
        Numbers answer = Numbers.of(s);
        return namesTheQuestion(s)
                || known(s).kept()
                        .filter(kept -> kept.isNamed(answer.scan(), answer.count()))
                        .isPresent();
    }

    static boolean isWordGiven(DecisionContext s) {
        Numbers answer = Numbers.of(s);
        return word(s).filter(word -> word.scan() == answer.scan()
                        && (word.count() == answer.count() || namesTheQuestionOrTheKept(s)))
                .isPresent();
    }

    static boolean doesAnyWordWait(DecisionContext s) {
        return word(s).isPresent();
    }

    static boolean doesWordOfTheKeptWait(DecisionContext s) {
        return word(s).filter(word -> known(s).keptFrom() == word.scan()).isPresent();
    }

    static boolean isKept(DecisionContext s) {
        long scan = Numbers.of(s).scan();
        return known(s).kept().filter(kept -> kept.scan() == scan).isPresent();
    }

    /** A full scan that is on carries it out. */
    static SyncLink giveWord(DecisionContext s) {
        return given(s, s.next().build());
    }

    static SyncLink giveWordAndScan(DecisionContext s) {
        return given(s, LinkTransitions.resync(s));
    }

    static SyncLink giveWordAndScanLater(DecisionContext s) {
        return given(s, LinkTransitions.rememberResync(s));
    }

    /** Nobody else is missing since the same full scan or an earlier one; who went missing later is found by the next. */
    static SyncLink keep(DecisionContext s) {
        UserRequest.KeepAttendees answer = s.trigger(UserRequest.KeepAttendees.class);
        Absences known = known(s);
        Absences kept = known.toBuilder()
                .remembered(known.remembered().flatMap(since -> without(since, answer)))
                .question(Optional.empty())
                .word(Optional.empty())
                .kept(new KeptAttendees(
                        answer.scan(),
                        answer.count() + known.kept().map(KeptAttendees::count).orElse(0L),
                        answer.actor(),
                        s.now()))
                .build();
        return s.next(bookkeeping -> bookkeeping.absences(kept)).build();
    }

    static SyncLink beginRemoving(DecisionContext s) {
        Absences begun = known(s).toBuilder()
                .removing(s.trigger(WorkerReport.RemovalsBegun.class).removing())
                .build();
        return s.next(bookkeeping -> bookkeeping.absences(begun)).build();
    }

    private static SyncLink given(DecisionContext s, SyncLink next) {
        UserRequest.ApplyRemovals answer = s.trigger(UserRequest.ApplyRemovals.class);
        RemovalWord word = new RemovalWord(answer.scan(), answer.count(), answer.actor(), s.now());
        return next.toBuilder(kept -> kept.absences(
                        next.bookkeeping().absences().toBuilder().word(word).build()))
                .build();
    }

    private static Optional<MissingSince> without(MissingSince since, UserRequest.KeepAttendees answer) {
        long left = since.missing() - answer.count();
        return since.scan() <= answer.scan() || left < 1
                ? Optional.empty()
                : Optional.of(
                        new MissingSince(since.scan(), since.endedAt(), since.goodScans(), left, since.present()));
    }

    private static Optional<RemovalWord> word(DecisionContext s) {
        return known(s).word().filter(word -> s.policy().absence().holds(word.at(), s.now()));
    }

    private static Absences known(DecisionContext s) {
        return s.link().bookkeeping().absences();
    }

    /** What an answer names. */
    private record Numbers(long scan, long count) {
        static Numbers of(DecisionContext s) {
            if (s.trigger() instanceof UserRequest.ApplyRemovals answer) {
                return new Numbers(answer.scan(), answer.count());
            }
            UserRequest.KeepAttendees answer = s.trigger(UserRequest.KeepAttendees.class);
            return new Numbers(answer.scan(), answer.count());
        }
    }
}
