package io.holdfast.eventbrite;

import io.holdfast.sandbox.EventbriteSandbox;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/** What a person does by hand at the fake Eventbrite. */
final class JsonPost {
    private JsonPost() {}

    static void webhook(EventbriteSandbox sandbox, String organization, String address, String actions) {
        String body = "{\"endpoint_url\":\"" + address + "\",\"actions\":\"" + actions + "\"}";
        HttpRequest request = HttpRequest.newBuilder(
                        sandbox.baseUri().resolve("organizations/" + organization + "/webhooks/"))
                .header("Authorization", "Bearer " + sandbox.token())
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        try {
            HttpResponse<Void> answer =
                    HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.discarding());
            if (answer.statusCode() != 200) {
                throw new AssertionError("expected a webhook to be made but found HTTP " + answer.statusCode());
            }
        } catch (IOException | InterruptedException failed) {
            throw new AssertionError("expected an answer of the sandbox", failed);
        }
    }
}
