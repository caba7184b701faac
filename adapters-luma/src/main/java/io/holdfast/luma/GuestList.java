package io.holdfast.luma;

import io.holdfast.http.Json;
import io.holdfast.http.Response;
import io.holdfast.model.Attendee;
import io.holdfast.model.AttendeePage;
import io.holdfast.model.Cursor;
import io.holdfast.model.Rejected;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** One page of an event's guests or a calendar's people, streamed. A row that can't be taken is rejected alone. */
final class GuestList {
    private final AttendeePage.Builder page = AttendeePage.builder();
    private final Pagination pagination;
    private boolean listed;
    private int rows;

    private GuestList(Cursor asked) {
        pagination = new Pagination(asked);
    }

    static AttendeePage read(Response answer, Cursor asked) {
        return read(answer, asked, json -> {
            GuestReader guests = new GuestReader(json, new AnswerReader(json));
            return guests::read;
        });
    }

    static AttendeePage people(Response answer, Cursor asked) {
        return read(answer, asked, json -> () -> new PersonReader(json).read());
    }

    /** The one guest of an answer. */
    static AttendeePage one(Response answer) {
        List<GuestReader> drafts = new ArrayList<>();
        answer.readObject(json -> {
            GuestReader draft = new GuestReader(json, new AnswerReader(json));
            drafts.add(draft);
            return draft::read;
        });
        Attendee guest = drafts.get(0).guest().orElseThrow(() -> answer.malformed("it is no guest with an id"));
        return AttendeePage.builder().addAttendees(guest).asOf(answer.date()).build();
    }

    private static AttendeePage read(Response answer, Cursor asked, Function<Json, Row> reader) {
        GuestList list = new GuestList(asked);
        answer.readObject(json -> list.members(json, reader.apply(json)));
        if (!list.listed) {
            throw answer.malformed("it has no list of people");
        }
        return list.page.asOf(answer.date()).next(list.pagination.next(answer)).build();
    }

    private Json.Member members(Json json, Row reader) {
        return name -> {
            if (name.equals("entries")) {
                listed = json.rows(() -> row(json, reader));
            } else {
                pagination.member(json, name);
            }
        };
    }

    private void row(Json json, Row reader) throws IOException {
        rows++;
        Optional<Attendee> read = reader.read();
        if (read.isEmpty()) {
            page.addRejected(Rejected.nameless("row " + rows, "no-id", "expected somebody with an id but found none"));
        } else if (json.rowIsTooLarge()) {
            page.addRejected(Rejected.of(
                    read.get().id(),
                    "too-large",
                    "expected somebody of usual size but found more than is taken of one"));
        } else {
            page.addAttendees(read.get());
        }
    }

    /** Reads one row; empty if it has no id. */
    private interface Row {
        Optional<Attendee> read() throws IOException;
    }
}
