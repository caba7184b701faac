package io.holdfast.sandbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.util.Optional;

/** Luma over HTTP: lets in who may, counts for each calendar, and hands requests to the routes. */
record LumaProvider(
        LumaKeys keys, LumaBudget budget, int limit, LumaApi api, LumaCalendar owner, LumaHooks hooks, Dialect dialect)
        implements Provider {
    private static final String KEY = "x-luma-api-key";
    private static final String CALENDAR = "x-luma-calendar-id";
    private static final String SELF = "/v1/users/get-self";
    private static final int ORGANISATION_LIMIT = 500;
    private static final ObjectMapper READER = new ObjectMapper();

    @Override
    public Deliveries deliveries() {
        return hooks.deliveries();
    }

    @Override
    public Optional<Reply> admit(HttpExchange exchange) {
        Optional<String> known = Provider.header(exchange, KEY).filter(keys::counts);
        if (known.isEmpty()) {
            return Optional.empty();
        }
        String key = known.get();
        LumaBudget.Spent spent = keys.isOrganisations(key)
                ? budget.spend("organisation", ORGANISATION_LIMIT)
                : budget.spend(keys.calendar(key).id(), limit);
        Headers headers = exchange.getResponseHeaders();
        headers.set("X-RateLimit-Limit", Integer.toString(spent.limit()));
        headers.set("X-RateLimit-Remaining", Integer.toString(spent.remaining()));
        headers.set("X-RateLimit-Reset", Long.toString(spent.reset().getEpochSecond()));
        if (!spent.blocked()) {
            return Optional.empty();
        }
        headers.set("Retry-After", Long.toString(LumaBudget.BLOCK.toSeconds()));
        return Optional.of(LumaWire.error(429, "Too many requests."));
    }

    @Override
    public Reply answer(HttpExchange exchange, Optional<Fault> fault) throws IOException {
        try {
            ObjectNode answer = answer(exchange, key(exchange), new Query(asked(exchange, fault)));
            fault.ifPresent(met -> met.change(dialect, answer));
            return LumaWire.ok(answer);
        } catch (Refusal refusal) {
            return LumaWire.error(refusal.status(), refusal.description());
        }
    }

    private ObjectNode answer(HttpExchange exchange, String key, Query query) throws IOException {
        String path = exchange.getRequestURI().getPath();
        boolean reads = exchange.getRequestMethod().equals("GET");
        if (!reads && !path.contains("/webhooks/")) {
            throw new Refusal(404, "", "Not found.");
        }
        if (keys.isOrganisations(key) && path.equals(SELF)) {
            return LumaWire.self();
        }
        LumaCalendar calendar = keys.asked(key, Provider.header(exchange, CALENDAR))
                .filter(keys::hasPlus)
                .orElseThrow(() -> new Refusal(403, "", "You don\u2019t have access to this calendar."));
        if (path.contains("/webhooks/")) {
            return reads ? webhooks(path, query, calendar) : changed(path, exchange, calendar);
        }
        return path.equals(SELF) ? LumaWire.self() : api.answer(path, query, calendar);
    }

    private ObjectNode webhooks(String path, Query query, LumaCalendar calendar) {
        return switch (path) {
            case "/v1/webhooks/list" -> api.webhooks(hooks.of(calendar.id()), query);
            case "/v2/webhooks/get" -> hooks.get(calendar, query.text("id").orElse(""));
            default -> throw new Refusal(404, "", "Not found.");
        };
    }

    private ObjectNode changed(String path, HttpExchange exchange, LumaCalendar calendar) throws IOException {
        JsonNode body = body(exchange);
        return switch (path) {
            case "/v2/webhooks/create" -> hooks.create(calendar, body);
            case "/v2/webhooks/update" -> hooks.update(calendar, body);
            case "/v1/webhooks/delete" -> hooks.delete(calendar, body);
            default -> throw new Refusal(404, "", "Not found.");
        };
    }

    private static JsonNode body(HttpExchange exchange) throws IOException {
        try {
            return READER.readTree(exchange.getRequestBody());
        } catch (JsonProcessingException malformed) {
            throw new Refusal(400, "", "The request is not valid:\n- body: Invalid JSON");
        }
    }

    private String key(HttpExchange exchange) {
        String told = Provider.header(exchange, KEY)
                .filter(any -> !any.isBlank())
                .orElseThrow(() -> new Refusal(400, "", "The request is not valid:\n- " + KEY + ": Required"));
        if (!keys.counts(told)) {
            throw new Refusal(401, "", "Invalid API key.");
        }
        return told;
    }
}
