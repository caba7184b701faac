package io.holdfast.sandbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/** Asks a sandbox over HTTP as a stranger would. */
final class Client {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http = HttpClient.newHttpClient();
    private final EventbriteSandbox sandbox;

    Client(EventbriteSandbox sandbox) {
        this.sandbox = sandbox;
    }

    HttpResponse<String> get(String path, String token) {
        return send("GET", path, token);
    }

    HttpResponse<String> send(String method, String path, String token) {
        HttpRequest request = HttpRequest.newBuilder(sandbox.baseUri().resolve(path))
                .method(method, HttpRequest.BodyPublishers.noBody())
                .header("Authorization", "Bearer " + token)
                .build();
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException | InterruptedException failed) {
            throw new AssertionError("expected an answer of " + request.uri(), failed);
        }
    }

    JsonNode json(String path) {
        return read(get(path, sandbox.token()));
    }

    static JsonNode read(HttpResponse<String> answer) {
        try {
            return JSON.readTree(answer.body());
        } catch (JsonProcessingException malformed) {
            throw new AssertionError("expected JSON but found " + answer.body(), malformed);
        }
    }
}
