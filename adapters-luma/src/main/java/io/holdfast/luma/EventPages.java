package io.holdfast.luma;

import io.holdfast.http.Response;
import io.holdfast.model.CandidatePage;
import io.holdfast.model.Cursor;
import io.holdfast.model.RemoteSubject;
import java.util.ArrayList;
import java.util.List;

/** Pages of a calendar's events, and one event, streamed; what has no id, or lies elsewhere than at Luma, is left out. */
final class EventPages {
    private EventPages() {}

    static CandidatePage events(Response answer, Cursor asked) {
        Pagination pagination = new Pagination(asked);
        List<RemoteSubject> events = new ArrayList<>();
        boolean[] listed = {false};
        answer.readObject(json -> name -> {
            if (name.equals("entries")) {
                listed[0] = json.rows(() -> {
                    EventReader draft = new EventReader(json);
                    json.object(draft::member);
                    draft.subject().ifPresent(events::add);
                });
            } else {
                pagination.member(json, name);
            }
        });
        if (!listed[0]) {
            throw answer.malformed("it lists no events");
        }
        return new CandidatePage(events, pagination.next(answer), List.of());
    }

    /** One event; of one that this calendar only shows it tells that it can't be imported, because its guests can't be read. */
    static RemoteSubject event(Response answer) {
        List<EventReader> drafts = new ArrayList<>();
        answer.readObject(json -> {
            EventReader draft = new EventReader(json);
            drafts.add(draft);
            return draft::member;
        });
        return drafts.get(0).subject().orElseThrow(() -> answer.malformed("it is no event of Luma's with an id"));
    }
}
