package io.holdfast.presentation;

import io.holdfast.message.Message;
import io.holdfast.model.Absences;
import io.holdfast.model.KeptAttendees;
import io.holdfast.model.MissingSince;
import io.holdfast.model.NotTaken;
import io.holdfast.model.RemovalWord;
import io.holdfast.model.ShortList;
import io.holdfast.model.SyncStatus;
import io.holdfast.recovery.Explanation;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What a page says of attendees who are missing, kept, could not be taken or were not listed, a line each; none of it asks for anything. */
final class AttendeeLines {
    private AttendeeLines() {}

    static List<Message> of(Explanation told) {
        Absences known = told.removals();
        return Stream.of(
                        known.remembered()
                                .filter(since -> (known.question().isEmpty() || told.status() != SyncStatus.ACTIVE)
                                        && known.removing().isEmpty())
                                .map(AttendeeLines::missing),
                        known.word().filter(word -> known.removing().isEmpty()).map(AttendeeLines::answered),
                        known.removing().map(removing -> Message.of("line.removing")),
                        known.kept().map(AttendeeLines::kept),
                        told.notTaken().map(AttendeeLines::notTaken),
                        told.shortList()
                                .filter(list -> told.status() != SyncStatus.PENDING)
                                .map(AttendeeLines::shorter))
                .flatMap(Optional::stream)
                .toList();
    }

    static Message shorter(ShortList list) {
        return Message.of("line.list-shorter", list.listed(), list.stated());
    }

    private static Message missing(MissingSince since) {
        return Message.of("line.missing", since.missing(), since.present(), since.endedAt());
    }

    private static Message answered(RemovalWord word) {
        return Message.of("line.removal-wanted", word.actor().id(), word.count());
    }

    private static Message kept(KeptAttendees kept) {
        return Message.of("line.kept", kept.count(), kept.actor().id());
    }

    private static Message notTaken(NotTaken rows) {
        return Message.of("line.not-taken", rows.rows(), rows.of(), String.join(", ", rows.codes()));
    }
}
