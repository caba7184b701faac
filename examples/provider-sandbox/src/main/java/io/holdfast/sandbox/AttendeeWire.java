package io.holdfast.sandbox;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import java.util.Optional;

/**
 * An attendee in the provider's words. What is not known is left out, null, or empty: the provider does all three. Which
 * of them follows from the attendee's id, so that each answer says the same.
 */
final class AttendeeWire {
    private AttendeeWire() {}

    static ObjectNode attendee(SandboxAttendee attendee) {
        ObjectNode json = object();
        json.put("id", attendee.id()).put("event_id", attendee.eventId()).put("order_id", attendee.orderId());
        json.put("resource_uri", Wire.ORIGIN + "/events/" + attendee.eventId() + "/attendees/" + attendee.id() + "/");
        json.put("created", attendee.created().toString());
        json.put("changed", attendee.changed().toString());
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

    /** Who left the whole form empty has no profile, a null one, an empty one, or one of empty members. */
    private static void profile(ObjectNode json, SandboxAttendee attendee) {
        int variant = isSilent(attendee) ? variant(attendee, "profile", 4) : 3;
        switch (variant) {
            case 0 -> {}
            case 1 -> json.putNull("profile");
            case 2 -> json.putObject("profile");
            default -> members(json.putObject("profile"), attendee);
        }
    }

    private static void members(ObjectNode profile, SandboxAttendee attendee) {
        put(profile, attendee, "name", attendee.name());
        put(profile, attendee, "first_name", attendee.firstName());
        put(profile, attendee, "last_name", attendee.lastName());
        put(profile, attendee, "email", attendee.email());
        put(profile, attendee, "job_title", attendee.jobTitle());
        put(profile, attendee, "company", attendee.company());
        put(profile, attendee, "cell_phone", attendee.phone());
        profile.putObject("addresses");
    }

    private static boolean isSilent(SandboxAttendee attendee) {
        return attendee.name().isEmpty()
                && attendee.email().isEmpty()
                && attendee.company().isEmpty()
                && attendee.jobTitle().isEmpty()
                && attendee.phone().isEmpty();
    }

    private static void put(ObjectNode json, SandboxAttendee attendee, String member, Optional<String> value) {
        if (value.isPresent()) {
            json.put(member, value.get());
            return;
        }
        switch (variant(attendee, member, 3)) {
            case 0 -> {}
            case 1 -> json.putNull(member);
            default -> json.put(member, "");
        }
    }

    /** A ticket without a barcode has no list, an empty one, or one with a null. */
    private static void barcodes(ObjectNode json, SandboxAttendee attendee) {
        int variant = attendee.barcode().isEmpty() ? variant(attendee, "barcodes", 3) : 2;
        if (variant == 0) {
            return;
        }
        ArrayNode barcodes = json.putArray("barcodes");
        if (variant == 1) {
            return;
        }
        ObjectNode barcode = barcodes.addObject();
        attendee.barcode().ifPresentOrElse(value -> barcode.put("barcode", value), () -> barcode.putNull("barcode"));
        barcode.put("status", attendee.refunded() ? "refunded" : attendee.checkedIn() ? "used" : "unused");
        barcode.put("created", attendee.created().toString());
        barcode.put("changed", attendee.changed().toString());
        barcode.put("checkin_type", attendee.checkedIn() ? 1 : 0).put("is_printed", false);
    }

    private static void answers(ObjectNode json, SandboxAttendee attendee) {
        ArrayNode answers = json.putArray("answers");
        int variant = variant(attendee, "answers", 3);
        if (variant == 0) {
            return;
        }
        ObjectNode answer = answers.addObject();
        answer.put("question_id", "31").put("attendee_id", attendee.id());
        answer.put("question", "Diet?").put("type", "dropdown");
        // a skipped question has no answer member
        if (variant == 1) {
            answer.put("answer", "Vegan");
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
        String major = String.format(Locale.ROOT, "%d.%02d", cents / 100, cents % 100);
        return object().put("currency", "EUR")
                .put("value", cents)
                .put("major_value", major)
                .put("display", "€" + major);
    }

    private static int variant(SandboxAttendee attendee, String member, int variants) {
        return Math.floorMod((attendee.id() + member).hashCode(), variants);
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }
}
