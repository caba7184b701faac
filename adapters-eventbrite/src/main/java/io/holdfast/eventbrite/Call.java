package io.holdfast.eventbrite;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** One request: the path below the base, with its ids, and its pattern without them, which messages may name. */
record Call(String path, String pattern) {
    static final Call ME = new Call("users/me/", "users/me/");

    static Call organizations(String query) {
        return new Call("users/me/organizations/" + query, "users/me/organizations/");
    }

    static Call organizationEvents(String organization, String query) {
        return new Call("organizations/" + encoded(organization) + "/events/" + query, "organizations/{id}/events/");
    }

    static Call event(String event) {
        return new Call("events/" + encoded(event) + "/", "events/{id}/");
    }

    static Call attendees(String event, String query) {
        return new Call("events/" + encoded(event) + "/attendees/" + query, "events/{id}/attendees/");
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
