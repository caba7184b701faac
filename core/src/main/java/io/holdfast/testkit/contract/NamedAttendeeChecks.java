package io.holdfast.testkit.contract;

import io.holdfast.model.Attendee;
import io.holdfast.model.AttendeeId;
import io.holdfast.model.AttendeePage;
import io.holdfast.model.Cursor;
import io.holdfast.port.Grant;
import io.holdfast.port.ProviderConnector;
import io.holdfast.port.ProviderConnector.NamedAttendees;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What every connector that reads attendees by their ids makes of those who are there and those who are not. */
final class NamedAttendeeChecks {
    private NamedAttendeeChecks() {}

    static void addTo(Checks<RemoteWorld> checks) {
        checks.add("attendees asked for by id are told as the list tells them", NamedAttendeeChecks::told);
        checks.add("whoever is asked for by id and not there is missing", NamedAttendeeChecks::missing);
    }

    /** Skips the check of a connector that reads nobody of the world's own event by id. */
    static void demand(RemoteWorld world) {
        Skipped.unless(most(world) > 0, "no attendees by id are declared");
    }

    /** {@return an answer about so many of the world's own attendees as may be asked for at a time} */
    static NamedAttendees ask(RemoteWorld world, Grant grant) {
        Set<AttendeeId> ids = world.attendees().stream().limit(most(world)).collect(Collectors.toSet());
        return world.connector().named(grant, world.remote(), ids);
    }

    private static int most(RemoteWorld world) {
        return world.connector().capabilities().maxNamed(world.remote().kind());
    }

    private static void told(RemoteWorld world) {
        demand(world);
        Grant grant = ProviderConnectorContract.grant(world);
        ProviderConnector connector = world.connector();
        List<Attendee> listed = connector.attendees(grant, world.remote(), Cursor.START).attendees().stream()
                .limit(most(world))
                .toList();
        Set<AttendeeId> ids = listed.stream().map(Attendee::id).collect(Collectors.toSet());
        NamedAttendees answer = connector.named(grant, world.remote(), ids);
        Assertions.same("missing", Set.of(), answer.missing());
        Assertions.same("rows", Set.copyOf(listed), Set.copyOf(answer.found().attendees()));
        Assertions.same("rows that follow", true, answer.found().next().isEmpty());
    }

    private static void missing(RemoteWorld world) {
        demand(world);
        Set<AttendeeId> ids = Set.of(world.missingAttendee());
        NamedAttendees answer = world.connector().named(ProviderConnectorContract.grant(world), world.remote(), ids);
        AttendeePage found = answer.found();
        Assertions.same("missing", ids, answer.missing());
        Assertions.same("rows", 0, found.attendees().size() + found.rejected().size());
    }
}
