package io.holdfast.sandbox;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** The provider's words: members, nulls and omissions as its recorded answers have them. */
final class Wire {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final String ORIGIN = "https://www.eventbriteapi.com/v3";
    private static final ZoneId ZONE = ZoneId.of("Europe/Vienna");

    private Wire() {}

    static ObjectNode user(Account account) {
        ObjectNode user = object();
        user.put("id", account.id())
                .put("name", account.name())
                .putNull("first_name")
                .putNull("last_name");
        user.put("is_public", false).putNull("image_id");
        user.putArray("emails")
                .addObject()
                .put("email", "owner" + account.id() + "@example.org")
                .put("verified", true)
                .put("primary", true);
        return user;
    }

    static ObjectNode organization(Account account) {
        ObjectNode organization = object();
        organization
                .put("_type", "organization")
                .put("id", account.organizationId())
                .put("name", account.name());
        // the one date of the API that has no offset
        organization.put("vertical", "default").put("created", "2027-01-05T03:58:27");
        organization.putNull("image_id").putNull("parent_id").putNull("locale");
        return organization;
    }

    static ObjectNode event(SandboxEvent event) {
        ObjectNode json = object();
        json.put("id", event.id())
                .put("organization_id", event.organizationId())
                .put("organizer_id", "120033445566");
        json.putObject("name").put("text", event.title()).put("html", event.title());
        json.putNull("summary").putObject("description").putNull("text").putNull("html");
        json.put("url", "https://www.eventbrite.com/e/" + event.id());
        json.set("start", moment(event.start()));
        json.set("end", moment(event.end()));
        json.put("created", "2027-03-01T08:00:00Z").put("changed", "2027-03-10T12:30:00Z");
        json.put("published", "2027-03-02T09:00:00Z")
                .put("status", event.status())
                .put("currency", "EUR");
        json.put("capacity", 5000)
                .put("capacity_is_custom", false)
                .put("online_event", false)
                .put("listed", true);
        json.put("shareable", true)
                .put("invite_only", false)
                .put("tx_time_limit", 1200)
                .put("locale", "en_US");
        json.put("is_locked", false)
                .put("is_series", false)
                .put("is_series_parent", false)
                .put("is_free", false);
        json.put("inventory_type", "limited").put("is_reserved_seating", false).putNull("logo_id");
        json.put("venue_id", "299000111")
                .put("category_id", "102")
                .putNull("subcategory_id")
                .putNull("format_id");
        json.put("resource_uri", ORIGIN + "/events/" + event.id() + "/");
        return json;
    }

    static ObjectNode attendee(SandboxAttendee attendee) {
        ObjectNode json = object();
        json.put("id", attendee.id()).put("event_id", attendee.eventId()).put("order_id", attendee.orderId());
        json.put("resource_uri", ORIGIN + "/events/" + attendee.eventId() + "/attendees/" + attendee.id() + "/");
        json.put("created", attendee.created().toString())
                .put("changed", attendee.changed().toString());
        json.put("quantity", 1).putNull("variant_id");
        json.put("ticket_class_id", attendee.ticketClassId()).put("ticket_class_name", attendee.ticketClass());
        json.put("delivery_method", "electronic");
        profile(json, attendee);
        barcodes(json, attendee);
        answers(json, attendee);
        costs(json);
        json.put("checked_in", attendee.checkedIn()).put("cancelled", attendee.cancelled());
        json.put("refunded", attendee.refunded()).put("status", attendee.status());
        json.put("affiliate", "oddtdtcreator").putNull("guestlist_id").putNull("invited_by");
        return json;
    }

    static ObjectNode error(Refusal refusal) {
        return object().put("status_code", refusal.status())
                .put("error", refusal.error())
                .put("error_description", refusal.description());
    }

    /** Who left the profile empty has none, a null, or an object of nulls: the provider does all three. */
    private static void profile(ObjectNode json, SandboxAttendee attendee) {
        if (attendee.firstName().isEmpty()) {
            switch (variant(attendee)) {
                case 0 -> {}
                case 1 -> json.putNull("profile");
                default ->
                    json.putObject("profile")
                            .putNull("name")
                            .putNull("first_name")
                            .putNull("email");
            }
            return;
        }
        ObjectNode profile = json.putObject("profile");
        profile.put(
                "name", attendee.firstName().get() + " " + attendee.lastName().orElse(""));
        put(profile, "first_name", attendee.firstName());
        put(profile, "last_name", attendee.lastName());
        put(profile, "email", attendee.email());
        put(profile, "job_title", attendee.jobTitle());
        put(profile, "company", attendee.company());
        put(profile, "cell_phone", attendee.phone());
        profile.putObject("addresses");
    }

    /** A ticket without a barcode has no list, an empty one, or one with a null. */
    private static void barcodes(ObjectNode json, SandboxAttendee attendee) {
        if (attendee.barcode().isEmpty() && variant(attendee) == 0) {
            return;
        }
        ArrayNode barcodes = json.putArray("barcodes");
        if (attendee.barcode().isEmpty()) {
            if (variant(attendee) == 1) {
                barcodes.addObject().putNull("barcode").put("status", "unused");
            }
            return;
        }
        barcodes.addObject()
                .put("barcode", attendee.barcode().get())
                .put("status", attendee.refunded() ? "refunded" : attendee.checkedIn() ? "used" : "unused")
                .put("created", attendee.created().toString())
                .put("changed", attendee.changed().toString())
                .put("checkin_type", 0)
                .put("is_printed", false);
    }

    private static void answers(ObjectNode json, SandboxAttendee attendee) {
        ArrayNode answers = json.putArray("answers");
        if (variant(attendee) == 2) {
            answers.addObject()
                    .put("question_id", "31")
                    .put("attendee_id", attendee.id())
                    .put("question", "Diet?")
                    .put("type", "dropdown")
                    .put("answer", "Vegan");
        }
    }

    private static void costs(ObjectNode json) {
        ObjectNode costs = json.putObject("costs");
        costs.set("base_price", money(2500));
        costs.set("eventbrite_fee", money(180));
        costs.set("payment_fee", money(60));
        costs.set("tax", money(0));
        costs.set("gross", money(2740));
    }

    private static ObjectNode money(int cents) {
        String major = cents / 100 + "." + String.format("%02d", cents % 100);
        return object().put("currency", "EUR")
                .put("value", cents)
                .put("major_value", major)
                .put("display", "€" + major);
    }

    private static ObjectNode moment(Instant at) {
        return object().put("timezone", ZONE.getId())
                .put("utc", at.toString())
                .put("local", DateTimeFormatter.ISO_LOCAL_DATE_TIME.format(at.atZone(ZONE)));
    }

    /** A null member is simply left out half of the time. */
    private static void put(ObjectNode json, String name, Optional<String> value) {
        if (value.isPresent()) {
            json.put(name, value.get());
        } else if (name.length() % 2 == 0) {
            json.putNull(name);
        }
    }

    private static int variant(SandboxAttendee attendee) {
        return Math.floorMod(attendee.id().hashCode(), 3);
    }

    private static ObjectNode object() {
        return JSON.objectNode();
    }
}
