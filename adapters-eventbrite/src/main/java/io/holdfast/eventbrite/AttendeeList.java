package io.holdfast.eventbrite;

import io.holdfast.http.Json;
import io.holdfast.http.Response;
import io.holdfast.model.AttendeeId;
import io.holdfast.model.AttendeePage;
import io.holdfast.model.Cursor;
import io.holdfast.model.Rejected;
import io.holdfast.model.RemoteRef;
import io.holdfast.model.SubjectKind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One page of an attendee list, streamed. A row that can't be taken is rejected alone. */
final class AttendeeList {
    private final AttendeePage.Builder page = AttendeePage.builder();
    private final Pagination pagination;
    private final RemoteRef asked;
    private boolean listed;
    private int rows;

    private AttendeeList(RemoteRef asked, Cursor after) {
        this.asked = asked;
        pagination = new Pagination(after);
    }

    static AttendeePage read(Response answer, RemoteRef asked, Cursor after) {
        AttendeeList list = new AttendeeList(asked, after);
        list.read(answer);
        if (!list.listed) {
            throw answer.malformed("no attendees are listed");
        }
        return list.page
                .asOf(answer.date())
                .next(list.pagination.next(answer.call(), list.rows))
                .expected(list.pagination.total())
                .build();
    }

    /** The page behind the end of a list that does not count its pages. */
    static AttendeePage none(Response answer) {
        return AttendeePage.builder().asOf(answer.date()).build();
    }

    /** The one attendee of an answer. */
    static AttendeePage one(Response answer, RemoteRef asked) {
        List<AttendeeReader> drafts = new ArrayList<>();
        answer.readObject(json -> {
            AttendeeReader draft = new AttendeeReader(json, new ResponseReader(json));
            drafts.add(draft);
            return draft::read;
        });
        String id = drafts.get(0).id();
        if (id == null) {
            throw answer.malformed("it is no attendee with an id");
        }
        AttendeeList list = new AttendeeList(asked, Cursor.START);
        list.take(drafts.get(0), id);
        return list.page.asOf(answer.date()).build();
    }

    private void read(Response answer) {
        answer.readObject(json -> members(json, new ResponseReader(json)));
    }

    private Json.Member members(Json json, ResponseReader answers) {
        Json.Element row = () -> row(json, answers);
        return name -> {
            switch (name) {
                case "attendees" -> listed = json.rows(row);
                case "pagination" -> pagination.read(json);
                default -> json.skip();
            }
        };
    }

    private void row(Json json, ResponseReader answers) throws IOException {
        rows++;
        AttendeeReader draft = new AttendeeReader(json, answers);
        draft.read();
        String id = draft.id();
        if (id == null) {
            page.addRejected(
                    Rejected.nameless("row " + rows, "no-id", "expected an attendee with an id but found none"));
        } else {
            take(draft, id);
        }
    }

    private void take(AttendeeReader draft, String id) {
        if (isAnothers(draft.owner(asked.kind()))) {
            page.addRejected(anothers(id));
        } else if (draft.isTooLarge()) {
            page.addRejected(tooLarge(id));
        } else {
            page.addAttendees(draft.attendee(id));
        }
    }

    private boolean isAnothers(@Nullable String owner) {
        return owner != null && !owner.equals(asked.id().value());
    }

    private static Rejected tooLarge(String id) {
        return Rejected.of(
                AttendeeId.of(id),
                "too-large",
                "expected an attendee of usual size but found more than is taken of one");
    }

    private Rejected anothers(String id) {
        String owner = asked.kind() == SubjectKind.CHANNEL ? "organization" : "event";
        return Rejected.of(
                AttendeeId.of(id),
                "other-" + owner,
                "expected an attendee of the " + owner + " asked for but found another's");
    }
}
