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

    /** Reads one element of the list. */
    private interface Row {
        Optional<RemoteSubject> read(Json json) throws IOException;
    }

    static Page<RemoteSubject> organizations(Response answer, Cursor asked) {
        return read(answer, asked, "organizations", json -> {
            Organization draft = new Organization();
            json.object(name -> draft.member(json, name));
            return draft.subject();
        });
    }

    static Page<RemoteSubject> events(Response answer, Cursor asked) {
        return read(answer, asked, "events", json -> {
            EventReader draft = new EventReader(json);
            json.object(draft::member);
            return draft.subject();
        });
    }

    /** The page behind the end of a list that does not count its pages. */
    static Page<RemoteSubject> none() {
        return new Page<>(List.of(), Optional.empty());
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
                .orElseThrow(() -> answer.malformed("it is no event with an id"));
    }

    /** Which organization holds an event. */
    static Optional<String> organization(Response answer) {
        List<String> told = new ArrayList<>();
        answer.readObject(json -> name -> {
            if (name.equals("organization_id")) {
                Optional.ofNullable(json.filled()).ifPresent(told::add);
            } else {
                json.skip();
            }
        });
        return told.stream().findFirst();
    }

    private static Page<RemoteSubject> read(Response answer, Cursor asked, String key, Row row) {
        Pagination pagination = new Pagination(asked);
        List<Optional<RemoteSubject>> rows = new ArrayList<>();
        boolean[] listed = {false};
        answer.readObject(json -> name -> {
            if (name.equals(key)) {
                listed[0] = json.rows(() -> rows.add(row.read(json)));
            } else if (name.equals("pagination")) {
                pagination.read(json);
            } else {
                json.skip();
            }
        });
        if (!listed[0]) {
            throw answer.malformed("it lists no " + key);
        }
        List<RemoteSubject> items = rows.stream().flatMap(Optional::stream).toList();
        return new Page<>(items, pagination.next(answer.call(), rows.size()));
    }

    private static final class Organization {
        private @Nullable String id;
        private @Nullable String title;

        void member(Json json, String name) throws IOException {
            switch (name) {
                case "id" -> id = json.filled();
                case "name" -> title = json.filled();
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
