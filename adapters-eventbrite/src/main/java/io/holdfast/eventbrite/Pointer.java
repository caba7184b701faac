package io.holdfast.eventbrite;

import io.holdfast.model.AttendeeId;
import io.holdfast.model.RemoteId;
import io.holdfast.model.RemoteRef;
import io.holdfast.model.SubjectKind;
import java.net.URI;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the address in a delivery points at. The address comes from outside, so it is matched as a text, from end to end, and
 * never asked: only the ids are taken from it. Whatever differs from what Eventbrite writes points at nothing.
 *
 * @param event the event; empty if an order is pointed at
 * @param attendee the attendee; empty if an event, or an order as a whole, is pointed at
 */
record Pointer(Optional<RemoteRef> event, Optional<AttendeeId> attendee) {
    private static final String ATTENDEE = "/attendees/([0-9]{1,24}(?:-[0-9]{1,6})?)";
    private static final String WHAT =
            "(?:events/([0-9]{1,24})" + ATTENDEE + "|orders/([0-9]{1,24})(?:" + ATTENDEE + ")?|events/([0-9]{1,24}))/?";

    /** What all addresses below a base look like. The port that the scheme has by itself may stand there. */
    static Pattern below(URI base) {
        boolean hasUsualPort = base.getPort() < 0 || base.getPort() == 443;
        String port = hasUsualPort ? "(?::443)?" : ":" + base.getPort();
        return Pattern.compile(
                Pattern.quote(base.getScheme() + "://" + base.getHost()) + port + Pattern.quote(base.getPath()) + WHAT);
    }

    /**
     * Reads an address.
     *
     * @param form what it has to look like, as {@link #below} gives it
     * @param address the address as it came
     * @return what it points at; empty if it points at nothing
     */
    static Optional<Pointer> read(Pattern form, String address) {
        Matcher told = form.matcher(address);
        if (!told.matches()) {
            return Optional.empty();
        }
        Optional<RemoteRef> event = Optional.ofNullable(told.group(1))
                .or(() -> Optional.ofNullable(told.group(5)))
                .map(id -> new RemoteRef(SubjectKind.EVENT, RemoteId.of(id)));
        Optional<AttendeeId> attendee = Optional.ofNullable(told.group(2))
                .or(() -> Optional.ofNullable(told.group(4)))
                .map(AttendeeId::of);
        return Optional.of(new Pointer(event, attendee));
    }
}
