package io.holdfast.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** The routes of the fake Luma: what each path answers about one calendar. */
final class LumaApi {
    private static final DateTimeFormatter SORTED =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ssx", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final Map<String, Function<LumaEvent, Optional<String>>> EVENTS =
            Map.of("start_at", event -> moment(event.firstStart()));
    private static final Map<String, Function<LumaGuest, Optional<String>>> GUESTS = Map.of(
            "created_at", guest -> moment(guest.created()),
            "registered_at", guest -> guest.registeredAt().flatMap(LumaApi::moment),
            "name", LumaWire::name,
            "email", LumaGuest::email,
            "checked_in_at",
                    guest -> guest.eventTickets().stream()
                            .flatMap(ticket -> ticket.checkedInAt().stream())
                            .sorted()
                            .findFirst()
                            .flatMap(LumaApi::moment));
    private static final Map<String, Function<LumaPerson, Optional<String>>> PEOPLE = Map.of(
            "created_at", person -> moment(person.created()),
            "name", LumaWire::name,
            "event_approved_count", person -> number(person.approved()),
            "event_checked_in_count", person -> number(person.checkedIn()),
            "revenue_usd_cents", person -> number(0));

    private final Map<String, LumaEvent> events = new ConcurrentHashMap<>();
    private final Map<String, Map<String, LumaPerson>> followers = new ConcurrentHashMap<>();
    private final LumaPages pages;

    LumaApi(LumaPages pages) {
        this.pages = pages;
    }

    void add(LumaEvent event) {
        events.put(event.id(), event);
    }

    void follow(LumaCalendar calendar, LumaPerson person) {
        followers
                .computeIfAbsent(calendar.id(), first -> new ConcurrentHashMap<>())
                .put(person.userId(), person);
    }

    /** Who no longer follows; empty if nobody with that id did. */
    Optional<LumaPerson> unfollow(LumaCalendar calendar, String person) {
        Map<String, LumaPerson> all = followers.getOrDefault(calendar.id(), Map.of());
        Optional<LumaPerson> gone =
                all.values().stream().filter(known -> known.id().equals(person)).findFirst();
        gone.ifPresent(known -> all.remove(known.userId()));
        return gone;
    }

    ObjectNode webhooks(List<LumaHooks.Hook> hooks, Query query) {
        return pages.page(
                hooks,
                Map.of("created_at", hook -> moment(hook.created())),
                "created_at",
                LumaHooks.Hook::id,
                LumaHooks.Hook::wire,
                query);
    }

    ObjectNode answer(String path, Query query, LumaCalendar calendar) {
        return switch (path) {
            case "/v1/calendars/get" -> LumaWire.calendar(calendar);
            case "/v1/calendars/events/list" ->
                pages.page(events(calendar, query), EVENTS, "start_at", LumaEvent::id, LumaWire::entry, query);
            case "/v1/calendars/contacts/list" ->
                pages.page(people(calendar), PEOPLE, "created_at", LumaPerson::id, LumaWire::person, query);
            case "/v1/events/get" -> LumaWire.event(event(calendar, query));
            case "/v1/events/guests/list" -> guests(event(calendar, query), query);
            case "/v1/events/guests/get" -> LumaWire.whole(guest(event(calendar, query), query));
            default -> throw new Refusal(404, "", "Not found.");
        };
    }

    private ObjectNode guests(LumaEvent event, Query query) {
        Optional<String> status = query.text("approval_status");
        List<LumaGuest> wanted = status.isEmpty()
                ? event.shown()
                : event.shown().stream()
                        .filter(guest -> status.filter(guest.status()::equals).isPresent())
                        .toList();
        return pages.page(wanted, GUESTS, "created_at", LumaGuest::id, LumaWire::guest, query);
    }

    private static LumaGuest guest(LumaEvent event, Query query) {
        String id = query.text("id").orElseThrow(() -> LumaPages.invalid("id"));
        return event.shown().stream()
                .filter(guest -> guest.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new Refusal(404, "", "Guest not found."));
    }

    private List<LumaEvent> events(LumaCalendar calendar, Query query) {
        Optional<Instant> after = instant(query, "after");
        Optional<Instant> before = instant(query, "before");
        return of(calendar).stream()
                .filter(event -> after.filter(event.firstStart()::isBefore).isEmpty())
                .filter(event -> before.filter(event.firstStart()::isAfter).isEmpty())
                .toList();
    }

    private List<LumaEvent> of(LumaCalendar calendar) {
        return events.values().stream()
                .filter(LumaEvent::isThere)
                .filter(event -> event.calendarId().equals(calendar.id()))
                .toList();
    }

    /** Who follows the calendar, and who has registered for an event of it. */
    private List<LumaPerson> people(LumaCalendar calendar) {
        Map<String, LumaPerson> people = new LinkedHashMap<>(followers.getOrDefault(calendar.id(), Map.of()));
        for (LumaEvent event : of(calendar)) {
            for (LumaGuest guest : event.shown()) {
                if (guest.registeredAt().isPresent()) {
                    people.compute(
                            guest.userId(),
                            (user, known) -> Optional.ofNullable(known)
                                    .orElseGet(() -> LumaPerson.of(
                                            guest.created(),
                                            guest.firstName(),
                                            guest.lastName(),
                                            guest.email().orElse(""),
                                            user))
                                    .and(guest));
                }
            }
        }
        return List.copyOf(people.values());
    }

    /** Unknown and foreign are the same. */
    private LumaEvent event(LumaCalendar calendar, Query query) {
        String id = query.text("event_id").orElseThrow(() -> LumaPages.invalid("event_id"));
        return Optional.ofNullable(events.get(id))
                .filter(LumaEvent::isThere)
                .filter(event -> event.calendarId().equals(calendar.id()))
                .orElseThrow(() -> new Refusal(403, "", "You don\u2019t have access to this event."));
    }

    private static Optional<Instant> instant(Query query, String name) {
        return query.text(name).map(text -> {
            try {
                return OffsetDateTime.parse(text).toInstant();
            } catch (DateTimeException malformed) {
                throw LumaPages.invalid(name);
            }
        });
    }

    private static Optional<String> moment(Instant at) {
        return Optional.of(SORTED.format(at));
    }

    private static Optional<String> number(int count) {
        return Optional.of(String.format(Locale.ROOT, "%012d", count));
    }
}
