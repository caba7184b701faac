package io.holdfast.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The webhooks of the fake Eventbrite: who has subscribed to what, and what each act has delivered to them. Nothing is signed. */
final class EventbriteHooks {
    private static final long FIRST = 15_000_222L;
    private static final String USUAL = "order.placed,event.published,event.unpublished";
    /** Scans are subscribed to by one name and delivered by another. */
    private static final Map<String, String> SUBSCRIBED_AS =
            Map.of("barcode.checked_in", "attendee.checked_in", "barcode.un_checked_in", "attendee.checked_out");

    private final Map<String, Hook> hooks = new LinkedHashMap<>();
    private final Deliveries deliveries;
    private final InstantSource clock;
    private int made;

    EventbriteHooks(Deliveries deliveries, InstantSource clock) {
        this.deliveries = deliveries;
        this.clock = clock;
        deliveries.whenGone(this::forget);
    }

    Deliveries deliveries() {
        return deliveries;
    }

    /** Makes one, as the body of a request says; the same address may be subscribed to twice. */
    synchronized ObjectNode create(String organization, JsonNode asked) {
        String endpoint = asked.path("endpoint_url").asText("");
        String event = asked.path("event_id").asText("");
        String actions = asked.path("actions").asText(USUAL);
        if (!endpoint.matches("https?://[^\\s]+")) {
            throw Refusal.argument("endpoint_url");
        }
        Hook hook = new Hook(
                Long.toString(FIRST + made++),
                organization,
                endpoint,
                new TreeSet<>(Arrays.asList(actions.split(",", -1))),
                Optional.of(event).filter(id -> !id.isEmpty()),
                clock.instant().truncatedTo(ChronoUnit.SECONDS));
        hooks.put(hook.id, hook);
        return hook.wire();
    }

    synchronized List<Hook> of(String organization) {
        return hooks.values().stream()
                .filter(hook -> hook.organization.equals(organization))
                .toList();
    }

    /** Whose it is; another's does not exist, as far as anybody else can see. */
    synchronized Hook find(String id) {
        return Optional.ofNullable(hooks.get(id)).orElseThrow(() -> Refusal.notFound("webhook"));
    }

    synchronized ObjectNode delete(String id) {
        forget(id);
        return object().put("id", id).put("success", true);
    }

    /** What is delivered of an event's acts. */
    Witness<SandboxAttendee> of(SandboxEvent event) {
        return new Witness<>() {
            @Override
            public void person(Act act, SandboxAttendee attendee) {
                tell(event, attendee, kinds(act));
            }

            @Override
            public void event(Act act) {
                announce(event, "event.updated");
            }
        };
    }

    /** As recorded of one order: its update comes before it was placed, and once more at the end. */
    private static List<String> kinds(Act act) {
        return switch (act) {
            case REGISTERED -> List.of("order.updated", "order.placed", "attendee.updated", "order.updated");
            case CHECKED_IN -> List.of("barcode.checked_in");
            case CHECKED_OUT -> List.of("barcode.un_checked_in");
            case REFUNDED -> List.of("order.refunded", "order.updated", "attendee.updated");
            default -> List.of("attendee.updated", "order.updated");
        };
    }

    private void tell(SandboxEvent event, SandboxAttendee attendee, List<String> kinds) {
        List<Parcel> parcels = kinds.stream()
                .flatMap(kind -> {
                    String of = kind.startsWith("order.")
                            ? "/orders/" + attendee.orderId() + "/"
                            : "/events/" + event.id() + "/attendees/" + attendee.id() + "/";
                    return parcels(event, kind, of).stream();
                })
                .toList();
        deliveries.post(parcels);
    }

    private void announce(SandboxEvent event, String kind) {
        deliveries.post(parcels(event, kind, "/events/" + event.id() + "/"));
    }

    private synchronized List<Parcel> parcels(SandboxEvent event, String kind, String pointer) {
        return of(event.organizationId()).stream()
                .filter(hook -> hook.wants(event, SUBSCRIBED_AS.getOrDefault(kind, kind)))
                .map(hook -> hook.parcel(kind, Wire.ORIGIN + pointer))
                .toList();
    }

    private synchronized void forget(String id) {
        hooks.remove(id);
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    /** One subscription. */
    record Hook(
            String id,
            String organization,
            String endpoint,
            Set<String> actions,
            Optional<String> event,
            Instant created) {

        boolean wants(SandboxEvent of, String action) {
            return actions.contains(action) && event.map(of.id()::equals).orElse(true);
        }

        ObjectNode wire() {
            ObjectNode json = object();
            json.put("id", id)
                    .put("resource_uri", Wire.ORIGIN + "/webhooks/" + id + "/")
                    .put("endpoint_url", endpoint);
            ArrayNode told = json.putArray("actions");
            actions.forEach(told::add);
            json.put("user_id", organization);
            event.ifPresentOrElse(one -> json.put("event_id", one), () -> json.putNull("event_id"));
            return json.put("created", created.toString());
        }

        /** The header that looks like the id of a delivery is that of the webhook. */
        private Parcel parcel(String kind, String pointer) {
            ObjectNode body = object();
            body.putObject("config")
                    .put("action", kind)
                    .put("user_id", organization)
                    .put("webhook_id", id)
                    .put("endpoint_url", endpoint);
            body.put("api_url", pointer);
            Map<String, String> headers = Map.of(
                    "Content-Type", "application/json",
                    "Accept", "text/plain",
                    "Accept-Encoding", "gzip, deflate",
                    "User-Agent", "Eventbrite Hookshot 12c6041",
                    "X-Eventbrite-Event", kind,
                    "X-Eventbrite-Delivery", id,
                    "User-ID-Sender", organization);
            return new Parcel(id, kind, URI.create(endpoint), at -> headers, body.toString());
        }
    }
}
