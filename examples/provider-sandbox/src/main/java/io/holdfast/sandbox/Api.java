package io.holdfast.sandbox;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Stream;

/** The routes: what each path answers to whom. */
final class Api {
    private static final List<String> FILTERS = List.of("attending", "not_attending", "unpaid");

    private final Map<String, SandboxEvent> events = new ConcurrentHashMap<>();
    private final Set<String> outsiders = ConcurrentHashMap.newKeySet();
    private final Tokens tokens;
    private final Continuations continuations;
    private final int pageSize;
    private final boolean continuationOnLastAttendees;

    Api(Tokens tokens, Continuations continuations, int pageSize, boolean continuationOnLastAttendees) {
        this.tokens = tokens;
        this.continuations = continuations;
        this.pageSize = pageSize;
        this.continuationOnLastAttendees = continuationOnLastAttendees;
    }

    void add(SandboxEvent event) {
        events.put(event.id(), event);
    }

    /** Takes a user out of their organization, or back in. */
    void setMember(Account account, boolean member) {
        if (member) {
            outsiders.remove(account.id());
        } else {
            outsiders.add(account.id());
        }
    }

    /** Answers one path, its segments between the slashes, for a user; nobody if the token is the public one. */
    ObjectNode answer(List<String> path, URI uri, Optional<Account> user) {
        Query query = new Query(uri);
        String route = String.join("/", path);
        if (route.equals("users/me")) {
            return Wire.user(user.orElseThrow(Refusal::notAuthorized));
        }
        Account account = user.orElseThrow(Refusal::notAuthorized);
        if (route.equals("users/me/organizations")) {
            List<Account> own = isMember(account) ? List.of(account) : List.of();
            return list("organizations", own, Wire::organization, query, route, true);
        }
        if (path.size() == 3 && route.startsWith("organizations/") && route.endsWith("/events")) {
            return organizationEvents(path.get(1), account, query, route);
        }
        if (path.size() == 3 && route.startsWith("organizations/") && route.endsWith("/attendees")) {
            List<SandboxAttendee> all = eventsOf(path.get(1), account)
                    .sorted(Comparator.comparing(SandboxEvent::id))
                    .flatMap(event -> event.shown().stream())
                    .toList();
            return attendees(all, query, route);
        }
        if (path.size() >= 2 && path.get(0).equals("events")) {
            SandboxEvent event = event(path.get(1), account);
            return ofEvent(event, path.subList(2, path.size()), query, route);
        }
        throw Refusal.notFound("path");
    }

    private ObjectNode ofEvent(SandboxEvent event, List<String> rest, Query query, String route) {
        if (rest.isEmpty()) {
            return Wire.event(event);
        }
        if (rest.get(0).equals("attendees") && rest.size() == 1) {
            return attendees(event.shown(), query, route);
        }
        if (rest.get(0).equals("attendees") && rest.size() == 2) {
            return event.shown().stream()
                    .filter(attendee -> attendee.id().equals(rest.get(1)))
                    .findFirst()
                    .map(AttendeeWire::attendee)
                    .orElseThrow(() -> Refusal.notFound("attendee_id"));
        }
        throw Refusal.notFound("path");
    }

    private ObjectNode attendees(List<SandboxAttendee> all, Query query, String route) {
        return list("attendees", wanted(all, query), AttendeeWire::attendee, query, route, continuationOnLastAttendees);
    }

    private ObjectNode organizationEvents(String organization, Account account, Query query, String route) {
        List<String> states = query.list("status");
        List<String> ids = query.list("event_ids");
        List<SandboxEvent> theirs = eventsOf(organization, account)
                .filter(event -> states.isEmpty() || states.contains("all") || states.contains(event.status()))
                .filter(event -> ids.isEmpty() || ids.contains(event.id()))
                .sorted(order(query.text("order_by").orElse("start_asc")))
                .toList();
        return list("events", theirs, Wire::event, query, route, false);
    }

    /** Pages of webhooks, which are listed as everything else is. */
    ObjectNode webhooks(List<EventbriteHooks.Hook> hooks, URI uri, List<String> route) {
        return list("webhooks", hooks, EventbriteHooks.Hook::wire, new Query(uri), String.join("/", route), false);
    }

    void requireMember(Account account, String organization) {
        if (!sees(account, organization)) {
            throw tokens.knowsOrganization(organization)
                    ? Refusal.notAuthorized()
                    : Refusal.notFound("organization_id");
        }
    }

    private Stream<SandboxEvent> eventsOf(String organization, Account account) {
        requireMember(account, organization);
        return events.values().stream()
                .filter(SandboxEvent::isThere)
                .filter(event -> event.organizationId().equals(organization));
    }

    private static Comparator<SandboxEvent> order(String name) {
        Comparator<SandboxEvent> order = switch (name.replaceFirst("_(asc|desc)$", "")) {
            case "start" -> Comparator.comparing(SandboxEvent::start);
            case "created" -> Comparator.comparing(SandboxEvent::created);
            case "name" -> Comparator.comparing(SandboxEvent::title);
            default -> throw Refusal.argument("order_by");
        };
        return (name.endsWith("_desc") ? order.reversed() : order).thenComparing(SandboxEvent::id);
    }

    private SandboxEvent event(String id, Account account) {
        SandboxEvent event = Optional.ofNullable(events.get(id))
                .filter(SandboxEvent::isThere)
                .orElseThrow(() -> Refusal.notFound("event"));
        if (!sees(account, event.organizationId())) {
            throw Refusal.notAuthorized();
        }
        return event;
    }

    private boolean sees(Account account, String organization) {
        return account.organizationId().equals(organization) && isMember(account);
    }

    private boolean isMember(Account account) {
        return !outsiders.contains(account.id());
    }

    private static List<SandboxAttendee> wanted(List<SandboxAttendee> all, Query query) {
        Optional<Instant> since = query.instant("changed_since");
        List<String> ids = query.list("attendee_ids");
        Optional<String> status = query.text("status");
        // a list without attendees refuses a wrong word too
        if (status.filter(word -> !FILTERS.contains(word)).isPresent()) {
            throw Refusal.argument("status");
        }
        if (since.isEmpty() && ids.isEmpty() && status.isEmpty()) {
            return all;
        }
        return all.stream()
                .filter(attendee -> since.filter(attendee.changed()::isBefore).isEmpty())
                .filter(attendee -> ids.isEmpty() || ids.contains(attendee.id()))
                .filter(attendee ->
                        status.map(filter -> matches(attendee, filter)).orElse(true))
                .toList();
    }

    private static boolean matches(SandboxAttendee attendee, String filter) {
        return switch (filter) {
            case "attending" -> List.of("Attending", "Checked In").contains(attendee.status());
            case "not_attending" -> attendee.status().equals("Not Attending");
            case "unpaid" -> attendee.status().equals("Unpaid");
            default -> throw new IllegalArgumentException("expected one of " + FILTERS + " but found " + filter);
        };
    }

    private <T> ObjectNode list(
            String key,
            Collection<T> rows,
            Function<T, ObjectNode> wire,
            Query query,
            String route,
            boolean continuationOnLastPage) {
        String list = route + query.filters();
        int from = query.text("continuation")
                .map(token -> continuations.offset(list, token))
                .orElse(0);
        List<T> all = List.copyOf(rows);
        int start = Math.min(from, all.size());
        int end = Math.min(start + pageSize, all.size());
        boolean more = end < all.size();
        ObjectNode page = JsonNodeFactory.instance.objectNode();
        ObjectNode pagination = page.putObject("pagination");
        pagination.put("object_count", all.size()).put("page_number", start / pageSize + 1);
        pagination.put("page_size", pageSize).put("page_count", Math.max(1, (all.size() + pageSize - 1) / pageSize));
        if (more || continuationOnLastPage) {
            pagination.put("continuation", continuations.token(list, end));
        }
        pagination.put("has_more_items", more);
        ArrayNode items = page.putArray(key);
        all.subList(start, end).forEach(row -> items.add(wire.apply(row)));
        return page;
    }
}
