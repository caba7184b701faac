package io.holdfast.luma;

import io.holdfast.http.Json;
import io.holdfast.http.Response;
import io.holdfast.model.Attendee;
import io.holdfast.model.Cursor;
import io.holdfast.model.Rejected;
import io.holdfast.port.AttendeePage;
import java.io.IOException;
import java.util.Optional;

/** One page of an event's guests or a calendar's people, streamed. A row that can't be taken is rejected alone. */
final class GuestList {
    private final AttendeePage.Builder page = AttendeePage.builder();
    private final Pagination pagination;
    private final Row reader;
    private boolean listed;
    private int rows;

    private GuestList(Cursor asked, Row reader) {
        pagination = new Pagination(asked);
        this.reader = reader;
    }

    static AttendeePage read(Response answer, Cursor asked) {
        return read(answer, new GuestList(asked, json -> {
            GuestReader draft = new GuestReader(json);
            draft.read();
            return Optional.ofNullable(draft.id()).map(draft::attendee);
        }));
    }

    static AttendeePage people(Response answer, Cursor asked) {
        return read(answer, new GuestList(asked, json -> new PersonReader(json).read()));
    }

    private static AttendeePage read(Response answer, GuestList list) {
        answer.readObject(json -> name -> {
            if (name.equals("entries")) {
                list.listed = json.array(() -> list.row(json));
            } else {
                list.pagination.member(json, name);
            }
        });
        if (!list.listed) {
            throw answer.malformed("it has no list of people");
        }
        return list.page.asOf(answer.date()).next(list.pagination.next(answer)).build();
    }

    private void row(Json json) throws IOException {
        rows++;
        reader.read(json)
                .ifPresentOrElse(
                        page::addAttendees,
                        () -> page.addRejected(
                                new Rejected("row " + rows, "no-id", "expected somebody with an id but found none")));
    }

    /** Reads one row; empty if it has no id. */
    private interface Row {
        Optional<Attendee> read(Json json) throws IOException;
    }
}
