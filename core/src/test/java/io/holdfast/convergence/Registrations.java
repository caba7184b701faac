package io.holdfast.convergence;

import io.holdfast.model.Attendance;
import io.holdfast.model.Attendee;
import io.holdfast.model.AttendeeId;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Who is registered at the provider, with all that was before: a replica that lags tells what was true a while ago. */
final class Registrations {
    private final boolean changeTimes;
    private final Map<AttendeeId, List<Version>> all = new LinkedHashMap<>();
    private int edits;

    /** How somebody was from an instant on; nobody while deleted. */
    record Version(Instant at, Optional<Attendee> record) {}

    /** Where records have no change time the later read alone tells which is newer. */
    Registrations(boolean changeTimes) {
        this.changeTimes = changeTimes;
    }

    // what happens there

    AttendeeId register(Instant at) {
        AttendeeId id = AttendeeId.of("a" + (all.size() + 1));
        all.put(id, new ArrayList<>());
        put(id, at, Attendance.ATTENDING);
        return id;
    }

    /** Changes somebody who is there; a change time has whole seconds. */
    void put(AttendeeId id, Instant at, Attendance attendance) {
        Attendee.Builder record = Attendee.builder()
                .id(id)
                .givenName("Ilse")
                .company("Company " + ++edits)
                .attendance(attendance);
        if (changeTimes) {
            record.changedAt(at.truncatedTo(ChronoUnit.SECONDS));
        }
        versions(id).add(new Version(at, Optional.of(record.build())));
    }

    void delete(AttendeeId id, Instant at) {
        versions(id).add(new Version(at, Optional.empty()));
    }

    /** Somebody who was deleted is registered again, with the record from before. */
    void comeBack(AttendeeId id, Instant at) {
        Optional<Attendee> before = versions(id).stream()
                .flatMap(version -> version.record().stream())
                .reduce((earlier, later) -> later);
        if (at(id, at).isEmpty()) {
            versions(id).add(new Version(at, before));
        }
    }

    // what is true

    Collection<AttendeeId> everybody() {
        return all.keySet();
    }

    /** Those there at an instant, in the order in which they registered. */
    List<Attendee> at(Instant when) {
        return all.keySet().stream().flatMap(id -> at(id, when).stream()).toList();
    }

    Optional<Attendee> at(AttendeeId id, Instant when) {
        Optional<Attendee> found = Optional.empty();
        for (Version version : versions(id)) {
            if (version.at().isAfter(when)) {
                break;
            }
            found = version.record();
        }
        return found;
    }

    int place(AttendeeId id) {
        return Integer.parseInt(id.value().substring(1));
    }

    boolean wasThereAllAlong(AttendeeId id, Instant from, Instant until) {
        return at(id, from).isPresent()
                && versions(id).stream()
                        .filter(version ->
                                version.at().isAfter(from) && !version.at().isAfter(until))
                        .allMatch(version -> version.record().isPresent());
    }

    boolean wasEverDeleted(AttendeeId id) {
        return versions(id).stream().anyMatch(version -> version.record().isEmpty());
    }

    /** Whether a record is what is told of somebody at an instant, or later. */
    boolean isNoOlder(AttendeeId id, Optional<Attendee> record, Instant when) {
        List<Version> versions = versions(id);
        long known =
                versions.stream().filter(version -> !version.at().isAfter(when)).count();
        return versions.stream()
                .skip(known - 1)
                .anyMatch(version -> version.record().equals(record));
    }

    Instant changedLast(AttendeeId id) {
        List<Version> versions = versions(id);
        return versions.get(versions.size() - 1).at();
    }

    /** Whether a record is of an earlier second than another; within one second the later read may be the older. */
    static boolean isOlder(Attendee one, Attendee than) {
        return one.changedAt().flatMap(at -> than.changedAt().map(at::isBefore)).orElse(false);
    }

    private List<Version> versions(AttendeeId id) {
        return all.getOrDefault(id, List.of());
    }
}
