package io.holdfast.sandbox;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Calendars, events, people and errors in Luma's words: members and nulls as its schema and its recorded answers have them. */
final class LumaWire {
    private static final String TYPE = "application/json; charset=utf-8";
    private static final String HOST = "usr-Host00000000001";
    // always with milliseconds
    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);
    private static final List<String> COUNTED =
            List.of(LumaGuest.APPROVED, LumaGuest.PENDING, LumaGuest.WAITLIST, LumaGuest.INVITED, LumaGuest.DECLINED);

    private LumaWire() {}

    static Reply ok(ObjectNode answer) {
        return Reply.of(200, TYPE, answer.toString());
    }

    static Reply error(int status, String message) {
        return Reply.of(
                status, TYPE, object().put("message", message).putNull("code").toString());
    }

    static ObjectNode self() {
        return host().put("email", "harper@example.org");
    }

    static ObjectNode calendar(LumaCalendar calendar) {
        ObjectNode json = object();
        json.put("id", calendar.id()).put("name", calendar.name()).put("slug", calendar.slug());
        json.putNull("avatar_url").put("url", "https://luma.com/" + calendar.slug());
        for (String unknown : List.of("description", "social_image_url", "cover_image_url")) {
            json.putNull(unknown);
        }
        json.put("is_personal", false);
        for (String unknown :
                List.of("location", "coordinate", "instagram_handle", "twitter_handle", "youtube_handle", "website")) {
            json.putNull(unknown);
        }
        return json;
    }

    /** An event of a list, without its hosts. */
    static ObjectNode entry(LumaEvent event) {
        ObjectNode json = common(event);
        json.putArray("tags");
        return json;
    }

    static ObjectNode event(LumaEvent event) {
        ObjectNode json = common(event);
        json.put("description", "").put("description_md", "");
        json.putArray("hosts").add(self());
        json.put("access", "manage").put("registration_open", true).putNull("spots_remaining");
        ObjectNode counts = json.putObject("guest_counts");
        COUNTED.forEach(status ->
                count(counts.putObject(status), event, guest -> guest.status().equals(status)));
        count(counts.putObject("checked_in"), event, LumaGuest::isCheckedIn);
        return json;
    }

    static ObjectNode guest(LumaGuest guest) {
        ObjectNode json = object();
        json.put("id", guest.id()).put("user_id", guest.userId());
        json.put("user_email", guest.email().orElse(""));
        put(json, "user_name", name(guest));
        put(json, "user_first_name", guest.firstName());
        lastName(json, guest);
        json.put("approval_status", guest.status()).put("check_in_qr_code", guest.code());
        json.putNull("eth_address");
        put(json, "invited_at", guest.invitedAt().map(MOMENT::format));
        json.putNull("joined_at");
        put(json, "phone_number", guest.phone().map(number -> number.replace(" ", "")));
        put(json, "registered_at", guest.registeredAt().map(MOMENT::format));
        LumaAnswers.put(json, guest);
        json.putNull("solana_address").putNull("utm_source");
        ArrayNode tickets = json.putArray("event_tickets");
        guest.eventTickets().forEach(ticket -> tickets.add(ticket(ticket)));
        return json;
    }

    /** A guest that was asked for alone, with the orders that no list has. */
    static ObjectNode whole(LumaGuest guest) {
        ObjectNode json = guest(guest);
        json.putArray("event_ticket_orders");
        return json;
    }

    static ObjectNode person(LumaPerson person) {
        ObjectNode json = object();
        json.put("id", person.id()).put("user_id", person.userId());
        json.put("created_at", MOMENT.format(person.created()));
        json.put("event_approved_count", person.approved()).put("event_checked_in_count", person.checkedIn());
        json.put("revenue_usd_cents", 0).putArray("tags");
        json.putNull("membership");
        put(json, "name", name(person));
        json.put("avatar_url", "https://images.example.org/avatar.png").put("email", person.email());
        put(json, "first_name", person.firstName());
        put(json, "last_name", person.lastName());
        return json;
    }

    /** A guest as a delivery tells: with the whole event, ids of old, and a check-in that is null whatever the tickets say. */
    static ObjectNode told(LumaEvent event, LumaGuest guest) {
        ObjectNode json = whole(guest);
        json.path("event_tickets")
                .forEach(ticket ->
                        ((ObjectNode) ticket).put("api_id", ticket.path("id").asText()));
        json.putNull("custom_source").put("api_id", guest.id()).putNull("checked_in_at");
        json.set("event", told(event).put("api_id", event.id()));
        return json;
    }

    /** An event as a delivery tells. */
    static ObjectNode told(LumaEvent event) {
        ObjectNode json = common(event);
        json.put("description", "").put("description_md", "").putArray("tags");
        return json.putNull("geo_latitude").putNull("geo_longitude");
    }

    /** A person as a delivery tells, who they are wrapped. */
    static ObjectNode told(LumaPerson person) {
        ObjectNode json = person(person);
        ObjectNode user = json.putObject("user").put("id", person.userId());
        for (String member : List.of("name", "avatar_url", "first_name", "last_name")) {
            user.set(member, json.remove(member));
        }
        user.set("email", json.get("email"));
        json.remove("user_id");
        return json;
    }

    static String moment(Instant at) {
        return MOMENT.format(at);
    }

    static Optional<String> name(LumaGuest guest) {
        return name(guest.firstName(), guest.lastName());
    }

    static Optional<String> name(LumaPerson person) {
        return name(person.firstName(), person.lastName());
    }

    /** What no act of the sandbox changes, and the little that one does. */
    private static ObjectNode common(LumaEvent event) {
        ObjectNode json = object();
        Instant start = event.firstStart();
        json.put("platform", "luma").put("id", event.id()).put("user_id", HOST).put("calendar_id", event.calendarId());
        json.put("start_at", MOMENT.format(start)).put("duration_interval", "P0Y0M0DT4H0M0S");
        json.put("end_at", MOMENT.format(start.plus(ProviderEvent.LENGTH)));
        json.put("created_at", MOMENT.format(start.minusSeconds(7_000_000)));
        json.put("timezone", "Europe/Vienna").put("name", event.title());
        json.putNull("geo_address_json").putNull("coordinate").putNull("meeting_url");
        json.put("location_type", "offline").put("location_visibility", "public");
        json.put("cover_url", "https://images.example.org/cover.png").putArray("registration_questions");
        json.put("url", "https://luma.com/" + event.id().substring(4).toLowerCase(Locale.ROOT));
        json.put("visibility", "public").putNull("waitlist_status").putNull("feedback_email");
        return json;
    }

    private static void count(ObjectNode counts, LumaEvent event, Predicate<LumaGuest> which) {
        List<LumaGuest> guests = event.shown().stream().filter(which).toList();
        counts.put("guests", guests.size());
        counts.put(
                "tickets",
                guests.stream().mapToInt(guest -> guest.eventTickets().size()).sum());
    }

    private static ObjectNode ticket(LumaTicket ticket) {
        ObjectNode json = object();
        json.put("id", ticket.id()).put("amount", ticket.amount()).put("amount_discount", 0);
        json.put("amount_tax", 0);
        put(json, "currency", ticket.currency());
        put(json, "checked_in_at", ticket.checkedInAt().map(MOMENT::format));
        json.put("event_ticket_type_id", ticket.typeId()).put("is_captured", ticket.captured());
        json.put("name", ticket.name());
        return json;
    }

    /** Who has a given name alone has an empty family name, or none. */
    private static void lastName(ObjectNode json, LumaGuest guest) {
        if (guest.lastName().isEmpty() && guest.firstName().isPresent() && LumaAnswers.variant(guest, 2) == 0) {
            json.put("user_last_name", "");
        } else {
            put(json, "user_last_name", guest.lastName());
        }
    }

    private static ObjectNode host() {
        ObjectNode json = object();
        json.put("id", HOST).put("name", "Harper Host").put("first_name", "Harper");
        return json.put("last_name", "Host").put("avatar_url", "https://images.example.org/host.png");
    }

    private static Optional<String> name(Optional<String> firstName, Optional<String> lastName) {
        return Optional.of(
                        Stream.of(firstName, lastName).flatMap(Optional::stream).collect(Collectors.joining(" ")))
                .filter(name -> !name.isEmpty());
    }

    private static void put(ObjectNode json, String member, Optional<String> value) {
        value.ifPresentOrElse(told -> json.put(member, told), () -> json.putNull(member));
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }
}
