package io.holdfast.engine.webhook;

import io.holdfast.engine.credential.RouteSecrets;
import io.holdfast.model.Integration;
import io.holdfast.model.RouteId;
import io.holdfast.model.SecretRef;
import io.holdfast.model.WebhookRoute;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** What becomes of the way on which deliveries come in. Pure. */
record RouteTransitions(RouteSecrets secrets) {
    /** A burst of deliveries is written down once. */
    private static final Duration HEARD_EACH = Duration.ofMinutes(5);

    private static final Duration TESTED_EACH = Duration.ofMinutes(1);

    /** An integration that has an address, in the stead of the one it may have had. */
    Integration opened(Integration stored, RouteId id, SecretRef path, Duration expectedSilence, Instant now) {
        WebhookRoute.Builder route = stored.bookkeeping()
                .route()
                .map(before -> before.toBuilder().subscriptions(List.of()))
                .orElseGet(WebhookRoute::builder);
        WebhookRoute fresh = route.id(id)
                .path(path)
                .expectedSilence(expectedSilence)
                .checkAt(now)
                .listAt(Instant.EPOCH)
                .build();
        return secrets.leaving(
                stored.toBuilder(kept -> kept.route(fresh)).build(),
                stored.bookkeeping().route().map(WebhookRoute::slots).orElse(List.of()),
                now);
    }

    /** It takes no deliveries any more. */
    Integration closed(Integration stored, Instant now) {
        return secrets.leaving(
                stored.toBuilder(kept -> kept.route(Optional.empty())).build(),
                stored.bookkeeping().route().map(WebhookRoute::slots).orElse(List.of()),
                now);
    }

    /** Whether a delivery tells something that is not written down yet. */
    static boolean isNews(WebhookRoute route, Instant now) {
        Duration each = shorter(HEARD_EACH, route.expectedSilence().dividedBy(4));
        return route.silentSince().isPresent()
                || !route.lastDeliveryAt().plus(each).isAfter(now);
    }

    static WebhookRoute heard(WebhookRoute route, Instant now) {
        return route.toBuilder()
                .lastDeliveryAt(now)
                .silentSince(Optional.empty())
                .catchUp(Optional.empty())
                .build();
    }

    static boolean isTestNews(WebhookRoute route, Instant now) {
        return !route.testedAt().plus(TESTED_EACH).isAfter(now);
    }

    static WebhookRoute tested(WebhookRoute route, Instant now) {
        return route.toBuilder().testedAt(now).build();
    }

    /** Something else of a route that an integration has still. */
    static Optional<Integration> with(Integration stored, RouteId id, UnaryOperator<WebhookRoute> edit) {
        return stored.bookkeeping()
                .route()
                .filter(route -> route.id().equals(id))
                .map(edit)
                .filter(next -> !stored.bookkeeping().route().equals(Optional.of(next)))
                .map(next -> stored.toBuilder(kept -> kept.route(next)).build());
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
