package io.holdfast.luma;

import io.holdfast.http.Json;
import io.holdfast.http.Response;
import io.holdfast.model.Cursor;
import io.holdfast.model.Page;
import io.holdfast.model.RemoteRef;
import io.holdfast.model.Secret;
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
    /** What a link wants to be told of; a ticket is told of by its guest, too. */
    static final List<String> WANTED = List.of(
            "guest.registered",
            "guest.updated",
            "guest.refunded",
            "event.updated",
            "event.canceled",
            "calendar.person.subscribed",
            "calendar.person.unsubscribed");

    private static final String ALL = "*";

    private final Secret address;
    private final Set<String> types = new HashSet<>();
    private @Nullable String id;
    private @Nullable String status;
    private @Nullable Secret secret;
    private boolean isOurs;

    private WebhookReader(Secret address) {
        this.address = address;
    }

    /** Those on a page that deliver to an address. */
    static Page<Subscription> page(Response answer, Cursor asked, Secret address, RemoteRef calendar) {
        Pagination pagination = new Pagination(asked);
        List<Subscription> ours = new ArrayList<>();
        boolean[] listed = {false};
        answer.readObject(json -> name -> {
            if (name.equals("entries")) {
                listed[0] = json.rows(() -> {
                    WebhookReader webhook = new WebhookReader(address);
                    json.object(member -> webhook.member(json, member));
                    if (webhook.isOurs) {
                        webhook.subscription(calendar).ifPresent(ours::add);
                    }
                });
            } else {
                pagination.member(json, name);
            }
        });
        if (!listed[0]) {
            throw answer.malformed("it lists no webhooks");
        }
        return new Page<>(ours, pagination.next(answer));
    }

    /** The one webhook of an answer. */
    static Subscription one(Response answer, RemoteRef calendar) {
        WebhookReader webhook = new WebhookReader(Secret.of(""));
        answer.readObject(json -> member -> webhook.member(json, member));
        return webhook.subscription(calendar).orElseThrow(() -> answer.malformed("it is no webhook with an id"));
    }

    private void member(Json json, String member) throws IOException {
        switch (member) {
            case "id", "api_id" -> id = json.filled();
            case "url" ->
                isOurs = address.equals(
                        Secret.of(Optional.ofNullable(json.text()).orElse("")));
            case "event_types" ->
                json.array(() -> types.add(Optional.ofNullable(json.text()).orElse("")));
            case "status" -> status = json.filled();
            case "secret" ->
                secret = Optional.ofNullable(json.filled()).map(Secret::of).orElse(null);
            // answers of old wrap it
            case "webhook" -> json.object(inner -> member(json, inner));
            default -> json.skip();
        }
    }

    private Optional<Subscription> subscription(RemoteRef calendar) {
        boolean tellsAll = types.contains(ALL) || types.containsAll(WANTED);
        return Optional.ofNullable(id)
                .map(known -> new Subscription(
                        known, calendar, "active".equals(status) && tellsAll, Optional.ofNullable(secret)));
    }
}
