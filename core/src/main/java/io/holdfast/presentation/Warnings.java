package io.holdfast.presentation;

import io.holdfast.message.Message;
import io.holdfast.model.Absences;
import io.holdfast.model.NotTaken;
import io.holdfast.model.RemovalQuestion;
import io.holdfast.model.ShortList;
import io.holdfast.model.SyncStatus;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What a page warns of, the most pressing first. */
final class Warnings {
    private Warnings() {}

    static List<Warning> of(PageContext page) {
        Absences known = page.told().removals();
        boolean answered = known.word().isPresent() || known.removing().isPresent();
        return Stream.of(
                        page.told()
                                .refusedSince()
                                .flatMap(since -> page.told().confirmedBy().map(until -> refused(since, until))),
                        known.question().filter(asked -> !answered).map(Warnings::asked),
                        page.told()
                                .shortList()
                                .filter(list -> page.told().status() != SyncStatus.PENDING)
                                .map(Warnings::shorter),
                        page.told().notTaken().map(Warnings::notTaken))
                .flatMap(Optional::stream)
                .toList();
    }

    private static Warning refused(Instant since, Instant until) {
        return warning(Warning.Kind.REFUSED, since, until);
    }

    private static Warning asked(RemovalQuestion question) {
        return warning(Warning.Kind.REMOVALS_WAITING, question.count(), question.present());
    }

    private static Warning shorter(ShortList list) {
        return warning(Warning.Kind.LIST_SHORTER, list.listed(), list.stated());
    }

    private static Warning notTaken(NotTaken rows) {
        return warning(Warning.Kind.NOT_TAKEN, rows.rows(), rows.of(), String.join(", ", rows.codes()));
    }

    private static Warning warning(Warning.Kind kind, Object... numbers) {
        return new Warning(kind, Message.named("warning.*.short", kind), Message.named("warning.*", kind, numbers));
    }
}
