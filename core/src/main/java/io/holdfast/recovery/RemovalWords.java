package io.holdfast.recovery;

import io.holdfast.model.Absences;
import io.holdfast.model.Actor;
import io.holdfast.model.KeptAttendees;
import io.holdfast.model.MissingSince;
import io.holdfast.model.RemovalQuestion;
import io.holdfast.policy.SyncPolicy;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What is known of missing attendees, in words: who is missing, what is asked of whom, and what happens if nobody answers. */
final class RemovalWords {
    private RemovalWords() {}

    /** A line of each thing that is to be said; none where nobody is missing and nobody was kept. */
    static List<String> lines(Absences known) {
        boolean marks = known.removing().isPresent();
        return Stream.of(
                        known.remembered()
                                .filter(since -> known.question().isEmpty() && !marks)
                                .map(RemovalWords::missing),
                        known.question()
                                .filter(asked -> known.word()
                                        .filter(word -> word.scan() == asked.scan())
                                        .isEmpty())
                                .map(RemovalWords::asked),
                        known.word()
                                .filter(word -> !marks)
                                .map(word -> "answered: " + who(word.actor())
                                        + " wants them removed (" + word.count() + ", scan " + word.scan()
                                        + "), which the next full scan carries out"),
                        known.removing().map(removing -> "removing: attendees are being marked as absent"),
                        known.kept().map(RemovalWords::kept))
                .flatMap(Optional::stream)
                .toList();
    }

    /** What is known of missing attendees, but for a word whose time is over: nothing carries it out any more. */
    static Absences standing(Absences known, SyncPolicy policy, Instant now) {
        boolean isOver = known.word()
                .filter(word -> !policy.absence().holds(word.at(), now))
                .isPresent();
        return isOver ? known.toBuilder().word(Optional.empty()).build() : known;
    }

    private static String missing(MissingSince since) {
        return "missing: " + since.missing() + " of " + since.present() + " are not listed since " + since.endedAt()
                + "; nobody is removed before more full scans have missed them";
    }

    private static String asked(RemovalQuestion asked) {
        String otherwise = asked.removedBy()
                .map(at -> "they are removed after " + at + " if nobody answers and they stay missing")
                .orElse("they stay as they are if nobody answers");
        return "asked: the provider no longer lists " + asked.count() + " of " + asked.present() + " (scan "
                + asked.scan() + "); a workspace admin has them removed or keeps them; " + otherwise;
    }

    /** The id of a person is personal, whatever the host has made of it. */
    private static String who(Actor actor) {
        return switch (actor.kind()) {
            case MEMBER -> "a member of the workspace";
            case HOST -> "the host";
            case SYSTEM -> "Holdfast";
        };
    }

    private static String kept(KeptAttendees kept) {
        return "kept: " + kept.count() + " by " + who(kept.actor()) + " though the provider no longer lists them (scan "
                + kept.scan() + ")";
    }
}
