/** Reads events and attendees from Eventbrite, and lets people connect their account there. */
module io.holdfast.eventbrite {
    requires transitive io.holdfast.core;
    requires transitive io.holdfast.http;
    requires transitive java.net.http;
    requires static org.immutables.value;
    requires static transitive org.jspecify;

    exports io.holdfast.eventbrite;
}
