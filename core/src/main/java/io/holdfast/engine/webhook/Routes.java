package io.holdfast.engine.webhook;

import io.holdfast.engine.credential.RouteSecrets;
import io.holdfast.engine.gateway.ConnectorRegistry;
import io.holdfast.engine.gateway.IntegrationWriter;
import io.holdfast.model.Integration;
import io.holdfast.model.IntegrationId;
import io.holdfast.model.RouteId;
import io.holdfast.model.Secret;
import io.holdfast.model.SecretRef;
import io.holdfast.model.WebhookRoute;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Optional;

/**
 * The addresses to which providers deliver: the host's own, and behind it a secret of each integration. An integration names the
 * secret slot and the hash before the secret is stored, so a slot that is empty was never given to anybody.
 */
public final class Routes {
    /** Nobody guesses 256 bits. */
    private static final int PATH_BYTES = 32;

    private final SecureRandom random = new SecureRandom();
    private final WebhookBase base;
    private final ConnectorRegistry connectors;
    private final IntegrationWriter writer;
    private final RouteSecrets secrets;
    private final RouteTransitions rules;
    private final InstantSource time;

    Routes(
            WebhookBase base,
            ConnectorRegistry connectors,
            IntegrationWriter writer,
            RouteSecrets secrets,
            RouteTransitions rules,
            InstantSource time) {
        this.base = base;
        this.connectors = connectors;
        this.writer = writer;
        this.secrets = secrets;
        this.rules = rules;
        this.time = time;
    }

    /** The address of an integration, made if it has none; none where this engine takes no deliveries of its provider. */
    public Optional<Secret> address(IntegrationId id) {
        Integration known = writer.load(id);
        return base.isGiven() ? path(known).map(this::address) : Optional.empty();
    }

    /** The address that an integration has; none is made. */
    Optional<Secret> standing(Integration known) {
        Optional<SecretRef> slot = known.bookkeeping().route().map(WebhookRoute::path);
        return base.isGiven() ? slot.flatMap(secrets::read).map(this::address) : Optional.empty();
    }

    private Secret address(Secret path) {
        return Secret.of(base.text() + path.reveal());
    }

    /** What lies in the secret slots of a standing address. */
    private Optional<Secret> path(Integration known) {
        Optional<Secret> standing =
                known.bookkeeping().route().map(WebhookRoute::path).flatMap(secrets::read);
        return standing.isPresent() || !isWanted(known) ? standing : open(known);
    }

    /** Whether deliveries for an integration can be taken here. */
    boolean isWanted(Integration known) {
        return base.isGiven()
                && known.isConnected()
                && connectors.hooks(known.provider()).isPresent();
    }

    private Optional<Secret> open(Integration known) {
        Secret path = Secret.of(fresh());
        SecretRef slot = secrets.fresh();
        Optional<RouteId> before = known.bookkeeping().route().map(WebhookRoute::id);
        IntegrationWriter.Change change = writer.changeIf(
                known.id(),
                stored -> stored.isConnected()
                        && stored.bookkeeping().route().map(WebhookRoute::id).equals(before),
                stored -> rules.opened(
                        stored,
                        RouteId.ofPath(path.reveal()),
                        slot,
                        connectors.hooks(stored.provider()).orElseThrow().can().expectedSilence(),
                        time.instant()));
        if (!change.isMade()) {
            return change.after().bookkeeping().route().map(WebhookRoute::path).flatMap(secrets::read);
        }
        secrets.fill(slot, path);
        Integration now = writer.load(known.id());
        if (now.bookkeeping().route().filter(route -> route.path().equals(slot)).isEmpty()) {
            secrets.forgetLate(known.id(), slot);
            return Optional.empty();
        }
        secrets.tidy(known.id());
        return Optional.of(path);
    }

    private String fresh() {
        byte[] bytes = new byte[PATH_BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
