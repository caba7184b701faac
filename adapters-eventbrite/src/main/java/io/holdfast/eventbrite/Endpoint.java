package io.holdfast.eventbrite;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** One request: the path below the base, and its query. */
record Endpoint(String path, String query) {
    static final Endpoint ME = new Endpoint("users/me/", "");
    /** Is asked of a place of its own, not below the base. */
    static final Endpoint TOKEN = new Endpoint("oauth/token", "");

    static Endpoint organizations(String query) {
        return new Endpoint("users/me/organizations/", query);
    }

    static Endpoint organizationEvents(String organization, String query) {
        return new Endpoint("organizations/" + encoded(organization) + "/events/", query);
    }

    static Endpoint event(String event) {
        return new Endpoint("events/" + encoded(event) + "/", "");
    }

    static Endpoint attendees(String event, String query) {
        return new Endpoint("events/" + encoded(event) + "/attendees/", query);
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
