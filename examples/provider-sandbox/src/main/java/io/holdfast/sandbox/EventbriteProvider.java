package io.holdfast.sandbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Eventbrite over HTTP: lets in who may, and hands requests to the routes, to the page of consent, to the token endpoint. */
record EventbriteProvider(
        Tokens tokens,
        RateLimits limits,
        Api api,
        OAuth oauth,
        Account owner,
        String token,
        EventbriteHooks hooks,
        Dialect dialect)
        implements Provider {
    static final String BASE = "/v3/";
    static final String OAUTH = "/oauth/";
    private static final String AUTHORIZE = OAUTH + "authorize";
    private static final String TOKEN = OAUTH + "token";
    private static final String TYPE = EventbriteDialect.TYPE;
    private static final ObjectMapper READER = new ObjectMapper();
    // the recorded answers have their non-ASCII characters escaped
    private static final ObjectWriter JSON = JsonMapper.builder()
            .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
            .build()
            .writer();

    @Override
    public Deliveries deliveries() {
        return hooks.deliveries();
    }

    @Override
    public Optional<Reply> admit(HttpExchange exchange) {
        if (!path(exchange).startsWith(OAUTH)) {
            String spent = limits.spend(Tokens.bearer(authorization(exchange)).orElse("none"));
            exchange.getResponseHeaders().set("x-rate-limit", spent);
        }
        return Optional.empty();
    }

    @Override
    public Reply answer(HttpExchange exchange, Optional<Fault> fault) throws IOException {
        String path = path(exchange);
        return switch (exchange.getRequestMethod() + " " + path) {
            case "GET " + AUTHORIZE -> authorize(exchange);
            case "POST " + TOKEN -> token(exchange);
            default -> {
                if (path.startsWith(OAUTH)) {
                    yield Reply.html(List.of(AUTHORIZE, TOKEN).contains(path) ? 405 : 404);
                }
                yield ask(exchange, fault);
            }
        };
    }

    /** Whether a call, as it is listed, went to the token endpoint. */
    static boolean asksForToken(String call) {
        return call.matches("\\S+ " + TOKEN + "/?(\\?.*)?");
    }

    private Reply authorize(HttpExchange exchange) {
        Optional<URI> onward = oauth.authorize(new Query(exchange.getRequestURI()));
        onward.ifPresent(to -> exchange.getResponseHeaders().set("Location", to.toString()));
        return onward.isPresent() ? Reply.of(302, "text/html", "") : Reply.html(400);
    }

    private Reply token(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        try {
            return Reply.of(200, TYPE, json(oauth.token(Provider.header(exchange, "Content-Type"), body)));
        } catch (Refusal refusal) {
            return Reply.of(refusal.status(), TYPE, json(Wire.oauthError(refusal)));
        }
    }

    private Reply ask(HttpExchange exchange, Optional<Fault> fault) throws IOException {
        URI uri = exchange.getRequestURI();
        try {
            String path = uri.getPath();
            if (!path.endsWith("/")) {
                exchange.getResponseHeaders().set("Location", uri.getRawPath() + "/" + Query.raw(uri));
                throw new Refusal(301, "PERMANENTLY_MOVED", "Use the path with a slash at its end.");
            }
            Optional<Account> user = tokens.authenticate(authorization(exchange));
            if (!path.startsWith(BASE)) {
                throw Refusal.notFound("path");
            }
            List<String> segments = Arrays.asList(path.substring(BASE.length()).split("/", -1));
            List<String> route = segments.subList(0, Math.max(0, segments.size() - 1));
            ObjectNode answer = route.contains("webhooks")
                    ? webhooks(exchange, route, user.orElseThrow(Refusal::notAuthorized))
                    : read(exchange, route, fault, user);
            fault.ifPresent(met -> met.change(dialect, answer));
            return Reply.of(200, TYPE, json(answer));
        } catch (Refusal refusal) {
            return Reply.of(refusal.status(), TYPE, json(Wire.error(refusal)));
        }
    }

    private ObjectNode read(HttpExchange exchange, List<String> route, Optional<Fault> fault, Optional<Account> user) {
        if (!exchange.getRequestMethod().equals("GET")) {
            throw notAllowed();
        }
        return api.answer(route, asked(exchange, fault), user);
    }

    private ObjectNode webhooks(HttpExchange exchange, List<String> route, Account user) throws IOException {
        String method = exchange.getRequestMethod();
        if (route.size() == 3 && route.get(0).equals("organizations")) {
            api.requireMember(user, route.get(1));
            return switch (method) {
                case "GET" -> api.webhooks(hooks.of(route.get(1)), exchange.getRequestURI(), route);
                case "POST" -> hooks.create(route.get(1), body(exchange));
                default -> throw notAllowed();
            };
        }
        if (route.size() == 2 && route.get(0).equals("webhooks")) {
            EventbriteHooks.Hook hook = hooks.find(route.get(1));
            api.requireMember(user, hook.organization());
            return switch (method) {
                case "GET" -> hook.wire();
                case "DELETE" -> hooks.delete(hook.id());
                default -> throw notAllowed();
            };
        }
        throw new Refusal(
                403,
                "NOT_AUTHORIZED",
                "This user is not able to use legacy user endpoints, please use the organization equivalent.");
    }

    private static JsonNode body(HttpExchange exchange) throws IOException {
        try {
            return READER.readTree(exchange.getRequestBody());
        } catch (JsonProcessingException malformed) {
            throw new Refusal(400, "INVALID_BODY", "The body is no JSON.");
        }
    }

    private static Refusal notAllowed() {
        return new Refusal(405, "METHOD_NOT_ALLOWED", "Method is not allowed.");
    }

    /** The path; OAuth's answer with a slash at their end and without. */
    private static String path(HttpExchange exchange) {
        String path = exchange.getRequestURI().getPath();
        return path.equals(AUTHORIZE + "/") || path.equals(TOKEN + "/") ? path.substring(0, path.length() - 1) : path;
    }

    private static Optional<String> authorization(HttpExchange exchange) {
        return Provider.header(exchange, "Authorization");
    }

    private static String json(ObjectNode node) {
        try {
            return JSON.writeValueAsString(node);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("expected a tree to be writable as JSON but it was not", impossible);
        }
    }
}
