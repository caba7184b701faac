package io.holdfast.engine;

import io.holdfast.model.Integration;
import io.holdfast.model.IntegrationId;
import io.holdfast.model.RemoteId;
import io.holdfast.model.RemoteRef;
import io.holdfast.model.Secret;
import io.holdfast.model.SubjectKind;
import io.holdfast.model.SyncLink;
import io.holdfast.model.SyncLinkId;
import io.holdfast.model.SyncSubject;
import io.holdfast.model.WebhookRoute;
import io.holdfast.policy.SyncPolicy;
import io.holdfast.testkit.ScriptedWebhooks;
import io.holdfast.webhook.Signal;
import io.holdfast.webhook.WebhookCapabilities;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/** One engine whose provider delivers, and what it delivers. */
final class HookWorld {
    static final String BASE = "https://host.example/hooks/";
    static final WebhookCapabilities SIGNED = WebhookCapabilities.builder()
            .signed(true)
            .manages(true)
            .renews(true)
            .build();

    final World world = new World();
    final ScriptedWebhooks hooks = world.provider.webhooks();
    final SyncEngine engine;

    HookWorld() {
        this(SIGNED);
    }

    HookWorld(WebhookCapabilities can) {
        this(can, builder -> builder);
    }

    HookWorld(WebhookCapabilities can, UnaryOperator<SyncEngineBuilder> more) {
        world.provider.capable(world.provider.capabilities().toBuilder()
                .kinds(Set.of(SubjectKind.EVENT, SubjectKind.CHANNEL))
                .maxNamed(10)
                .webhooks(can)
                .build());
        engine = more.apply(world.builder(SyncPolicy.defaults()).webhooksAt(BASE))
                .build();
    }

    Integration connected() {
        return engine.integrations()
                .connect(World.ACME, world.provider.provider(), World.KEY)
                .orThrow();
    }

    /** A link that was imported, and what it follows is subscribed to. */
    SyncLink live() {
        SyncLink link = engine.links()
                .importSubject(
                        World.ACME, SyncSubject.event("our-42"), connected().id(), World.EVENT.id())
                .orThrow();
        settle();
        return now(link.id());
    }

    /** One more event that is imported. */
    SyncLink live(String event) {
        RemoteRef remote = new RemoteRef(SubjectKind.EVENT, RemoteId.of(event));
        world.provider.event(World.event().ref(remote).build());
        SyncLink link = engine.links()
                .importSubject(
                        World.ACME,
                        SyncSubject.event("our-" + event),
                        connected().id(),
                        remote.id())
                .orThrow();
        settle();
        return now(link.id());
    }

    /** Does what is due, and what becomes due by that. */
    void settle() {
        for (int i = 0; i < 5; i++) {
            engine.runDue();
        }
    }

    SyncLink now(SyncLinkId id) {
        return engine.links().get(id);
    }

    Integration now(IntegrationId id) {
        return engine.integrations().get(id);
    }

    WebhookRoute route(IntegrationId id) {
        return now(id).bookkeeping().route().orElseThrow();
    }

    int post(ScriptedWebhooks.Post post) {
        return post(post.address(), post.headers(), post.body());
    }

    int post(Secret address, Map<String, List<String>> headers, byte[] body) {
        return engine.webhooks().receive("POST", path(address), headers, body);
    }

    static String path(Secret address) {
        return address.reveal().substring(BASE.length());
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** The answers to all that is delivered when something changes. */
    List<Integer> changed(Signal signal) {
        return hooks.posts(signal).stream().map(this::post).toList();
    }
}
