package io.holdfast.eventbrite;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** One request: the path below the base, and its query. */
record Call(String path, String query) {
    static final Call ME = new Call("users/me/", "");
    /** Is asked of a place of its own, not below the base. */
    static final Call TOKEN = new Call("oauth/token", "");

    static Call organizations(String query) {
        return new Call("users/me/organizations/", query);
    }

    static Call organizationEvents(String organization, String query) {
        return new Call("organizations/" + encoded(organization) + "/events/", query);
    }

    static Call event(String event) {
        return new Call("events/" + encoded(event) + "/", "");
    }

    static Call attendees(String event, String query) {
        return new Call("events/" + encoded(event) + "/attendees/", query);
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
