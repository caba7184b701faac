package io.holdfast.eventbrite;

import io.holdfast.http.Json;
import io.holdfast.model.Hints;
import io.holdfast.model.RemoteRef;
import io.holdfast.model.SubjectKind;
import io.holdfast.webhook.Delivery;
import io.holdfast.webhook.DeliveryContent;
import io.holdfast.webhook.DeliveryContent.Kind;
import io.holdfast.webhook.Signal;
import io.holdfast.webhook.Subscription;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a delivery says: an action, and an address that points at what it happened to. The body repeats the address that it was
 * delivered to, a secret, so nothing of it is kept or told.
 */
final class DeliveryReader {
    private static final String TEST = "test";

    /** A scan is subscribed to by one name and told by another. */
    private static final Set<String> ACTIONS = Set.of(
            "attendee.updated",
            "attendee.checked_in",
            "attendee.checked_out",
            "barcode.checked_in",
            "barcode.un_checked_in",
            "order.placed",
            "order.updated",
            "order.refunded",
            "event.published",
            "event.unpublished",
            "event.updated");

    private final List<Subscription> known;
    private @Nullable String action;
    private @Nullable String webhook;
    private @Nullable String organization;
    private @Nullable String address;
    private boolean isConfigured;

    private DeliveryReader(List<Subscription> known) {
        this.known = known;
    }

    static DeliveryContent read(Delivery delivery, List<Subscription> known, Pattern addresses) {
        DeliveryReader read = new DeliveryReader(known);
        if (!Json.reads(delivery.body(), 1, json -> member -> read.member(json, member)) || !read.isConfigured) {
            return DeliveryContent.without(Kind.MALFORMED);
        }
        if (TEST.equals(read.action)) {
            return DeliveryContent.without(Kind.TEST);
        }
        List<Signal> signals = read.signals(addresses);
        return signals.isEmpty() ? DeliveryContent.without(Kind.IRRELEVANT) : DeliveryContent.of(signals);
    }

    private void member(Json json, String member) throws IOException {
        switch (member) {
            case "config" -> isConfigured = json.object(inner -> config(json, inner));
            case "api_url" -> address = json.text();
            default -> json.skip();
        }
    }

    private void config(Json json, String member) throws IOException {
        switch (member) {
            case "action" -> action = json.text();
            case "webhook_id" -> webhook = json.text();
            case "user_id" -> organization = json.text();
            default -> json.skip();
        }
    }

    private List<Signal> signals(Pattern addresses) {
        if (action == null || !ACTIONS.contains(action) || address == null || !isExpected()) {
            return List.of();
        }
        return Pointer.read(addresses, address).map(this::signals).orElse(List.of());
    }

    private List<Signal> signals(Pointer pointer) {
        if (pointer.event().isPresent() && pointer.attendee().isEmpty()) {
            RemoteRef event = pointer.event().get();
            return action != null && action.startsWith("event.")
                    ? List.of(new Signal.FactsOf(event))
                    : List.of(new Signal.AttendeesOf(event, Hints.ALL));
        }
        Hints who = pointer.attendee().map(id -> Hints.of(Set.of(id))).orElse(Hints.ALL);
        Optional<Signal> ofEvent = pointer.event().or(this::onlyEvent).map(event -> new Signal.AttendeesOf(event, who));
        Optional<Signal> ofChannels =
                pointer.attendee().map(id -> new Signal.AttendeesOfChannels(Hints.of(Set.of(id))));
        return ofEvent.map(first ->
                        ofChannels.map(second -> List.of(first, second)).orElse(List.of(first)))
                .orElse(ofChannels.map(List::of).orElse(List.of()));
    }

    /**
     * What is told for another organization than the subscription's own concerns nothing here. A subscription that is not known may
     * be one that has just been made, so what it tells is a hint like any.
     */
    private boolean isExpected() {
        return organization == null
                || sender().map(Subscription::scope)
                        .filter(scope -> scope.kind() == SubjectKind.CHANNEL)
                        .filter(scope -> !scope.id().value().equals(organization))
                        .isEmpty();
    }

    /** Whose orders these are: an order's address does not name its event. */
    private Optional<RemoteRef> onlyEvent() {
        List<RemoteRef> events = sender().map(List::of).orElse(known).stream()
                .map(Subscription::scope)
                .filter(scope -> scope.kind() == SubjectKind.EVENT)
                .distinct()
                .toList();
        return events.size() == 1 ? Optional.of(events.get(0)) : Optional.empty();
    }

    private Optional<Subscription> sender() {
        return known.stream()
                .filter(subscription -> subscription.id().equals(webhook))
                .findFirst();
    }
}
