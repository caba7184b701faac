package io.holdfast.testkit.contract;

import io.holdfast.model.RemoteRef;
import io.holdfast.model.Secret;
import io.holdfast.port.Grant;
import io.holdfast.port.WebhookConnector;
import io.holdfast.webhook.Delivery;
import io.holdfast.webhook.DeliveryContent;
import io.holdfast.webhook.Reception;
import io.holdfast.webhook.Subscription;
import io.holdfast.webhook.WebhookCapabilities;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/** What every connector that takes deliveries makes of them, whoever sent them, and of what has them sent. */
final class WebhookChecks {
    private static final Instant NOW = Instant.parse("2027-03-14T09:00:00Z");
    private static final Secret SECRET = Secret.of("whsec_of-the-contract");
    private static final Secret ANOTHER = Secret.of("whsec_another");
    private static final List<String> BODIES = List.of(
            "",
            " ",
            "{",
            "[]",
            "null",
            "\"text\"",
            "{}",
            "{\"type\": 1, \"data\": []}",
            "{\"type\": \"guest.updated\", \"data\": {\"id\": {}}}",
            "{\"config\": {\"action\": null}, \"api_url\": 7}",
            "{\"api_url\": \"http://169.254.169.254/\"}",
            "[".repeat(50_000),
            "{\"a\":".repeat(20_000),
            "9".repeat(60_000),
            "\u0000\ufeff{}");

    private WebhookChecks() {}

    static void addTo(Checks<RemoteWorld> checks) {
        checks.add("a delivery is genuine if the provider sent it, and not otherwise", WebhookChecks::genuine);
        checks.add("whatever stands in the body of a delivery, reading it throws nothing", WebhookChecks::readable);
        checks.add("each delivery is answered with a status that ends no subscription", WebhookChecks::answered);
        checks.add(
                "a subscription is listed once it is made, and made, renewed and removed again", WebhookChecks::kept);
    }

    private static WebhookConnector webhooks(RemoteWorld world) {
        Skipped.unless(world.connector().capabilities().webhooks().isPresent(), "no deliveries are declared");
        return world.connector().webhooks();
    }

    private static WebhookCapabilities can(RemoteWorld world) {
        return world.connector().capabilities().webhooks().orElseThrow();
    }

    private static void genuine(RemoteWorld world) {
        WebhookConnector webhooks = webhooks(world);
        Delivery sent = world.delivery(SECRET, NOW).orElse(Delivery.of(Map.of(), new byte[0]));
        Skipped.unless(world.delivery(SECRET, NOW).isPresent(), "this world sends no deliveries");
        DeliveryContent said = webhooks.read(sent, List.of());
        Assertions.same("what it says", DeliveryContent.Kind.SIGNALS, said.kind());
        if (!can(world).signed()) {
            Assertions.holds("it to be genuine", webhooks.isGenuine(sent, Set.of(), NOW), "that it is not");
            return;
        }
        Assertions.holds("it to be genuine", webhooks.isGenuine(sent, Set.of(SECRET), NOW), "that it is not");
        Assertions.holds(
                "it to be genuine by one of two secrets",
                webhooks.isGenuine(sent, Set.of(ANOTHER, SECRET), NOW),
                "that it is not");
        refused("by another secret", webhooks, sent, Set.of(ANOTHER), NOW);
        refused("without any secret", webhooks, sent, Set.of(), NOW);
        refused("without its headers", webhooks, Delivery.of(Map.of(), sent.body()), Set.of(SECRET), NOW);
    }

    private static void refused(
            String how, WebhookConnector webhooks, Delivery sent, Set<Secret> secrets, Instant now) {
        Assertions.holds("it to be no genuine one " + how, !webhooks.isGenuine(sent, secrets, now), "that it is");
    }

    private static void readable(RemoteWorld world) {
        WebhookConnector webhooks = webhooks(world);
        for (byte[] body : bodies()) {
            Delivery delivery = Delivery.of(Map.of("Content-Type", List.of("application/json")), body);
            try {
                webhooks.isGenuine(delivery, Set.of(SECRET), NOW);
                Assertions.holds("an answer", webhooks.read(delivery, List.of()) != null, "none");
            } catch (RuntimeException | StackOverflowError thrown) {
                Assertions.holds("an answer", false, thrown.getClass().getName());
            }
        }
    }

    private static List<byte[]> bodies() {
        List<byte[]> all = new ArrayList<>();
        BODIES.forEach(text -> all.add(text.getBytes(StandardCharsets.UTF_8)));
        Random random = new Random(54);
        for (int i = 0; i < 100; i++) {
            byte[] bytes = new byte[random.nextInt(300)];
            random.nextBytes(bytes);
            all.add(bytes);
        }
        return all;
    }

    private static void answered(RemoteWorld world) {
        WebhookConnector webhooks = webhooks(world);
        for (Reception reception : Reception.values()) {
            int status = webhooks.status(reception);
            Assertions.holds(
                    "a status of " + reception + " from 200 to 499 but 410",
                    reception == Reception.NOT_STORED || (status >= 200 && status < 500 && status != 410),
                    status);
        }
        int taken = webhooks.status(Reception.TAKEN);
        Assertions.holds("a status of TAKEN below 300", taken >= 200 && taken < 300, taken);
    }

    private static void kept(RemoteWorld world) {
        WebhookConnector webhooks = webhooks(world);
        Skipped.unless(can(world).manages(), "subscriptions are made by hand");
        Secret address = world.webhookAddress().orElse(SECRET);
        Skipped.unless(world.webhookAddress().isPresent(), "this world keeps no subscriptions");
        Grant grant = ProviderConnectorContract.grant(world);
        Set<RemoteRef> scopes = webhooks.scopes(grant, Set.of(world.remote()));
        Assertions.holds("something to subscribe to", !scopes.isEmpty(), "nothing");
        Assertions.same("subscriptions at first", List.of(), webhooks.list(grant, address));

        Subscription made = webhooks.create(grant, address, scopes.iterator().next());
        Assertions.holds("an active one to be made", made.active(), made.id());
        Assertions.same(
                "a secret where it signs", can(world).signed(), made.secret().isPresent());
        Assertions.same("subscriptions once one is made", List.of(made), webhooks.list(grant, address));
        Assertions.same(
                "subscriptions of another address",
                List.of(),
                webhooks.list(grant, Secret.of(address.reveal() + "-another")));
        if (can(world).renews()) {
            Assertions.same(
                    "its id once it is renewed",
                    made.id(),
                    webhooks.renew(grant, made).id());
            Assertions.same(
                    "subscriptions then", 1, webhooks.list(grant, address).size());
        }
        webhooks.remove(grant, made);
        webhooks.remove(grant, made);
        Assertions.same("subscriptions once it is removed", List.of(), webhooks.list(grant, address));
    }
}
