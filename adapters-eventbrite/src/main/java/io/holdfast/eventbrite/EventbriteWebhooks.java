package io.holdfast.eventbrite;

import io.holdfast.http.JsonBody;
import io.holdfast.model.Cursor;
import io.holdfast.model.FailureKind;
import io.holdfast.model.Page;
import io.holdfast.model.RemoteId;
import io.holdfast.model.RemoteRef;
import io.holdfast.model.RemoteSubject;
import io.holdfast.model.Secret;
import io.holdfast.model.SubjectKind;
import io.holdfast.port.Grant;
import io.holdfast.port.ProviderException;
import io.holdfast.port.WebhookConnector;
import io.holdfast.webhook.Delivery;
import io.holdfast.webhook.DeliveryContent;
import io.holdfast.webhook.Subscription;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Eventbrite's webhooks. They are not signed, so the secret address alone proves where a delivery comes from, and what it says
 * is a hint: an action, and an address whose ids are taken and which is never asked. Eventbrite ends a webhook whose deliveries
 * are answered 410, so nothing here is.
 */
final class EventbriteWebhooks implements WebhookConnector {
    /** Of 50 organizations, or webhooks of one of them, each. */
    private static final int MOST_PAGES = 20;

    private final EventbriteConnector connector;
    private final Pattern addresses;
    private final int mostEvents;

    EventbriteWebhooks(EventbriteConnector connector, EventbriteOptions options) {
        this.connector = connector;
        addresses = Pointer.below(options.pointerUri());
        mostEvents = options.maxEventSubscriptions();
    }

    @Override
    public boolean isGenuine(Delivery delivery, Set<Secret> secrets, Instant now) {
        return true;
    }

    @Override
    public DeliveryContent read(Delivery delivery, List<Subscription> subscriptions) {
        return DeliveryReader.read(delivery, subscriptions, addresses);
    }

    /** Few events are subscribed to one by one: then an order is known to be of one of them. */
    @Override
    public Set<RemoteRef> scopes(Grant grant, Set<RemoteRef> followed) {
        long events = followed.stream()
                .filter(remote -> remote.kind() == SubjectKind.EVENT)
                .count();
        if (events <= mostEvents) {
            return Set.copyOf(followed);
        }
        Set<RemoteRef> organizations = new HashSet<>(organizations(grant));
        followed.stream().filter(remote -> remote.kind() == SubjectKind.CHANNEL).forEach(organizations::add);
        return Set.copyOf(organizations);
    }

    @Override
    public List<Subscription> list(Grant grant, Secret address) {
        List<Subscription> ours = new ArrayList<>();
        for (RemoteRef organization : organizations(grant)) {
            try {
                ours.addAll(all(after -> connector.webhooks(grant, organization, address, after)));
            } catch (ProviderException refused) {
                // nobody can have subscribed to one that refuses, and it must not hide what stands at the others
                if (!Organizations.REFUSALS.contains(refused.kind())) {
                    throw refused;
                }
            }
        }
        return List.copyOf(ours);
    }

    @Override
    public Subscription create(Grant grant, Secret address, RemoteRef scope) {
        JsonBody body = new JsonBody().secret("endpoint_url", address).text("actions", WebhookReader.actions(scope));
        if (scope.kind() == SubjectKind.CHANNEL) {
            return connector.createWebhook(grant, scope.id().value(), body, scope);
        }
        String event = scope.id().value();
        String organization =
                connector.organizationOf(grant, event).orElse(grant.account().id());
        return connector.createWebhook(grant, organization, body.text("event_id", event), scope);
    }

    @Override
    public void remove(Grant grant, Subscription standing) {
        connector.deleteWebhook(grant, standing.id());
    }

    /** An account that belongs to none has its events under its own id. */
    private List<RemoteRef> organizations(Grant grant) {
        List<RemoteRef> all = all(after -> connector.organizations(grant, after)).stream()
                .map(RemoteSubject::ref)
                .toList();
        return all.isEmpty()
                ? List.of(new RemoteRef(
                        SubjectKind.CHANNEL, RemoteId.of(grant.account().id())))
                : all;
    }

    private static <T> List<T> all(Function<Cursor, Page<T>> pages) {
        List<T> all = new ArrayList<>();
        Optional<Cursor> at = Optional.of(Cursor.START);
        for (int page = 0; at.isPresent(); page++) {
            if (page == MOST_PAGES) {
                throw ProviderException.of(
                        FailureKind.MALFORMED,
                        "expected a list that ends but found more than " + MOST_PAGES
                                + " pages; remove webhooks that nobody needs at Eventbrite");
            }
            Page<T> next = pages.apply(at.get());
            all.addAll(next.items());
            at = next.next();
        }
        return all;
    }
}
