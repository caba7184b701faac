package io.holdfast.eventbrite;

import io.holdfast.model.FailureKind;
import io.holdfast.model.Rejected;
import io.holdfast.port.AttendeePage;
import io.holdfast.port.ProviderException;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;

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

    static AttendeePage read(Endpoint call, Response answer, String event) {
        AttendeeList list = new AttendeeList(event);
        MalformedResponses.unlessRead(call, () -> list.read(answer.body()));
        if (!list.listed) {
            throw MalformedResponses.answer(call, "no attendees are listed");
        }
        return list.page
                .asOf(date(call, answer))
                .next(list.pagination.next(call))
                .expected(list.pagination.total())
                .build();
    }

    private void read(InputStream body) throws IOException {
        Json.readObject(body, json -> name -> {
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

    /** The provider's clock; without it nobody could say up to when changes were read. */
    private static Instant date(Endpoint call, Response answer) {
        return answer.headers()
                .firstValue("Date")
                .flatMap(Dates::http)
                .orElseThrow(() -> ProviderException.of(
                        FailureKind.MALFORMED,
                        "expected a Date header in the answer to " + call.path()
                                + " but found none that can be read; a proxy may have dropped it"));
    }
}
