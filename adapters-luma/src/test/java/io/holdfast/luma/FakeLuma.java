package io.holdfast.luma;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A small Luma on loopback: calendars by key, events of a calendar, guests of an event, in pages of 50. */
final class FakeLuma implements AutoCloseable {
    private static final int PAGE = 50;
    private static final String FORBIDDEN = Answers.REFUSED;

    /** An answer; its body is JSON unless the type says otherwise. */
    record Reply(int status, String type, String body, Map<String, String> headers) {
        static Reply json(int status, String body) {
            return new Reply(status, "application/json; charset=utf-8", body, Map.of());
        }

        static Reply html(int status) {
            return new Reply(status, "text/html", "<html><body>Just a moment</body></html>", Map.of());
        }

        Reply with(String header, String value) {
            return new Reply(status, type, body, Map.of(header, value));
        }
    }

    private final Map<String, String> calendars = new ConcurrentHashMap<>();
    private final Map<String, String> eventsToCalendars = new ConcurrentHashMap<>();
    private final Map<String, List<String>> people = new ConcurrentHashMap<>();
    private final Map<String, List<String>> guests = new ConcurrentHashMap<>();
    private final Map<String, Function<Map<String, String>, Reply>> instead = new ConcurrentHashMap<>();
    private final Map<String, String> webhooks = new ConcurrentHashMap<>();
    private final AtomicInteger made = new AtomicInteger();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpServer server;
    private volatile Optional<Reply> toAll = Optional.empty();

    FakeLuma() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    URI baseUri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
    }

    LumaOptions.Builder options() {
        LumaOptions.Builder options = LumaOptions.builder();
        options.baseUri(baseUri());
        return options;
    }

    void calendar(String key, String calendar) {
        calendars.put(key, calendar);
    }

    void revoke(String key) {
        calendars.remove(key);
    }

    void event(String event, String calendar, String... rows) {
        eventsToCalendars.put(event, calendar);
        guests.put(event, new CopyOnWriteArrayList<>(rows));
    }

    /** Who belongs to a calendar, whether they come to an event of it or not. */
    void people(String calendar, String... rows) {
        people.put(calendar, List.of(rows));
    }

    /** Cancelled or moved: Luma deletes what is cancelled, and refuses it like what is somebody else's. */
    void cancel(String event) {
        eventsToCalendars.remove(event);
    }

    /** Answers a path otherwise from now on, whoever asks. */
    void answer(String path, Function<Map<String, String>, Reply> reply) {
        instead.put(path, reply);
    }

    void answer(String path, Reply reply) {
        answer(path, query -> reply);
    }

    /** Answers everything otherwise from now on. */
    void answerAll(Reply reply) {
        toAll = Optional.of(reply);
    }

    void answerAsUsual(String path) {
        instead.remove(path);
    }

    /** The requests that came, as path and query. */
    List<String> asked() {
        return asked;
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void answer(HttpExchange exchange) throws IOException {
        URI uri = exchange.getRequestURI();
        asked.add(uri.toString());
        Map<String, String> query = query(Optional.ofNullable(uri.getRawQuery()).orElse(""));
        Function<Map<String, String>, Reply> other = instead.get(uri.getPath());
        Optional<String> key = Optional.ofNullable(exchange.getRequestHeaders().getFirst("x-luma-api-key"));
        String sent = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        Reply reply =
                toAll.orElseGet(() -> other == null ? usual(key, uri.getPath(), query, sent) : other.apply(query));
        byte[] body = reply.body().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", reply.type());
        exchange.getResponseHeaders().set("CF-RAY", "8f1c-VIE");
        reply.headers().forEach(exchange.getResponseHeaders()::set);
        exchange.sendResponseHeaders(reply.status(), body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private Reply usual(Optional<String> key, String path, Map<String, String> query, String sent) {
        if (key.filter(told -> !told.isBlank()).isEmpty()) {
            return Reply.json(400, Answers.REFUSED);
        }
        String calendar = calendars.get(key.get());
        if (calendar == null) {
            return Reply.json(401, Answers.REFUSED);
        }
        String event = query.getOrDefault("event_id", "");
        if (path.startsWith("/v1/events/") && !calendar.equals(eventsToCalendars.get(event))) {
            return Reply.json(403, FORBIDDEN);
        }
        return switch (path) {
            case "/v1/webhooks/list" -> page(List.copyOf(webhooks.values()), query);
            case "/v2/webhooks/create" -> webhook("wh-" + made.incrementAndGet(), sent);
            case "/v2/webhooks/update" -> Reply.json(200, webhooks.getOrDefault(id(sent), "{}"));
            case "/v1/webhooks/delete" ->
                webhooks.remove(id(sent)) == null ? Reply.json(404, Answers.REFUSED) : Reply.json(200, "{}");
            case "/v1/calendars/get" -> Reply.json(200, "{\"id\": \"" + calendar + "\", \"name\": \"Pier Talks\"}");
            case "/v1/calendars/events/list" ->
                page(
                        eventsToCalendars.entrySet().stream()
                                .filter(entry -> entry.getValue().equals(calendar))
                                .map(entry -> event(entry.getKey()))
                                .sorted()
                                .toList(),
                        query);
            case "/v1/events/get" -> Reply.json(200, event(event));
            case "/v1/events/guests/list" -> page(guests.getOrDefault(event, List.of()), query);
            case "/v1/events/guests/get" -> guest(guests.getOrDefault(event, List.of()), query);
            case "/v1/calendars/contacts/list" -> page(people.getOrDefault(calendar, List.of()), query);
            default -> Reply.json(404, Answers.REFUSED);
        };
    }

    /** What was asked for, with what Luma adds to it. */
    private Reply webhook(String id, String sent) {
        String webhook = sent.replaceFirst(
                "\\{", "{\"id\": \"" + id + "\", \"status\": \"active\", \"secret\": \"whsec_" + id + "\", ");
        webhooks.put(id, webhook);
        return Reply.json(200, webhook);
    }

    private static String id(String sent) {
        return sent.replaceFirst(".*\"id\":\"([^\"]*)\".*", "$1");
    }

    private static Reply guest(List<String> rows, Map<String, String> query) {
        String begin = "{\"id\": \"" + query.get("id") + "\"";
        return rows.stream()
                .filter(row -> row.startsWith(begin))
                .findFirst()
                .map(row -> Reply.json(200, row))
                .orElseGet(() -> Reply.json(404, Answers.REFUSED));
    }

    private static Reply page(List<String> rows, Map<String, String> query) {
        String cursor = query.getOrDefault("pagination_cursor", "at-0");
        if (!cursor.matches("at-\\d+")) {
            return Reply.json(400, "{\"message\": \"Not valid.\\n- pagination_cursor: unknown\", \"code\": null}");
        }
        int from = Integer.parseInt(cursor.substring(3));
        int to = Math.min(rows.size(), from + PAGE);
        String entries = rows.subList(from, to).stream().collect(Collectors.joining(","));
        // a cursor stands on last pages too
        return Reply.json(
                200,
                "{\"entries\": [" + entries + "], \"has_more\": " + (to < rows.size()) + ", \"next_cursor\": \"at-" + to
                        + "\"}");
    }

    private static String event(String event) {
        return "{\"platform\": \"luma\", \"id\": \"" + event + "\", \"name\": \"Harbour Night\", \"start_at\":"
                + " \"2031-05-20T17:00:00.000Z\", \"end_at\": \"2031-05-20T20:00:00.000Z\", \"timezone\":"
                + " \"Europe/Vienna\", \"duration_interval\": \"P0Y0M0DT3H0M0S\", \"access\": \"manage\"}";
    }

    private static Map<String, String> query(String raw) {
        return Arrays.stream(raw.split("&"))
                .map(part -> part.split("=", 2))
                .filter(part -> part.length == 2)
                .collect(Collectors.toMap(part -> part[0], part -> URLDecoder.decode(part[1], StandardCharsets.UTF_8)));
    }
}
