package io.holdfast.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.model.Hints;
import io.holdfast.model.Integration;
import io.holdfast.model.RemoteRef;
import io.holdfast.model.Secret;
import io.holdfast.model.SyncLink;
import io.holdfast.policy.SyncPolicy;
import io.holdfast.port.Grant;
import io.holdfast.port.ProviderConnector;
import io.holdfast.port.WebhookConnector;
import io.holdfast.testkit.ScriptedWebhooks;
import io.holdfast.webhook.Delivery;
import io.holdfast.webhook.DeliveryContent;
import io.holdfast.webhook.Reception;
import io.holdfast.webhook.Signal;
import io.holdfast.webhook.Subscription;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** What is answered whatever anybody sends, and whatever a connector does with it. */
final class DeliveryLaws {
    private static final Signal ANYBODY = new Signal.AttendeesOf(World.EVENT, Hints.ALL);
    private static final List<String> METHODS =
            List.of("POST", "POST", "POST", "GET", "post", "DELETE", "", "P\u0000ST");
    private static final List<String> BODIES = List.of(
            "test", "attendees", "attendees EVENT", "attendees EVENT other", "facts", "{\"a\":", "channels \u202e", "");

    private final HookWorld hooked = new HookWorld();
    private final SyncLink link = hooked.live();
    private final ScriptedWebhooks.Post genuine = hooked.hooks.posts(ANYBODY).get(0);

    @Property(tries = 400)
    void whatIsNotGenuineIsNeverA5xxOrA410AndChangesNothing(@ForAll long seed) {
        Random random = new Random(seed);
        String method = one(random, METHODS);
        String path = random.nextInt(3) == 0 ? text(random) : HookWorld.path(genuine.address());
        byte[] body = body(random);
        Map<String, List<String>> headers = headers(random);
        Integration before = account();

        int status = hooked.engine.webhooks().receive(method, path, headers, body);

        assertThat(status).isBetween(400, 499).isNotEqualTo(410);
        assertThat(hooked.now(link.id())).isEqualTo(link);
        assertThat(account()).isEqualTo(before);
    }

    @Property(tries = 200)
    void whateverAConnectorDoesTheAnswerIsOneThatMayBeGiven(@ForAll long seed) {
        Wild wild = new Wild(new Random(seed), hooked.hooks);
        SyncEngine engine = hooked.world
                .builder(SyncPolicy.defaults())
                .connector(seenThrough(wild))
                .webhooksAt(HookWorld.BASE)
                .build();
        for (int i = 0; i < 5; i++) {
            int status = engine.webhooks()
                    .receive("POST", HookWorld.path(genuine.address()), genuine.headers(), genuine.body());
            assertThat(status).isBetween(200, 499).isNotEqualTo(410);
        }
    }

    @Property(tries = 100)
    void anIntegrationIsFoundByItsOwnAddressAlone(@ForAll String path) {
        assertThat(hooked.engine.webhooks().receive("POST", path, genuine.headers(), genuine.body()))
                .isEqualTo(404);
    }

    private Integration account() {
        return hooked.now(link.binding().integration());
    }

    private static <T> T one(Random random, List<T> all) {
        return all.get(random.nextInt(all.size()));
    }

    private static String text(Random random) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(60); i > 0; i--) {
            text.appendCodePoint(random.nextInt(0x2100));
        }
        return text.toString();
    }

    private static byte[] body(Random random) {
        if (random.nextBoolean()) {
            return HookWorld.bytes(one(random, BODIES));
        }
        byte[] bytes = new byte[random.nextInt(random.nextInt(20) == 0 ? 100_000 : 200)];
        random.nextBytes(bytes);
        return bytes;
    }

    /** The right signature of another body at the most. */
    private Map<String, List<String>> headers(Random random) {
        Map<String, List<String>> headers = new HashMap<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            headers.put(text(random), List.of(text(random)));
        }
        if (random.nextBoolean()) {
            headers.put(
                    ScriptedWebhooks.SIGNATURE,
                    random.nextBoolean()
                            ? genuine.headers().get(ScriptedWebhooks.SIGNATURE)
                            : List.of(text(random), text(random)));
        }
        return headers;
    }

    private ProviderConnector seenThrough(WebhookConnector wild) {
        return (ProviderConnector) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {ProviderConnector.class}, (proxy, method, arguments) -> {
                    try {
                        return method.getName().equals("webhooks")
                                ? wild
                                : method.invoke(hooked.world.provider, arguments);
                    } catch (InvocationTargetException thrown) {
                        throw thrown.getCause();
                    }
                });
    }

    /** A connector of which nothing is sure. */
    private record Wild(Random random, WebhookConnector real) implements WebhookConnector {
        private void mayThrow() {
            switch (random.nextInt(8)) {
                case 0 -> throw new IllegalStateException("secret-word of a body");
                case 1 -> throw new StackOverflowError("secret-word of a body");
                case 2 -> throw new AssertionError("secret-word of a body");
                default -> {}
            }
        }

        @Override
        public boolean isGenuine(Delivery delivery, Set<Secret> secrets, Instant now) {
            mayThrow();
            return real.isGenuine(delivery, secrets, now);
        }

        @Override
        @SuppressWarnings("NullAway")
        public DeliveryContent read(Delivery delivery, List<Subscription> subscriptions) {
            mayThrow();
            return random.nextInt(4) == 0 ? null : real.read(delivery, subscriptions);
        }

        @Override
        public int status(Reception reception) {
            mayThrow();
            return random.nextInt(3) == 0 ? 410 : random.nextInt(1_200) - 100;
        }

        @Override
        public Set<RemoteRef> scopes(Grant grant, Set<RemoteRef> followed) {
            return real.scopes(grant, followed);
        }

        @Override
        public List<Subscription> list(Grant grant, Secret address) {
            return real.list(grant, address);
        }

        @Override
        public Subscription create(Grant grant, Secret address, RemoteRef scope) {
            return real.create(grant, address, scope);
        }

        @Override
        public void remove(Grant grant, Subscription standing) {
            real.remove(grant, standing);
        }
    }
}
