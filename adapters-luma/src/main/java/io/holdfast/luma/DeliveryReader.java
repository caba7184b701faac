package io.holdfast.luma;

import io.holdfast.http.Json;
import io.holdfast.model.AttendeeId;
import io.holdfast.model.Hints;
import io.holdfast.model.RemoteId;
import io.holdfast.model.RemoteRef;
import io.holdfast.model.SubjectKind;
import io.holdfast.webhook.Delivery;
import io.holdfast.webhook.DeliveryContent;
import io.holdfast.webhook.DeliveryContent.Kind;
import io.holdfast.webhook.Signal;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a delivery says, by its type and the ids in it; shapes of old included. What it tells of a guest is not read: it may be
 * older than what is stored, and nothing in it says so.
 */
final class DeliveryReader {
    /** No list of a delivery is read. */
    private static final int NO_ELEMENTS = 1;

    private @Nullable String type;
    private @Nullable String id;
    private @Nullable String apiId;
    private @Nullable String eventId;
    private @Nullable String eventApiId;
    private boolean wrapsGuest;
    private final Ids guest = new Ids();
    private final Ids event = new Ids();

    private DeliveryReader() {}

    static DeliveryContent read(Delivery delivery) {
        DeliveryReader read = new DeliveryReader();
        boolean readable = Json.reads(delivery.body(), NO_ELEMENTS, json -> member -> read.member(json, member));
        return readable && read.type != null ? read.content(read.type) : DeliveryContent.without(Kind.MALFORMED);
    }

    private void member(Json json, String member) throws IOException {
        switch (member) {
            case "type" -> type = json.filled();
            case "data" -> json.object(inner -> data(json, inner));
            default -> json.skip();
        }
    }

    private void data(Json json, String member) throws IOException {
        switch (member) {
            case "id" -> id = json.filled();
            case "api_id" -> apiId = json.filled();
            case "guest" -> wrapsGuest = json.object(inner -> guest.member(json, inner));
            case "event" -> json.object(inner -> event.member(json, inner));
            case "event_id" -> eventId = json.filled();
            case "event_api_id" -> eventApiId = json.filled();
            default -> json.skip();
        }
    }

    private DeliveryContent content(String told) {
        List<Signal> signals = new ArrayList<>();
        switch (told) {
            case "guest.registered" -> {
                attendees(signals);
                // whoever registers is one of the calendar's people from then on, under another id
                signals.add(new Signal.AttendeesOfChannels(Hints.ALL));
            }
            case "guest.updated", "guest.refunded", "ticket.registered" -> attendees(signals);
            case "event.updated", "event.canceled" ->
                own().or(this::eventOfGuest).ifPresent(one -> signals.add(new Signal.FactsOf(event(one))));
            // a calendar's people can't be asked for by their ids
            case "calendar.person.subscribed", "calendar.person.unsubscribed" ->
                signals.add(new Signal.AttendeesOfChannels(Hints.ALL));
            default -> {}
        }
        return signals.isEmpty() ? DeliveryContent.without(Kind.IRRELEVANT) : DeliveryContent.of(signals);
    }

    /** A guest without an event is nobody's here: the next scan of the event finds what happened. */
    private void attendees(List<Signal> signals) {
        Hints who = (wrapsGuest ? guest.id() : own())
                .map(one -> Hints.of(Set.of(AttendeeId.of(one))))
                .orElse(Hints.ALL);
        eventOfGuest().ifPresent(one -> signals.add(new Signal.AttendeesOf(event(one), who)));
    }

    private Optional<String> own() {
        return Ids.usable(id).or(() -> Ids.usable(apiId));
    }

    private Optional<String> eventOfGuest() {
        return event.id().or(() -> Ids.usable(eventId)).or(() -> Ids.usable(eventApiId));
    }

    private static RemoteRef event(String id) {
        return new RemoteRef(SubjectKind.EVENT, RemoteId.of(id));
    }

    /** The id of something in the body, by its name of now and its name of old. */
    private static final class Ids {
        private @Nullable String now;
        private @Nullable String old;

        void member(Json json, String member) throws IOException {
            switch (member) {
                case "id" -> now = json.filled();
                case "api_id" -> old = json.filled();
                default -> json.skip();
            }
        }

        Optional<String> id() {
            return usable(now).or(() -> usable(old));
        }

        static Optional<String> usable(@Nullable String told) {
            return Optional.ofNullable(told).filter(any -> any.length() <= AttendeeId.LONGEST);
        }
    }
}
