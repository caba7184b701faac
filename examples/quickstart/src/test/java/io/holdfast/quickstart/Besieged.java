package io.holdfast.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.engine.SyncEngine;
import io.holdfast.model.Integration;
import io.holdfast.model.RemoteId;
import io.holdfast.model.Secret;
import io.holdfast.model.StandingSubscription;
import io.holdfast.model.SyncLink;
import io.holdfast.model.SyncStatus;
import io.holdfast.model.SyncSubject;
import io.holdfast.model.WorkspaceId;
import io.holdfast.testkit.ManualTime;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A host with one live event whose provider delivers, and whose endpoint anybody may call. Time stands still. */
final class Besieged implements AutoCloseable {
    private static final int TURNS = 30;
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    final Watch watch;
    final String address;
    final Instant now;
    private final Source source;
    private final Door door = Door.open();
    private final SyncEngine engine;
    private final Integration account;
    private final SyncLink link;

    Besieged(Provider provider, Instant start, Optional<Secret> signedWith) {
        this(provider, start, signedWith, WrongReception.NOTHING);
    }

    /** One that receives deliveries wrongly. */
    Besieged(Provider provider, Instant start, Optional<Secret> signedWith, WrongReception wrong) {
        ManualTime time = ManualTime.at(start);
        source = provider.open(Duration.ZERO, 20);
        watch = new Watch(signedWith);
        engine = SyncEngine.builder()
                .connector(wrong.over(watch.over(source.connector())))
                .time(time)
                .webhooksAt(door.address())
                .build();
        door.receiveFor(wrong.over(engine));
        WorkspaceId workspace = WorkspaceId.of("acme");
        account = engine.integrations()
                .connect(workspace, source.connector().provider(), source.credential())
                .orThrow();
        link = engine.links()
                .importSubject(
                        workspace,
                        SyncSubject.event("our-42"),
                        account.id(),
                        RemoteId.of(source.event().id()))
                .orThrow();
        for (int i = 0; i < TURNS && !isDelivered(); i++) {
            engine.runDue();
            time.tick(Duration.ofSeconds(2));
        }
        assertThat(engine.links().view(link.id()).status()).isEqualTo(SyncStatus.ACTIVE);
        assertThat(isDelivered()).isTrue();
        address =
                engine.integrations().webhookAddress(account.id()).orElseThrow().reveal();
        now = time.instant();
    }

    private boolean isDelivered() {
        return engine.integrations().get(account.id()).bookkeeping().route().stream()
                .flatMap(route -> route.subscriptions().stream())
                .anyMatch(StandingSubscription::active);
    }

    /** What stands here, and how many requests the provider was sent. */
    List<Object> state() {
        return List.of(
                engine.links().get(link.id()),
                engine.integrations().get(account.id()),
                source.sandbox().requests());
    }

    /** Works on what is due, which is nothing if nothing was told. */
    void turn() {
        engine.runDue();
    }

    int send(String method, String to, Map<String, String> headers, byte[] body) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(to)).method(method, BodyPublishers.ofByteArray(body));
        headers.forEach(request::header);
        try {
            return HTTP.send(request.build(), BodyHandlers.discarding()).statusCode();
        } catch (IOException | InterruptedException failed) {
            throw new AssertionError("expected an answer to a delivery", failed);
        }
    }

    @Override
    public void close() {
        door.close();
        engine.close();
        source.close();
    }
}
