package io.holdfast.engine.webhook;

import io.holdfast.engine.credential.RouteSecrets;
import io.holdfast.engine.gateway.IntegrationWriter;
import io.holdfast.model.Integration;
import io.holdfast.model.IntegrationId;
import io.holdfast.model.RouteId;
import io.holdfast.model.Secret;
import io.holdfast.model.SecretRef;
import io.holdfast.model.StandingSubscription;
import io.holdfast.model.WebhookRoute;
import io.holdfast.webhook.Subscription;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * Writes down what stands at a provider. A secret slot is named before the secret is stored there; one that came in the stead of
 * another stands beside it until the next look, since deliveries on their way are signed with either.
 */
record StandingRoutes(IntegrationWriter writer, RouteSecrets secrets, InstantSource time) {
    /** What stands now, with whatever else is to be written in the same act. */
    void write(Integration known, Collection<Subscription> standing, UnaryOperator<WebhookRoute.Builder> edit) {
        WebhookRoute before = writer.load(known.id()).bookkeeping().route().orElseThrow();
        Map<String, List<SecretRef>> named = new HashMap<>();
        before.subscriptions().forEach(one -> named.putIfAbsent(one.id(), one.secrets()));
        Map<SecretRef, Secret> toFill = new LinkedHashMap<>();
        List<StandingSubscription> next = standing.stream()
                .map(one -> new StandingSubscription(
                        one.id(),
                        one.scope(),
                        one.active(),
                        slots(named.getOrDefault(one.id(), List.of()), one, toFill)))
                .toList();
        writer.change(known.id(), stored -> written(stored, before.id(), next, edit));
        toFill.forEach(secrets::fill);
        secrets.tidy(known.id());
    }

    /** Something about a route but what stands. */
    void edit(IntegrationId id, RouteId route, UnaryOperator<WebhookRoute.Builder> edit) {
        writer.change(
                id,
                stored -> RouteTransitions.with(
                        stored, route, before -> edit.apply(before.toBuilder()).build()));
    }

    private List<SecretRef> slots(List<SecretRef> known, Subscription now, Map<SecretRef, Secret> toFill) {
        if (now.secret().isEmpty()) {
            return known;
        }
        Optional<SecretRef> counted = known.stream().findFirst();
        if (counted.flatMap(secrets::read).equals(now.secret())) {
            return counted.stream().toList();
        }
        SecretRef fresh = secrets.fresh();
        toFill.put(fresh, now.secret().get());
        List<SecretRef> both = new ArrayList<>(List.of(fresh));
        counted.ifPresent(both::add);
        return both;
    }

    private Optional<Integration> written(
            Integration stored, RouteId id, List<StandingSubscription> next, UnaryOperator<WebhookRoute.Builder> edit) {
        return RouteTransitions.with(
                        stored,
                        id,
                        before -> edit.apply(before.toBuilder().subscriptions(next))
                                .build())
                .map(written -> secrets.leaving(written, left(stored, written), time.instant()));
    }

    private static List<SecretRef> left(Integration stored, Integration written) {
        Set<SecretRef> named = new HashSet<>(slots(written));
        return slots(stored).stream().filter(slot -> !named.contains(slot)).toList();
    }

    private static List<SecretRef> slots(Integration one) {
        return one.bookkeeping().route().map(WebhookRoute::slots).orElse(List.of());
    }
}
