package io.holdfast.eventbrite;

import io.holdfast.http.Dates;
import io.holdfast.http.Json;
import io.holdfast.model.ImportObstacle;
import io.holdfast.model.RemoteId;
import io.holdfast.model.RemoteRef;
import io.holdfast.model.RemoteSubject;
import io.holdfast.model.SubjectKind;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One event while its members stream in; then the domain's words for it. */
final class EventReader {
    private final Json json;
    private final Moment start = new Moment();
    private final Moment end = new Moment();
    private @Nullable String id;
    private @Nullable String title;
    private @Nullable String status;
    private @Nullable String venue;
    private boolean seriesParent;

    EventReader(Json json) {
        this.json = json;
    }

    void member(String member) throws IOException {
        switch (member) {
            case "id" -> id = json.filled();
            case "name" -> json.object(this::name);
            case "start" -> json.object(start::member);
            case "end" -> json.object(end::member);
            case "status" -> status = json.filled();
            case "venue" -> json.object(this::venue);
            case "is_series_parent" -> seriesParent = Boolean.TRUE.equals(json.flag());
            default -> json.skip();
        }
    }

    /** What it tells; empty if it is no event: each has an id. A name may be null, and what is null may be left out. */
    Optional<RemoteSubject> subject() {
        return Optional.ofNullable(id)
                .map(known -> RemoteSubject.builder()
                        .ref(new RemoteRef(SubjectKind.EVENT, RemoteId.of(known)))
                        .title(Optional.ofNullable(title).orElse(""))
                        .startsAt(start.instant())
                        .endsAt(end.instant())
                        .zone(start.zone())
                        .venue(Optional.ofNullable(venue))
                        .providerState(Optional.ofNullable(status))
                        .cancelled("canceled".equals(status) || "cancelled".equals(status))
                        .importable(!seriesParent)
                        .obstacle(seriesParent ? Optional.of(ImportObstacle.SERIES_PARENT) : Optional.empty())
                        .build());
    }

    private void name(String member) throws IOException {
        if (member.equals("text")) {
            title = json.filled();
        } else {
            json.skip();
        }
    }

    private void venue(String member) throws IOException {
        if (member.equals("name")) {
            venue = json.filled();
        } else {
            json.skip();
        }
    }

    /** A start or an end: an instant, or the time at the place, and the zone it is announced in. */
    private final class Moment {
        private @Nullable String utc;
        private @Nullable String local;
        private @Nullable String timezone;

        void member(String member) throws IOException {
            switch (member) {
                case "utc" -> utc = json.filled();
                case "local" -> local = json.filled();
                case "timezone" -> timezone = json.filled();
                default -> json.skip();
            }
        }

        Optional<Instant> instant() {
            return Optional.ofNullable(utc)
                    .flatMap(Dates::lenient)
                    .or(() -> Optional.ofNullable(local)
                            .flatMap(time -> zone().flatMap(there -> Dates.local(time, there))));
        }

        Optional<ZoneId> zone() {
            return Dates.zone(timezone);
        }
    }
}
