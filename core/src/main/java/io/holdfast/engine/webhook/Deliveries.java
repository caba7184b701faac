package io.holdfast.engine.webhook;

import io.holdfast.engine.credential.RouteSecrets;
import io.holdfast.engine.gateway.ConnectorRegistry;
import io.holdfast.engine.gateway.IntegrationWriter;
import io.holdfast.engine.gateway.LogIds;
import io.holdfast.engine.gateway.StorageCall;
import io.holdfast.engine.gateway.ThrottledLog;
import io.holdfast.model.Integration;
import io.holdfast.model.RouteId;
import io.holdfast.model.Secret;
import io.holdfast.model.WebhookRoute;
import io.holdfast.port.ServedWorkspaces;
import io.holdfast.webhook.Delivery;
import io.holdfast.webhook.DeliveryContent;
import io.holdfast.webhook.Reception;
import io.holdfast.webhook.Subscription;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Receives deliveries: asks first how long one is, then whose it is, then whether it is genuine, and only then what it says. Nothing
 * of its content is logged, and nothing of it is believed: it only says where to look.
 */
public final class Deliveries {
    /** Longer than a connector's call takes; an answer that is lost must not keep the door open. */
    private static final Duration CREATING = Duration.ofMinutes(2);

    private static final String POST = "POST";

    private final ConnectorRegistry connectors;
    private final IntegrationWriter integrations;
    private final RouteSecrets secrets;
    private final SignalledLinks links;
    private final ServedWorkspaces served;
    private final InstantSource time;
    private final ThrottledLog throttled;

    Deliveries(
            ConnectorRegistry connectors,
            IntegrationWriter integrations,
            RouteSecrets secrets,
            SignalledLinks links,
            ServedWorkspaces served,
            InstantSource time,
            ThrottledLog throttled) {
        this.connectors = connectors;
        this.integrations = integrations;
        this.secrets = secrets;
        this.links = links;
        this.served = served;
        this.time = time;
        this.throttled = throttled;
    }

    /** How many bytes of a body are read. */
    public int maxBytes() {
        return connectors.longestDelivery();
    }

    /** Receives one; the HTTP status to answer with. Throws for nothing that comes from outside. */
    public int receive(
            @Nullable String method,
            @Nullable String pathSecret,
            @Nullable Map<String, List<String>> headers,
            byte @Nullable [] body) {
        byte[] bytes = body == null ? new byte[0] : body;
        if (!POST.equals(method)) {
            return Reception.WRONG_METHOD.usualStatus();
        }
        if (bytes.length > maxBytes()) {
            return Reception.TOO_LARGE.usualStatus();
        }
        if (pathSecret == null) {
            return Reception.UNKNOWN_ADDRESS.usualStatus();
        }
        try {
            return received(RouteId.ofPath(pathSecret), headers == null ? Map.of() : headers, bytes);
        } catch (StorageCall.Failed failed) {
            throttled.warn("delivery not stored", "a delivery was not taken, its provider is to send it again", failed);
            return Reception.NOT_STORED.usualStatus();
        } catch (RuntimeException unforeseen) {
            throttled.warn("delivery not understood", "a delivery was refused that nobody foresaw", unforeseen);
            return Reception.MALFORMED.usualStatus();
        }
    }

    private int received(RouteId route, Map<String, List<String>> headers, byte[] body) {
        Optional<Integration> found = integrations.find(route).filter(one -> isAt(one, route));
        Optional<ConnectorRegistry.Hooks> hooks = found.flatMap(one -> connectors.hooks(one.provider()));
        if (found.isEmpty() || hooks.isEmpty()) {
            return Reception.UNKNOWN_ADDRESS.usualStatus();
        }
        Reception reception = body.length > hooks.get().can().maxBytes()
                ? Reception.TOO_LARGE
                : received(found.get(), hooks.get(), Delivery.of(named(headers), body));
        return Answers.of(hooks.get().connector(), reception);
    }

    /** A store that ignores case, or pads, finds what nobody asked for. */
    private static boolean isAt(Integration one, RouteId route) {
        return one.bookkeeping().route().filter(open -> open.id().is(route)).isPresent();
    }

    /** Web servers have names and values that are null. */
    private static Map<String, List<String>> named(Map<String, List<String>> headers) {
        return headers.entrySet().stream()
                .filter(header -> header.getKey() != null && header.getValue() != null)
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        header -> header.getValue().stream()
                                .filter(Objects::nonNull)
                                .toList()));
    }

    private Reception received(Integration integration, ConnectorRegistry.Hooks hooks, Delivery delivery) {
        Instant now = time.instant();
        WebhookRoute route = integration.bookkeeping().route().orElseThrow();
        if (!isGenuine(hooks, delivery, route, now)) {
            return hooks.can().signed() && isCreating(route, now) ? Reception.TAKEN : Reception.UNVERIFIED;
        }
        Optional<DeliveryContent> content = read(hooks, delivery, route);
        if (content.isEmpty() || content.get().kind() == DeliveryContent.Kind.MALFORMED) {
            return Reception.MALFORMED;
        }
        return !integration.isConnected() || isLapsed(integration) || take(integration, route, content.get(), now)
                ? Reception.TAKEN
                : Reception.NOT_STORED;
    }

    /** The secret of what is being made is known only once the provider has answered, and it may try the address before. */
    private static boolean isCreating(WebhookRoute route, Instant now) {
        return route.creatingSince()
                .filter(since -> since.plus(CREATING).isAfter(now))
                .isPresent();
    }

    private boolean isGenuine(ConnectorRegistry.Hooks hooks, Delivery delivery, WebhookRoute route, Instant now) {
        Set<Secret> known = hooks.can().signed() ? signedWith(route) : Set.of();
        if (hooks.can().signed() && known.isEmpty()) {
            return false;
        }
        try {
            return hooks.connector().isGenuine(delivery, known, now);
        } catch (RuntimeException thrown) {
            return false;
        }
    }

    /** All secrets hash alike, so a hash set of those of thousands of subscriptions would compare each with each. */
    private Set<Secret> signedWith(WebhookRoute route) {
        return route.subscriptions().stream()
                .flatMap(one -> one.secrets().stream())
                .flatMap(slot -> secrets.read(slot).stream())
                .collect(Collectors.toCollection(() -> new TreeSet<>(Comparator.comparing(Secret::reveal))));
    }

    private static Optional<DeliveryContent> read(
            ConnectorRegistry.Hooks hooks, Delivery delivery, WebhookRoute route) {
        List<Subscription> standing = route.subscriptions().stream()
                .map(one -> new Subscription(one.id(), one.scope(), one.active(), Optional.empty()))
                .toList();
        try {
            return Optional.of(hooks.connector().read(delivery, standing));
        } catch (RuntimeException thrown) {
            return Optional.empty();
        }
    }

    /** What came while nothing is read is read once the workspace is served again. */
    private boolean isLapsed(Integration integration) {
        return served.lapsed(integration.workspace()).isPresent();
    }

    private boolean take(Integration integration, WebhookRoute route, DeliveryContent content, Instant now) {
        remember(integration, route, content.kind(), now);
        return links.tell(integration, content.signals());
    }

    /** A word about deliveries is worth less than what this one says. */
    private void remember(Integration integration, WebhookRoute route, DeliveryContent.Kind kind, Instant now) {
        boolean test = kind == DeliveryContent.Kind.TEST;
        boolean news = test ? RouteTransitions.isTestNews(route, now) : RouteTransitions.isNews(route, now);
        if (!news) {
            return;
        }
        try {
            integrations.change(
                    integration.id(),
                    stored -> RouteTransitions.with(
                            stored,
                            route.id(),
                            before ->
                                    test ? RouteTransitions.tested(before, now) : RouteTransitions.heard(before, now)));
        } catch (RuntimeException thrown) {
            throttled.warn(
                    "delivery not remembered",
                    LogIds.of(integration.id()) + " that a delivery came was not remembered",
                    thrown);
        }
    }
}
