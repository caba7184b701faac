package io.holdfast.luma;

import io.holdfast.http.ApiProfile;
import io.holdfast.http.Endpoint;
import io.holdfast.model.Cursor;
import java.util.List;

/** What Luma can be asked, by the current plural paths, and how. */
final class Endpoints {
    /** Luma names no request itself; the network in front of it does. */
    static final ApiProfile API = new ApiProfile(
            "Luma",
            "x-luma-api-key",
            "",
            "the calendar's settings at Luma, Developer",
            List.of("x-request-id", "cf-ray"),
            Budgets::read);

    static final Endpoint CALENDAR = Endpoint.of("v1/calendars/get");
    static final Endpoint CREATE_WEBHOOK = Endpoint.of("v2/webhooks/create");
    static final Endpoint UPDATE_WEBHOOK = Endpoint.of("v2/webhooks/update");
    static final Endpoint DELETE_WEBHOOK = Endpoint.of("v1/webhooks/delete");
    private static final String OF_AN_EVENT = "v1/events/";
    private static final String CURSOR = "pagination_cursor";
    /** The size that Luma's own pages have where nobody asks for one; its most is not known. */
    private static final String PAGE = "pagination_limit=50";

    private Endpoints() {}

    static Endpoint events(Cursor after) {
        return Endpoint.of(
                "v1/calendars/events/list", "sort_column=start_at", "sort_direction=desc", PAGE, place(after));
    }

    static Endpoint event(String event) {
        return Endpoint.of(OF_AN_EVENT + "get", Endpoint.parameter("event_id", event));
    }

    /** By the time of their creation, which never changes: whoever registers meanwhile is added at the end. */
    static Endpoint guests(String event, Cursor after) {
        return Endpoint.of(
                OF_AN_EVENT + "guests/list",
                Endpoint.parameter("event_id", event),
                "sort_column=created_at",
                "sort_direction=asc",
                PAGE,
                place(after));
    }

    /** By the guest's id. */
    static Endpoint guest(String event, String guest) {
        return Endpoint.of(
                OF_AN_EVENT + "guests/get", Endpoint.parameter("event_id", event), Endpoint.parameter("id", guest));
    }

    /** By the time of their creation as well. Luma names no calendar here: the key does. */
    static Endpoint people(Cursor after) {
        return Endpoint.of(
                "v1/calendars/contacts/list", "sort_column=created_at", "sort_direction=asc", PAGE, place(after));
    }

    /** The calendar's. */
    static Endpoint webhooks(Cursor after) {
        return Endpoint.of("v1/webhooks/list", PAGE, place(after));
    }

    /** Whether it asks for something of one event, which another calendar may own. */
    static boolean isOfAnEvent(Endpoint call) {
        return call.path().startsWith(OF_AN_EVENT);
    }

    /** Whether it asks for a list to go on at a place. */
    static boolean goesOn(Endpoint call) {
        return call.query().contains(CURSOR);
    }

    private static String place(Cursor after) {
        return after.equals(Cursor.START) ? "" : Endpoint.parameter(CURSOR, after.value());
    }
}
