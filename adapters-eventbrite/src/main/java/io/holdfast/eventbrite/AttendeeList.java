package io.holdfast.eventbrite;

import io.holdfast.http.Json;
import io.holdfast.http.Response;
import io.holdfast.model.Rejected;
import io.holdfast.port.AttendeePage;
import java.io.IOException;

/** One page of an attendee list, streamed. A row that can't be taken is rejected alone. */
final class AttendeeList {
    private final AttendeePage.Builder page = AttendeePage.builder();
    private final Pagination pagination = new Pagination();
    private final String event;
    private boolean listed;
    private int rows;

    private AttendeeList(String event) {
        this.event = event;
    }

    static AttendeePage read(Response answer, String event) {
        AttendeeList list = new AttendeeList(event);
        list.read(answer);
        if (!list.listed) {
            throw answer.malformed("no attendees are listed");
        }
        return list.page
                .asOf(answer.date())
                .next(list.pagination.next(answer.call()))
                .expected(list.pagination.total())
                .build();
    }

    private void read(Response answer) {
        answer.readObject(json -> name -> {
            switch (name) {
                case "attendees" -> listed = json.array(() -> row(json));
                case "pagination" -> pagination.read(json);
                default -> json.skip();
            }
        });
    }

    private void row(Json json) throws IOException {
        rows++;
        AttendeeReader draft = new AttendeeReader(json);
        draft.read();
        String id = draft.id();
        if (id == null) {
            page.addRejected(new Rejected("row " + rows, "no-id", "expected an attendee with an id but found none"));
        } else if (draft.event() != null && !event.equals(draft.event())) {
            page.addRejected(
                    new Rejected(id, "other-event", "expected an attendee of the event asked for but found another's"));
        } else {
            page.addAttendees(draft.attendee(id));
        }
    }
}
