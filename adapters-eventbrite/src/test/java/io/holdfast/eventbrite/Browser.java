package io.holdfast.eventbrite;

import io.holdfast.model.Secret;
import io.holdfast.sandbox.EventbriteSandbox;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/** A person's browser, and the application that sends it to the provider. */
final class Browser {
    static final URI PLACE = URI.create("https://host.example/connected?tenant=7&from=a%20b");
    private static final String STATE = "s+t/a te=1&ü";

    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private Browser() {}

    /** The application as the sandbox knows it. */
    static EventbriteOauthOptions.Builder application(EventbriteSandbox sandbox) {
        sandbox.registerApp(PLACE);
        EventbriteOauthOptions.Builder options = EventbriteOauthOptions.builder();
        options.clientId(sandbox.clientId())
                .clientSecret(Secret.of(sandbox.clientSecret()))
                .redirectUri(PLACE)
                .authorizeUri(sandbox.oauthUri().resolve("authorize"))
                .tokenUri(sandbox.oauthUri().resolve("token"));
        return options;
    }

    /** Where the provider's page sends the browser. */
    static URI sentBack(URI page) {
        try {
            HttpResponse<Void> answer =
                    CLIENT.send(HttpRequest.newBuilder(page).build(), HttpResponse.BodyHandlers.discarding());
            return URI.create(answer.headers().firstValue("Location").orElseThrow());
        } catch (IOException | InterruptedException broken) {
            throw new AssertionError("expected the provider's page to send the browser on", broken);
        }
    }

    static EventbriteCallback answered(EventbriteOauth oauth) {
        return EventbriteOauth.callback(sentBack(oauth.authorizeUri(STATE)).getRawQuery(), STATE);
    }

    static Secret code(EventbriteOauth oauth) {
        return answered(oauth).fold(EventbriteCallback.Granted::code, refused -> {
            throw new AssertionError(refused.reason());
        });
    }
}
