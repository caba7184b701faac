package io.holdfast.luma;

import io.holdfast.http.Json;
import io.holdfast.http.Response;
import io.holdfast.model.Cursor;
import io.holdfast.model.Rejected;
import io.holdfast.port.AttendeePage;
import java.io.IOException;

/** One page of an event's guests, streamed. A row that can't be taken is rejected alone. */
final class GuestList {
    private final AttendeePage.Builder page = AttendeePage.builder();
    private final Pagination pagination;
    private boolean listed;
    private int rows;

    private GuestList(Cursor asked) {
        pagination = new Pagination(asked);
    }

    static AttendeePage read(Response answer, Cursor asked) {
        GuestList list = new GuestList(asked);
        answer.readObject(json -> name -> {
            if (name.equals("entries")) {
                list.listed = json.array(() -> list.row(json));
            } else {
                list.pagination.member(json, name);
            }
        });
        if (!list.listed) {
            throw answer.malformed("no guests are listed");
        }
        return list.page.asOf(answer.date()).next(list.pagination.next(answer)).build();
    }

    private void row(Json json) throws IOException {
        rows++;
        GuestReader draft = new GuestReader(json);
        draft.read();
        String id = draft.id();
        if (id == null) {
            page.addRejected(new Rejected("row " + rows, "no-id", "expected a guest with an id but found none"));
        } else {
            page.addAttendees(draft.attendee(id));
        }
    }
}
