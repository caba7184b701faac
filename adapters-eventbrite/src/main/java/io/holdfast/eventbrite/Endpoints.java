package io.holdfast.eventbrite;

import static io.holdfast.http.Endpoint.segment;

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
            List.of("x-request-id", "x-amz-cf-id"),
            Budgets::read);

    static final Endpoint ME = Endpoint.of("users/me/");
    /** Is asked of a place of its own, not below the base. */
    static final Endpoint TOKEN = Endpoint.of("oauth/token");

    private Endpoints() {}

    static Endpoint organizations(String... parameters) {
        return Endpoint.of("users/me/organizations/", parameters);
    }

    static Endpoint organizationEvents(String organization, String... parameters) {
        return Endpoint.of("organizations/" + segment(organization) + "/events/", parameters);
    }

    static Endpoint event(String event, String... parameters) {
        return Endpoint.of("events/" + segment(event) + "/", parameters);
    }

    static Endpoint webhooks(String organization, String... parameters) {
        return Endpoint.of("organizations/" + segment(organization) + "/webhooks/", parameters);
    }

    static Endpoint webhook(String id) {
        return Endpoint.of("webhooks/" + segment(id) + "/");
    }

    static Endpoint attendee(String event, String attendee) {
        return Endpoint.of("events/" + segment(event) + "/attendees/" + segment(attendee) + "/");
    }

    /** Of an event, or over all events of an organization. */
    static Endpoint attendees(RemoteRef remote, String... parameters) {
        String owners = remote.kind() == SubjectKind.CHANNEL ? "organizations/" : "events/";
        return Endpoint.of(owners + segment(remote.id().value()) + "/attendees/", parameters);
    }
}
