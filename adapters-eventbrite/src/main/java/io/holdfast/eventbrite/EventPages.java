package io.holdfast.eventbrite;

import io.holdfast.http.Json;
import io.holdfast.http.Response;
import io.holdfast.model.Cursor;
import io.holdfast.model.Page;
import io.holdfast.model.RemoteId;
import io.holdfast.model.RemoteRef;
import io.holdfast.model.RemoteSubject;
import io.holdfast.model.SubjectKind;
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

    static Page<RemoteSubject> organizations(Response answer) {
        List<RemoteSubject> organizations = new ArrayList<>();
        Optional<Cursor> next = read(answer, "organizations", json -> {
            Organization draft = new Organization();
            json.object(name -> draft.member(json, name));
            draft.subject().ifPresent(organizations::add);
        });
        return new Page<>(organizations, next);
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

    private static final class Organization {
        private @Nullable String id;
        private @Nullable String title;

        void member(Json json, String name) throws IOException {
            switch (name) {
                case "id" -> id = json.filled();
                case "name" -> title = json.text();
                default -> json.skip();
            }
        }

        Optional<RemoteSubject> subject() {
            return Optional.ofNullable(id)
                    .map(known -> RemoteSubject.builder()
                            .ref(new RemoteRef(SubjectKind.CHANNEL, RemoteId.of(known)))
                            .title(Optional.ofNullable(title).orElse(""))
                            .build());
        }
    }
}
