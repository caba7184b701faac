package io.holdfast.eventbrite;

import static io.holdfast.http.Endpoint.encoded;

import io.holdfast.http.ApiProfile;
import io.holdfast.http.Endpoint;
import io.holdfast.model.RemoteRef;
import io.holdfast.model.SubjectKind;
import java.util.List;

/** What Eventbrite can be asked, and how. */
final class Endpoints {
    /** The first header that names a request is Eventbrite's own, the second that of the network in front of it. */
    static final ApiProfile API = new ApiProfile(
            "Eventbrite",
            "Authorization",
            "Bearer ",
            "Eventbrite's account settings",
            List.of("x-request-id", "x-amz-cf-id"));

    static final Endpoint ME = Endpoint.of("users/me/");
    /** Is asked of a place of its own, not below the base. */
    static final Endpoint TOKEN = Endpoint.of("oauth/token");

    private Endpoints() {}

    static Endpoint organizations(String... parameters) {
        return Endpoint.of("users/me/organizations/", parameters);
    }

    static Endpoint organizationEvents(String organization, String... parameters) {
        return Endpoint.of("organizations/" + encoded(organization) + "/events/", parameters);
    }

    static Endpoint event(String event) {
        return Endpoint.of("events/" + encoded(event) + "/");
    }

    static Endpoint attendee(String event, String attendee) {
        return Endpoint.of("events/" + encoded(event) + "/attendees/" + encoded(attendee) + "/");
    }

    /** Of an event, or over all events of an organization. */
    static Endpoint attendees(RemoteRef remote, String... parameters) {
        String owners = remote.kind() == SubjectKind.CHANNEL ? "organizations/" : "events/";
        return Endpoint.of(owners + encoded(remote.id().value()) + "/attendees/", parameters);
    }
}
