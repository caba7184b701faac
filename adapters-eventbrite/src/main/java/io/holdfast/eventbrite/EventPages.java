package io.holdfast.eventbrite;

import io.holdfast.http.Json;
import io.holdfast.http.Response;
import io.holdfast.model.Cursor;
import io.holdfast.model.Page;
import io.holdfast.model.RemoteSubject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Pages of organizations and of events, streamed; rows without an id are left out. */
final class EventPages {
    private EventPages() {}

    /** Adds what one element of the list tells. */
    private interface Row {
        void read(Json json) throws IOException;
    }

    static Page<String> organizations(Response answer) {
        List<String> ids = new ArrayList<>();
        Optional<Cursor> next = read(answer, "organizations", json -> id(json).ifPresent(ids::add));
        return new Page<>(ids, next);
    }

    static Page<RemoteSubject> events(Response answer) {
        List<RemoteSubject> events = new ArrayList<>();
        Optional<Cursor> next = read(answer, "events", json -> {
            EventReader draft = new EventReader(json);
            json.object(draft::member);
            draft.subject().ifPresent(events::add);
        });
        return new Page<>(events, next);
    }

    static RemoteSubject event(Response answer) {
        List<EventReader> drafts = new ArrayList<>();
        answer.readObject(json -> {
            EventReader draft = new EventReader(json);
            drafts.add(draft);
            return draft::member;
        });
        return drafts.stream()
                .findFirst()
                .flatMap(EventReader::subject)
                .orElseThrow(() -> answer.malformed("it is no event with an id and a name"));
    }

    /** The member {@code id} of an account. */
    static Optional<String> id(Json json) throws IOException {
        Id id = new Id();
        json.object(name -> id.member(json, name));
        return Optional.ofNullable(id.value).filter(known -> !known.isBlank());
    }

    private static Optional<Cursor> read(Response answer, String key, Row row) {
        Pagination pagination = new Pagination();
        boolean[] listed = {false};
        answer.readObject(json -> name -> {
            if (name.equals(key)) {
                listed[0] = json.array(() -> row.read(json));
            } else if (name.equals("pagination")) {
                pagination.read(json);
            } else {
                json.skip();
            }
        });
        if (!listed[0]) {
            throw answer.malformed("it lists no " + key);
        }
        return pagination.next(answer.call());
    }

    private static final class Id {
        private @Nullable String value;

        void member(Json json, String name) throws IOException {
            if (name.equals("id")) {
                value = json.text();
            } else {
                json.skip();
            }
        }
    }
}
