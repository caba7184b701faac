package io.holdfast.eventbrite;

import io.holdfast.http.Json;
import io.holdfast.http.Response;
import io.holdfast.model.Cursor;
import io.holdfast.model.Page;
import io.holdfast.model.RemoteId;
import io.holdfast.model.RemoteRef;
import io.holdfast.model.Secret;
import io.holdfast.model.SubjectKind;
import io.holdfast.webhook.Subscription;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One webhook while its members stream in. Its address is compared and not kept: whoever knows it can deliver. */
final class WebhookReader {
    /** What an organization's webhook tells. An order's address names no event, so of all events together it would say nothing. */
    private static final List<String> OF_ALL_EVENTS = List.of(
            "attendee.updated",
            "attendee.checked_in",
            "attendee.checked_out",
            "event.published",
            "event.unpublished",
            "event.updated");

    private static final List<String> OF_ORDERS = List.of("order.placed", "order.updated", "order.refunded");

    private final RemoteRef organization;
    private final Secret address;
    private final Set<String> actions = new HashSet<>();
    private @Nullable String id;
    private @Nullable String event;
    private boolean isOurs;

    private WebhookReader(RemoteRef organization, Secret address) {
        this.organization = organization;
        this.address = address;
    }

    /** The actions that a webhook of a scope is to tell, as one text. */
    static String actions(RemoteRef scope) {
        return String.join(",", wanted(scope));
    }

    /** Those on a page that deliver to an address. */
    static Page<Subscription> page(Response answer, Cursor asked, Secret address, RemoteRef organization) {
        Pagination pagination = new Pagination(asked);
        List<Subscription> ours = new ArrayList<>();
        int[] rows = {0};
        boolean[] listed = {false};
        answer.readObject(json -> name -> {
            if (name.equals("webhooks")) {
                listed[0] = json.rows(() -> {
                    rows[0]++;
                    WebhookReader webhook = new WebhookReader(organization, address);
                    json.object(member -> webhook.member(json, member));
                    if (webhook.isOurs) {
                        webhook.subscription().ifPresent(ours::add);
                    }
                });
            } else if (name.equals("pagination")) {
                pagination.read(json);
            } else {
                json.skip();
            }
        });
        if (!listed[0]) {
            throw answer.malformed("it lists no webhooks");
        }
        return new Page<>(ours, pagination.next(answer.call(), rows[0]));
    }

    /** The webhook that was made for a scope; it stands for what it was made for, whatever else the answer says. */
    static Subscription made(Response answer, RemoteRef scope) {
        WebhookReader webhook = new WebhookReader(scope, Secret.of(""));
        answer.readObject(json -> member -> webhook.member(json, member));
        return webhook.subscription()
                .map(made -> new Subscription(made.id(), scope, true, Optional.empty()))
                .orElseThrow(() -> answer.malformed("it is no webhook with an id"));
    }

    private void member(Json json, String member) throws IOException {
        switch (member) {
            case "id" -> id = json.filled();
            case "endpoint_url" ->
                isOurs = address.equals(
                        Secret.of(Optional.ofNullable(json.text()).orElse("")));
            case "actions" -> json.array(() -> actions.add(subscribed(json.text())));
            case "event_id" -> event = json.filled();
            default -> json.skip();
        }
    }

    private Optional<Subscription> subscription() {
        RemoteRef scope = event == null ? organization : new RemoteRef(SubjectKind.EVENT, RemoteId.of(event));
        return Optional.ofNullable(id)
                .map(known -> new Subscription(known, scope, actions.containsAll(wanted(scope)), Optional.empty()));
    }

    private static List<String> wanted(RemoteRef scope) {
        List<String> wanted = new ArrayList<>(OF_ALL_EVENTS);
        if (scope.kind() == SubjectKind.EVENT) {
            wanted.addAll(OF_ORDERS);
        }
        return wanted;
    }

    /** A scan may come back by the name that deliveries have for it. */
    private static String subscribed(@Nullable String action) {
        return switch (action == null ? "" : action) {
            case "barcode.checked_in" -> "attendee.checked_in";
            case "barcode.un_checked_in" -> "attendee.checked_out";
            default -> "" + action;
        };
    }
}
