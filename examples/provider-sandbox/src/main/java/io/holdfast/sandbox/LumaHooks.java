package io.holdfast.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The webhooks of the fake Luma, each of one calendar, and what each act has delivered to them, signed. */
final class LumaHooks {
    private static final String ACTIVE = "active";

    private final Map<String, Hook> hooks = new LinkedHashMap<>();
    private final Deliveries deliveries;
    private final InstantSource clock;
    private final Secrets secrets;
    private int made;
    private int delivered;

    LumaHooks(Deliveries deliveries, InstantSource clock, long seed) {
        this.deliveries = deliveries;
        this.clock = clock;
        secrets = new Secrets(seed + 1);
        deliveries.whenGone(this::pause);
    }

    Deliveries deliveries() {
        return deliveries;
    }

    synchronized ObjectNode create(LumaCalendar calendar, JsonNode asked) {
        String url = asked.path("url").asText("");
        if (!url.matches("https?://[^\\s]+")) {
            throw LumaPages.invalid("url");
        }
        String id = String.format(Locale.ROOT, "wh-Sand%011d", made++);
        Hook hook = new Hook(id, calendar.id(), url, types(asked), ACTIVE, "whsec_" + secrets.next(), clock.instant());
        hooks.put(id, hook);
        return hook.wire();
    }

    /** Changes types and status; the address can't be changed. */
    synchronized ObjectNode update(LumaCalendar calendar, JsonNode asked) {
        Hook known = find(calendar, asked.path("id").asText(""));
        Hook hook = new Hook(
                known.id,
                known.calendar,
                known.url,
                asked.has("event_types") ? types(asked) : known.types,
                asked.path("status").asText(known.status),
                known.secret,
                known.created);
        hooks.put(hook.id, hook);
        return hook.wire();
    }

    synchronized ObjectNode get(LumaCalendar calendar, String id) {
        return find(calendar, id).wire();
    }

    synchronized ObjectNode delete(LumaCalendar calendar, JsonNode asked) {
        hooks.remove(find(calendar, asked.path("id").asText("")).id);
        return object();
    }

    synchronized List<Hook> of(String calendar) {
        return hooks.values().stream()
                .filter(hook -> hook.calendar.equals(calendar))
                .toList();
    }

    /** As a person does it at the provider, or the provider itself whose delivery was answered 410. */
    synchronized void pause(String id) {
        hooks.computeIfPresent(
                id,
                (same, hook) -> new Hook(id, hook.calendar, hook.url, hook.types, "paused", hook.secret, hook.created));
    }

    /** What is delivered of an event's acts. */
    Witness<LumaGuest> of(LumaEvent event) {
        return new Witness<>() {
            @Override
            public void person(Act act, LumaGuest guest) {
                post(event.calendarId(), told(act, event, guest));
            }

            @Override
            public void event(Act act) {
                String type = act == Act.EVENT_CANCELLED ? "event.canceled" : "event.updated";
                post(event.calendarId(), List.of(new Told(type, LumaWire.told(event))));
            }
        };
    }

    /** Somebody follows a calendar, or no longer does. No calendar is named. */
    void follows(LumaCalendar calendar, LumaPerson person, boolean yes) {
        String type = yes ? "calendar.person.subscribed" : "calendar.person.unsubscribed";
        post(calendar.id(), List.of(new Told(type, LumaWire.told(person))));
    }

    /** A registration is told several times within a second. */
    private static List<Told> told(Act act, LumaEvent event, LumaGuest guest) {
        ObjectNode whole = LumaWire.told(event, guest);
        List<Told> told = new ArrayList<>();
        if (act == Act.REFUNDED) {
            ObjectNode refunded = whole.deepCopy();
            refunded.putObject("refund").put("amount", 2500).put("currency", "eur");
            return List.of(new Told("guest.refunded", refunded));
        }
        if (act == Act.REGISTERED) {
            told.add(new Told("guest.registered", whole));
            for (JsonNode ticket : whole.path("event_tickets")) {
                ObjectNode one = whole.deepCopy();
                one.set("event_ticket", ticket);
                told.add(new Told("ticket.registered", one));
            }
        }
        told.add(new Told("guest.updated", whole));
        return told;
    }

    private void post(String calendar, List<Told> told) {
        deliveries.post(parcels(calendar, told));
    }

    private synchronized List<Parcel> parcels(String calendar, List<Told> told) {
        List<Parcel> parcels = new ArrayList<>();
        for (Told one : told) {
            of(calendar).stream().filter(hook -> hook.wants(one.type)).forEach(hook -> {
                String body = object().put("type", one.type)
                        .<ObjectNode>set("data", one.data)
                        .toString();
                parcels.add(hook.parcel(one.type, body, "msg-" + delivered++));
            });
        }
        return parcels;
    }

    private Hook find(LumaCalendar calendar, String id) {
        return Optional.ofNullable(hooks.get(id))
                .filter(hook -> hook.calendar.equals(calendar.id()))
                .orElseThrow(() -> new Refusal(404, "", "Webhook not found."));
    }

    private static List<String> types(JsonNode asked) {
        List<String> types = new ArrayList<>();
        asked.path("event_types").forEach(type -> types.add(type.asText()));
        if (types.isEmpty()) {
            throw LumaPages.invalid("event_types");
        }
        return List.copyOf(types);
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    private record Told(String type, ObjectNode data) {}

    /** One subscription. */
    record Hook(
            String id, String calendar, String url, List<String> types, String status, String secret, Instant created) {

        boolean wants(String type) {
            return status.equals(ACTIVE) && (types.contains("*") || types.contains(type));
        }

        ObjectNode wire() {
            ObjectNode json = object();
            json.put("id", id).put("url", url);
            ArrayNode told = json.putArray("event_types");
            types.forEach(told::add);
            return json.put("status", status).put("secret", secret).put("created_at", LumaWire.moment(created));
        }

        /** A retry has the same id, and a signature of its own time. */
        private Parcel parcel(String type, String body, String delivery) {
            return new Parcel(
                    id,
                    type,
                    URI.create(url),
                    at -> Map.of(
                            "Content-Type",
                            "application/json",
                            "Webhook-Id",
                            delivery,
                            "Webhook-Timestamp",
                            Long.toString(at.getEpochSecond()),
                            "Webhook-Signature",
                            signature(at.getEpochSecond(), body)),
                    body);
        }

        private String signature(long seconds, String body) {
            try {
                Mac mac = Mac.getInstance("HmacSHA256");
                mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
                byte[] proof = mac.doFinal((seconds + "." + body).getBytes(StandardCharsets.UTF_8));
                return "t=" + seconds + ",v1=" + HexFormat.of().formatHex(proof);
            } catch (GeneralSecurityException everyJvmHasIt) {
                throw new IllegalStateException(everyJvmHasIt);
            }
        }
    }
}
