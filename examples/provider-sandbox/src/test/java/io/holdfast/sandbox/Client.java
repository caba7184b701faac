package io.holdfast.sandbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;

/** Asks a sandbox over HTTP as a stranger would. */
final class Client {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final EventbriteSandbox sandbox;

    Client(EventbriteSandbox sandbox) {
        this.sandbox = sandbox;
    }

    HttpResponse<String> get(String path, String token) {
        return send("GET", path, token);
    }

    HttpResponse<String> send(String method, String path, String token) {
        return send(HttpRequest.newBuilder(sandbox.baseUri().resolve(path))
                .method(method, HttpRequest.BodyPublishers.noBody())
                .header("Authorization", "Bearer " + token)
                .build());
    }

    /** Opens a page of OAuth as a browser does that follows no redirect. */
    HttpResponse<String> browse(String page, Map<String, String> query) {
        return send(HttpRequest.newBuilder(sandbox.oauthUri().resolve(page + "?" + encoded(query)))
                .build());
    }

    /** Asks the token endpoint. */
    HttpResponse<String> post(Map<String, String> form) {
        return post("application/x-www-form-urlencoded", encoded(form));
    }

    HttpResponse<String> post(String contentType, String body) {
        return send(HttpRequest.newBuilder(sandbox.oauthUri().resolve("token"))
                .header("Content-Type", contentType)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build());
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

    static HttpResponse<String> send(HttpRequest request) {
        try {
            return HTTP.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException | InterruptedException failed) {
            throw new AssertionError("expected an answer of " + request.uri(), failed);
        }
    }

    private static String encoded(Map<String, String> values) {
        return values.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + URLEncoder.encode(entry.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }
}
