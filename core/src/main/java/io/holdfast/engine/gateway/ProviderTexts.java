package io.holdfast.engine.gateway;

import io.holdfast.internal.Text;
import io.holdfast.model.Account;
import io.holdfast.model.Admission;
import io.holdfast.model.Answer;
import io.holdfast.model.Attendee;
import io.holdfast.model.AttendeeId;
import io.holdfast.model.AttendeePage;
import io.holdfast.model.CandidatePage;
import io.holdfast.model.Cursor;
import io.holdfast.model.FailureKind;
import io.holdfast.model.Rejected;
import io.holdfast.model.RemoteSubject;
import io.holdfast.port.ProviderException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Keeps a provider's texts to lengths that a store can take, where they enter and for every connector: what is only shown is
 * cut, a row that is too long is rejected alone, and what must be given back as it came is refused.
 */
final class ProviderTexts {
    private static final String TOO_LONG = "too-long";

    private ProviderTexts() {}

    /** Gives the page without the rows that are too long; refuses one whose cursor is. */
    static AttendeePage bounded(AttendeePage page) {
        page.next()
                .ifPresent(next -> require("the cursor of a page", next.value().length(), Cursor.LONGEST));
        boolean fits = page.attendees().stream().allMatch(ProviderTexts::fits)
                && page.rejected().stream().allMatch(ProviderTexts::fits);
        return fits ? page : cut(page);
    }

    /** Gives what a provider tells of an event or channel, its texts cut. */
    static RemoteSubject bounded(RemoteSubject told) {
        boolean fits = Stream.of(Optional.of(told.title()), told.venue(), told.providerState())
                .flatMap(Optional::stream)
                .allMatch(text -> text.length() <= RemoteSubject.LONGEST);
        return fits
                ? told
                : RemoteSubject.builder()
                        .from(told)
                        .title(Text.shortened(told.title(), RemoteSubject.LONGEST))
                        .venue(told.venue().map(text -> Text.shortened(text, RemoteSubject.LONGEST)))
                        .providerState(told.providerState().map(text -> Text.shortened(text, RemoteSubject.LONGEST)))
                        .build();
    }

    /** Gives a page of what can be imported, its texts cut. */
    static CandidatePage bounded(CandidatePage page) {
        return new CandidatePage(
                page.items().stream().map(ProviderTexts::bounded).toList(),
                page.next(),
                page.refused().stream()
                        .map(name -> Text.shortened(name, CandidatePage.LONGEST_NAME))
                        .toList());
    }

    /** Gives the account, its label cut; refuses one whose id is too long. */
    static Account bounded(Account account) {
        require("an account's id", account.id().length(), Account.LONGEST_ID);
        return new Account(account.id(), Text.shortened(account.label(), Account.LONGEST_LABEL));
    }

    private static AttendeePage cut(AttendeePage page) {
        List<Attendee> rows = new ArrayList<>();
        List<Rejected> rejected = new ArrayList<>();
        page.rejected().forEach(row -> rejected.add(cut(row)));
        for (int i = 0; i < page.attendees().size(); i++) {
            Attendee row = page.attendees().get(i);
            if (fits(row)) {
                rows.add(row);
            } else {
                rejected.add(tooLong(row, i + 1));
            }
        }
        return page.toBuilder().attendees(rows).rejected(rejected).build();
    }

    private static boolean fits(Attendee row) {
        return isShort(row.id())
                && length(row) <= Attendee.LONGEST
                && row.profile().size() <= Attendee.MOST_PROFILE_FIELDS;
    }

    private static boolean isShort(AttendeeId id) {
        return id.value().length() <= AttendeeId.LONGEST;
    }

    private static Rejected tooLong(Attendee row, int place) {
        return isShort(row.id())
                ? Rejected.of(
                        row.id(),
                        TOO_LONG,
                        "expected texts of at most " + Attendee.LONGEST + " characters but found " + length(row)
                                + ", and a profile of at most " + Attendee.MOST_PROFILE_FIELDS + " fields but found "
                                + row.profile().size())
                : Rejected.nameless(
                        "row " + place,
                        TOO_LONG,
                        "expected an id of at most " + AttendeeId.LONGEST + " characters but found "
                                + row.id().value().length());
    }

    private static long length(Attendee row) {
        long length = row.id().value().length()
                + length(row.givenName())
                + length(row.familyName())
                + length(row.name())
                + length(row.email())
                + length(row.phone())
                + length(row.company())
                + length(row.jobTitle())
                + length(row.providerStatus());
        for (Map.Entry<String, String> field : row.profile().entrySet()) {
            length += field.getKey().length() + field.getValue().length();
        }
        for (Answer answer : row.answers()) {
            length += length(answer.questionId()) + answer.question().length();
            for (String one : answer.answers()) {
                length += one.length();
            }
        }
        for (Admission admission : row.admissions()) {
            length += admission.id().length() + length(admission.ticketClass()) + length(admission.barcode());
        }
        return length;
    }

    private static long length(Optional<String> text) {
        return text.isPresent() ? text.get().length() : 0;
    }

    private static boolean fits(Rejected row) {
        return row.id().filter(id -> !isShort(id)).isEmpty()
                && row.key().length() <= Rejected.LONGEST
                && row.code().length() <= Rejected.LONGEST
                && row.message().length() <= Rejected.LONGEST;
    }

    private static Rejected cut(Rejected row) {
        return new Rejected(
                Text.shortened(row.key(), Rejected.LONGEST),
                row.id().filter(ProviderTexts::isShort),
                Text.shortened(row.code(), Rejected.LONGEST),
                Text.shortened(row.message(), Rejected.LONGEST));
    }

    private static void require(String what, int length, int most) {
        if (length > most) {
            throw ProviderException.of(
                    FailureKind.MALFORMED,
                    "expected " + what + " to have at most " + most + " characters but found " + length
                            + "; what came so far is kept, try again later");
        }
    }
}
