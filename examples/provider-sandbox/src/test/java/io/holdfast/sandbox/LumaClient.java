package io.holdfast.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;

/** Asks a fake Luma over HTTP as a stranger would. */
final class LumaClient {
    private final LumaSandbox sandbox;

    LumaClient(LumaSandbox sandbox) {
        this.sandbox = sandbox;
    }

    HttpResponse<String> get(String path) {
        return get(path, sandbox.token());
    }

    HttpResponse<String> get(String path, String key) {
        return Client.send(request(path).header("x-luma-api-key", key).build());
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(sandbox.baseUri().resolve("/v1/" + path));
    }

    JsonNode json(String path) {
        return Client.read(get(path));
    }

    /** The rows of all pages of a list, the next one asked for until there is none. */
    List<JsonNode> all(String path) {
        List<JsonNode> rows = new ArrayList<>();
        JsonNode page = json(path);
        page.get("entries").forEach(rows::add);
        while (page.get("has_more").asBoolean()) {
            String cursor = page.get("next_cursor").asText();
            page = json(path + (path.contains("?") ? "&" : "?") + "pagination_cursor=" + cursor);
            page.get("entries").forEach(rows::add);
        }
        return rows;
    }

    static List<String> ids(Iterable<JsonNode> rows) {
        List<String> ids = new ArrayList<>();
        rows.forEach(row -> ids.add(row.get("id").asText()));
        return ids;
    }
}
