package io.holdfast.luma;

import io.holdfast.http.Endpoint;
import io.holdfast.http.JsonBody;
import io.holdfast.http.Response;
import io.holdfast.model.Cursor;
import io.holdfast.model.FailureKind;
import io.holdfast.model.Page;
import io.holdfast.model.RemoteId;
import io.holdfast.model.RemoteRef;
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
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Luma's webhooks. One tells all of a calendar, signs what it delivers, and is never moved to another address: for that another
 * one is made. Luma pauses one whose deliveries are answered 410, so nothing here is.
 */
final class LumaWebhooks implements WebhookConnector {
    /** Of 50 webhooks each. */
    private static final int MOST_PAGES = 20;

    private final LumaConnector connector;

    LumaWebhooks(LumaConnector connector) {
        this.connector = connector;
    }

    @Override
    public boolean isGenuine(Delivery delivery, Set<Secret> secrets, Instant now) {
        return LumaSignature.isGenuine(delivery, secrets, now);
    }

    @Override
    public DeliveryContent read(Delivery delivery, List<Subscription> subscriptions) {
        return DeliveryReader.read(delivery);
    }

    @Override
    public Set<RemoteRef> scopes(Grant grant, Set<RemoteRef> followed) {
        return Set.of(calendar(grant));
    }

    @Override
    public List<Subscription> list(Grant grant, Secret address) {
        List<Subscription> ours = new ArrayList<>();
        Optional<Cursor> at = Optional.of(Cursor.START);
        for (int page = 0; at.isPresent(); page++) {
            if (page == MOST_PAGES) {
                throw ProviderException.of(
                        FailureKind.MALFORMED,
                        "expected a list of webhooks that ends but found more than " + MOST_PAGES
                                + " pages; remove some at Luma");
            }
            Cursor asked = at.get();
            Page<Subscription> next = connector.ask(
                    grant,
                    Endpoints.webhooks(asked),
                    answer -> WebhookReader.page(answer, asked, address, calendar(grant)));
            ours.addAll(next.items());
            at = next.next();
        }
        return List.copyOf(ours);
    }

    @Override
    public Subscription create(Grant grant, Secret address, RemoteRef scope) {
        JsonBody body = new JsonBody().secret("url", address).texts("event_types", WebhookReader.WANTED);
        return write(grant, Endpoints.CREATE_WEBHOOK, body);
    }

    @Override
    public Subscription renew(Grant grant, Subscription standing) {
        JsonBody body = new JsonBody()
                .text("id", standing.id())
                .texts("event_types", WebhookReader.WANTED)
                .text("status", "active");
        return write(grant, Endpoints.UPDATE_WEBHOOK, body);
    }

    @Override
    public void remove(Grant grant, Subscription standing) {
        connector.write(grant, Endpoints.DELETE_WEBHOOK, new JsonBody().text("id", standing.id()), answer -> {
            if (answer.status() == 404 && ErrorBody.isLumas(answer)) {
                return answer;
            }
            return success(answer);
        });
    }

    private Subscription write(Grant grant, Endpoint call, JsonBody body) {
        return connector.write(grant, call, body, answer -> WebhookReader.one(success(answer), calendar(grant)));
    }

    private static Response success(Response answer) {
        if (answer.status() != 200 && answer.status() != 201) {
            throw ErrorTable.of(answer);
        }
        return answer;
    }

    private static RemoteRef calendar(Grant grant) {
        return new RemoteRef(SubjectKind.CHANNEL, RemoteId.of(grant.account().id()));
    }
}
