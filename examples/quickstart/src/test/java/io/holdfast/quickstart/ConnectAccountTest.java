package io.holdfast.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.engine.SyncEngine;
import io.holdfast.eventbrite.EventbriteConnector;
import io.holdfast.eventbrite.EventbriteOauthOptions;
import io.holdfast.eventbrite.EventbriteOptions;
import io.holdfast.model.Secret;
import io.holdfast.model.WorkspaceId;
import io.holdfast.sandbox.EventbriteSandbox;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;

/** "Connect Eventbrite", as the README shows it. */
final class ConnectAccountTest {
    private static final URI BACK = URI.create("https://host.example/back");

    @Test
    void theAccountOfWhoeverConsentsIsConnected() {
        try (EventbriteSandbox eventbrite = EventbriteSandbox.start();
                SyncEngine engine = engine(eventbrite)) {
            eventbrite.registerApp(BACK);

            String told = ConnectAccount.run(engine, app(eventbrite), "state-1", ConnectAccountTest::consent);

            assertThat(told).isEqualTo("The account is connected.");
            assertThat(engine.integrations().list(WorkspaceId.of("acme")))
                    .singleElement()
                    .satisfies(account -> assertThat(account.account().label()).isEqualTo("North Pier Talks"));
        }
    }

    @Test
    void whoeverSaysNoIsToldSoAndNothingIsStored() {
        try (EventbriteSandbox eventbrite = EventbriteSandbox.start();
                SyncEngine engine = engine(eventbrite)) {
            eventbrite.registerApp(BACK);
            eventbrite.denyAuthorization(true);

            String told = ConnectAccount.run(engine, app(eventbrite), "state-1", ConnectAccountTest::consent);

            assertThat(told).isNotEqualTo("The account is connected.").isNotBlank();
            assertThat(engine.integrations().list(WorkspaceId.of("acme"))).isEmpty();
        }
    }

    private static SyncEngine engine(EventbriteSandbox eventbrite) {
        EventbriteOptions options =
                EventbriteOptions.builder().baseUri(eventbrite.baseUri()).build();
        return SyncEngine.builder()
                .connector(EventbriteConnector.create(options))
                .build();
    }

    private static EventbriteOauthOptions app(EventbriteSandbox eventbrite) {
        return EventbriteOauthOptions.builder()
                .clientId(eventbrite.clientId())
                .clientSecret(Secret.of(eventbrite.clientSecret()))
                .redirectUri(BACK)
                .authorizeUri(eventbrite.oauthUri().resolve("authorize"))
                .tokenUri(eventbrite.oauthUri().resolve("token"))
                .build();
    }

    /** The query that a browser comes back with. */
    private static String consent(URI page) {
        try {
            HttpResponse<Void> answer = HttpClient.newHttpClient()
                    .send(HttpRequest.newBuilder(page).build(), HttpResponse.BodyHandlers.discarding());
            return URI.create(answer.headers().firstValue("Location").orElseThrow())
                    .getRawQuery();
        } catch (IOException failed) {
            throw new IllegalStateException(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }
}
