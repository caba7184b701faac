package io.holdfast.luma;

import io.holdfast.http.Dates;
import io.holdfast.http.Json;
import io.holdfast.model.ImportObstacle;
import io.holdfast.model.RemoteId;
import io.holdfast.model.RemoteRef;
import io.holdfast.model.RemoteSubject;
import io.holdfast.model.SubjectKind;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** One event while its members stream in; then the domain's words for it. Luma tells no state: what is cancelled is gone. */
final class EventReader {
    private final Json json;
    private @Nullable String id;
    private @Nullable String name;
    private @Nullable String platform;
    private @Nullable String access;
    private @Nullable String timezone;
    private @Nullable String venue;
    private Optional<Instant> start = Optional.empty();
    private Optional<Instant> end = Optional.empty();
    private long approved = -1;
    private @Nullable EventReader wrapped;

    EventReader(Json json) {
        this.json = json;
    }

    void member(String member) throws IOException {
        switch (member) {
            case "id", "api_id" -> id = json.filled();
            case "name" -> name = json.filled();
            case "platform" -> platform = json.text();
            case "access" -> access = json.text();
            case "timezone" -> timezone = json.text();
            case "start_at" -> start = json.date();
            case "end_at" -> end = json.date();
            case "guest_counts" -> json.object(this::count);
            case "geo_address_json" -> json.object(this::place);
            // answers of old wrap it
            case "event" -> {
                wrapped = new EventReader(json);
                json.object(wrapped::member);
            }
            default -> json.skip();
        }
    }

    /** Another calendar manages it, and its guests are not to be read. */
    private boolean isOnlyShown() {
        return wrapped == null ? "view".equals(access) : wrapped.isOnlyShown();
    }

    /** What it tells; empty if it is no event of Luma's, with an id. */
    Optional<RemoteSubject> subject() {
        if (wrapped != null) {
            return wrapped.subject();
        }
        return Optional.ofNullable(id)
                .filter(known -> platform == null || platform.equals("luma"))
                .map(known -> RemoteSubject.builder()
                        .ref(new RemoteRef(SubjectKind.EVENT, RemoteId.of(known)))
                        .title(Optional.ofNullable(name).orElse(""))
                        .startsAt(start)
                        .endsAt(end)
                        .zone(Dates.zone(timezone))
                        .venue(Optional.ofNullable(venue))
                        .attendees(approved < 0 ? OptionalLong.empty() : OptionalLong.of(approved))
                        .importable(!isOnlyShown())
                        .obstacle(isOnlyShown() ? Optional.of(ImportObstacle.SHOWN_ONLY) : Optional.empty())
                        .build());
    }

    /** Its address is the name of the place; the whole address has the street too. */
    private void place(String member) throws IOException {
        if (member.equals("address")) {
            venue = json.filled();
        } else {
            json.skip();
        }
    }

    private void count(String status) throws IOException {
        if (status.equals("approved")) {
            json.object(of -> {
                if (of.equals("guests")) {
                    approved = json.number();
                } else {
                    json.skip();
                }
            });
        } else {
            json.skip();
        }
    }
}
