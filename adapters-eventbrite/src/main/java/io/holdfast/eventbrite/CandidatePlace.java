package io.holdfast.eventbrite;

import io.holdfast.model.Cursor;
import java.util.Optional;

/** A place in the list of events of all organizations: which page of organizations, which of them, which page of events. */
record CandidatePlace(Cursor organizations, int index, Cursor events) {
    private static final CandidatePlace FIRST = new CandidatePlace(Cursor.START, 0, Cursor.START);
    private static final String SEPARATOR = "\n";

    static CandidatePlace of(Cursor cursor) {
        if (cursor.equals(Cursor.START)) {
            return FIRST;
        }
        String[] parts = cursor.value().split(SEPARATOR, -1);
        if (parts.length != 3 || !parts[0].matches("\\d{1,9}")) {
            throw new IllegalArgumentException(
                    "expected a cursor that candidates() gave but found another; begin anew");
        }
        return new CandidatePlace(place(parts[1]), Integer.parseInt(parts[0]), place(parts[2]));
    }

    Cursor cursor() {
        return Cursor.of(index + SEPARATOR + organizations.value() + SEPARATOR + events.value());
    }

    /** Where to go on after a page of events: in the same list, or at the next organization. */
    CandidatePlace after(Optional<Cursor> moreEvents) {
        return moreEvents
                .map(more -> new CandidatePlace(organizations, index, more))
                .orElseGet(() -> new CandidatePlace(organizations, index + 1, Cursor.START));
    }

    /** The first organization of another page of them. */
    static CandidatePlace first(Cursor organizations) {
        return new CandidatePlace(organizations, 0, Cursor.START);
    }

    private static Cursor place(String value) {
        return value.isEmpty() ? Cursor.START : Cursor.of(value);
    }
}
