package io.holdfast.luma;

import io.holdfast.http.Json;
import io.holdfast.http.Response;
import io.holdfast.model.Account;
import io.holdfast.model.RemoteId;
import io.holdfast.model.RemoteRef;
import io.holdfast.model.RemoteSubject;
import io.holdfast.model.SubjectKind;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Which calendar a key is of. Only the id identifies; the name is for people, and may be missing. */
final class CalendarReader {
    private @Nullable String id;
    private @Nullable String name;

    private CalendarReader() {}

    static Account read(Response answer) {
        CalendarReader calendar = new CalendarReader();
        answer.readObject(json -> member -> calendar.member(json, member));
        if (calendar.id == null) {
            throw answer.malformed("it is no calendar with an id");
        }
        return new Account(calendar.id, calendar.name == null ? calendar.id : calendar.name);
    }

    /** One calendar as what can be imported: its people. */
    static RemoteSubject channel(Response answer) {
        Account calendar = read(answer);
        return RemoteSubject.builder()
                .ref(new RemoteRef(SubjectKind.CHANNEL, RemoteId.of(calendar.id())))
                .title(calendar.label())
                .build();
    }

    private void member(Json json, String member) throws IOException {
        switch (member) {
            case "id", "api_id" -> id = json.filled();
            case "name" -> name = json.filled();
            // answers of old wrap it
            case "calendar" -> json.object(inner -> member(json, inner));
            default -> json.skip();
        }
    }
}
