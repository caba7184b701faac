package io.holdfast.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.holdfast.eventbrite.EventbriteConnector;
import io.holdfast.eventbrite.EventbriteOptions;
import io.holdfast.luma.LumaConnector;
import io.holdfast.luma.LumaOptions;
import io.holdfast.port.ProviderConnector;
import io.holdfast.sandbox.EventbriteSandbox;
import io.holdfast.sandbox.LumaSandbox;
import io.holdfast.sandbox.ProviderSandbox;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** The providers whose connectors are measured: the one place where they are told apart. */
public enum Measured {
    /** Pages of attendees. */
    EVENTBRITE("attendees", "\"continuation\":\"([^\"]+)\",\"has_more_items\":true", "continuation") {
        @Override
        ProviderSandbox start(Duration latency) {
            return EventbriteSandbox.builder()
                    .latency(latency)
                    .callsPerHour(UNLIMITED)
                    .start();
        }

        @Override
        ProviderConnector connector(HttpClient client, URI baseUri) {
            return EventbriteConnector.create(EventbriteOptions.builder()
                    .httpClient(client)
                    .baseUri(baseUri)
                    .build());
        }

        @Override
        String list(String event) {
            return "events/" + event + "/attendees/?";
        }

        @Override
        HttpRequest.Builder authorised(HttpRequest.Builder request, String token) {
            return request.header("Authorization", "Bearer " + token);
        }

        @Override
        BareParse bare(Consumer<String> read) {
            return BareParse.ofEventbrite(read);
        }

        @Override
        void equalise(ObjectNode attendee) {
            if (attendee.get("profile") instanceof ObjectNode profile) {
                profile.remove(List.of("company", "job_title"));
            }
            attendee.putArray("answers")
                    .addObject()
                    .put("question_id", "31")
                    .put("attendee_id", attendee.path("id").asText())
                    .put("question", "Diet?")
                    .put("type", "dropdown")
                    .put("answer", "Vegan");
        }
    },
    /** Pages of guests. */
    LUMA("entries", "\"has_more\":true,\"next_cursor\":\"([^\"]+)\"", "pagination_cursor") {
        @Override
        ProviderSandbox start(Duration latency) {
            return LumaSandbox.builder()
                    .latency(latency)
                    .requestsPerMinute(UNLIMITED)
                    .start();
        }

        @Override
        ProviderConnector connector(HttpClient client, URI baseUri) {
            return LumaConnector.create(LumaOptions.builder()
                    .httpClient(client)
                    .baseUri(baseUri)
                    .requestsPerMinute(UNLIMITED)
                    .time(oneSecondARequest())
                    .build());
        }

        @Override
        String list(String event) {
            return "v1/events/guests/list?pagination_limit=50&sort_column=created_at&sort_direction=asc&event_id="
                    + event;
        }

        @Override
        HttpRequest.Builder authorised(HttpRequest.Builder request, String token) {
            return request.header("x-luma-api-key", token);
        }

        @Override
        BareParse bare(Consumer<String> read) {
            return BareParse.ofLuma(read);
        }

        // who holds no ticket is given one, without a date as nearly all are
        @Override
        void equalise(ObjectNode guest) {
            guest.putArray("registration_answers")
                    .addObject()
                    .put("label", "Diet?")
                    .put("question_id", "31")
                    .put("question_type", "dropdown")
                    .put("value", "Vegan");
            JsonNode first = guest.path("event_tickets").path(0);
            ArrayNode tickets = guest.putArray("event_tickets");
            if (first.isObject()) {
                tickets.add(first);
            } else {
                tickets.addObject()
                        .put("id", guest.path("id").asText().replace("gst-Sand", "tkt-"))
                        .put("amount", 0)
                        .put("amount_discount", 0)
                        .put("amount_tax", 0)
                        .put("currency", "usd")
                        .putNull("checked_in_at")
                        .put("event_ticket_type_id", "ttype-Free00000001")
                        .put("is_captured", false)
                        .put("name", "Standard");
            }
        }
    };

    private static final int UNLIMITED = 1_000_000;

    private final String rows;
    private final Pattern goesOn;
    private final String place;

    Measured(String rows, String goesOn, String place) {
        this.rows = rows;
        this.goesOn = Pattern.compile(goesOn);
        this.place = place;
    }

    abstract ProviderSandbox start(Duration latency);

    abstract ProviderConnector connector(HttpClient client, URI baseUri);

    /** The path and query of an event's list, to which a place is added. */
    abstract String list(String event);

    abstract HttpRequest.Builder authorised(HttpRequest.Builder request, String token);

    abstract BareParse bare(Consumer<String> read);

    /** Lets a row tell what a row of {@link Content#EQUAL} does. */
    abstract void equalise(ObjectNode row);

    /** The member of a page that lists its rows. */
    String rows() {
        return rows;
    }

    /** Where in a page its continuation stands. */
    Pattern goesOn() {
        return goesOn;
    }

    /** The parameter that bears a continuation. */
    String place() {
        return place;
    }

    /** A budget counts the requests of the last minute; a measurement that sends thousands a second would fill it. */
    private static InstantSource oneSecondARequest() {
        AtomicLong seconds =
                new AtomicLong(Instant.parse("2027-03-14T09:26:53Z").getEpochSecond());
        return () -> Instant.ofEpochSecond(seconds.getAndIncrement());
    }
}
