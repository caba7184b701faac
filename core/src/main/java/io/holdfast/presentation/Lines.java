package io.holdfast.presentation;

import io.holdfast.message.Message;
import io.holdfast.model.Absences;
import io.holdfast.model.Actor;
import io.holdfast.model.KeptAttendees;
import io.holdfast.model.MissingSince;
import io.holdfast.model.RemovalWord;
import io.holdfast.model.SyncFailure;
import io.holdfast.recovery.Explanation;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What a page tells that belongs to none of its parts, a line each; none of it asks for anything. */
final class Lines {
    private Lines() {}

    static List<Message> of(Explanation told) {
        Absences known = told.removals();
        boolean removing = known.removing().isPresent();
        return Stream.of(
                        told.tryingAgainAfter().map(Lines::tryingAgain),
                        told.interval().filter(each -> told.lapse().isEmpty()).map(Lines::lookedFor),
                        known.remembered()
                                .filter(since -> known.question().isEmpty() && !removing)
                                .map(Lines::missing),
                        known.word().filter(word -> !removing).map(Lines::answered),
                        known.removing().map(marked -> Message.of("line.removing")),
                        known.kept().map(Lines::kept))
                .flatMap(Optional::stream)
                .toList();
    }

    private static Message tryingAgain(SyncFailure failure) {
        return Message.of("line.trying-again", Message.named("failure.*.short", failure.kind()));
    }

    static Message lookedFor(Duration interval) {
        return Message.of("line.looked-for-every", interval);
    }

    private static Message missing(MissingSince since) {
        return Message.of("line.missing", since.missing(), since.present(), since.endedAt());
    }

    private static Message answered(RemovalWord word) {
        return Message.of("line.removal-wanted", who(word.actor(), "actor.*"), word.count());
    }

    private static Message kept(KeptAttendees kept) {
        return Message.of("line.kept", kept.count(), who(kept.actor(), "actor.*.by"));
    }

    /** A person without the host's own id of them, which says nothing to a reader; a host that has names finds it in the absences. */
    private static Message who(Actor actor, String keys) {
        return Message.named(keys, actor.kind());
    }
}
