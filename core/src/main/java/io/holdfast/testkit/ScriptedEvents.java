package io.holdfast.testkit;

import io.holdfast.model.Attendee;
import io.holdfast.model.AttendeeId;
import io.holdfast.model.Cursor;
import io.holdfast.model.FailureKind;
import io.holdfast.model.RemoteRef;
import io.holdfast.model.RemoteSubject;
import io.holdfast.model.SubjectKind;
import io.holdfast.port.AttendeePage;
import io.holdfast.port.ProviderException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Predicate;

/** The events of a scripted provider with their attendees. */
final class ScriptedEvents {
    private final Map<RemoteRef, RemoteSubject> remotes = new LinkedHashMap<>();
    private final Map<RemoteRef, Map<AttendeeId, Attendee>> attendees = new LinkedHashMap<>();
    private final Set<RemoteRef> denied = new HashSet<>();
    private final InstantSource time;
    private final int pageSize;

    ScriptedEvents(InstantSource time, int pageSize) {
        this.time = time;
        this.pageSize = pageSize;
    }

    void put(RemoteSubject remote) {
        remotes.put(remote.ref(), remote);
    }

    void remove(RemoteRef remote) {
        remotes.remove(remote);
    }

    void deny(RemoteRef remote, boolean yes) {
        if (yes) {
            denied.add(remote);
        } else {
            denied.remove(remote);
        }
    }

    void put(RemoteRef remote, Attendee attendee) {
        attendees.computeIfAbsent(remote, none -> new LinkedHashMap<>()).put(attendee.id(), attendee);
    }

    void remove(RemoteRef remote, AttendeeId attendee) {
        Map<AttendeeId, Attendee> there = attendees.get(remote);
        if (there != null) {
            there.remove(attendee);
        }
    }

    List<RemoteSubject> of(SubjectKind kind) {
        return remotes.values().stream()
                .filter(remote -> remote.ref().kind() == kind)
                .toList();
    }

    RemoteSubject get(RemoteRef remote) {
        failIfDenied(remote);
        return Optional.ofNullable(remotes.get(remote)).orElseThrow(() -> gone(remote));
    }

    static Predicate<Attendee> changedSince(Instant since) {
        return attendee ->
                attendee.changedAt().filter(at -> !at.isBefore(since)).isPresent();
    }

    int pageAt(int start) {
        return start / pageSize + 1;
    }

    AttendeePage page(RemoteRef remote, int start, Predicate<Attendee> wanted) {
        if (!remotes.containsKey(remote)) {
            throw gone(remote);
        }
        List<Attendee> all = attendees.getOrDefault(remote, Map.of()).values().stream()
                .filter(wanted)
                .toList();
        int end = Math.min(all.size(), start + pageSize);
        return AttendeePage.builder()
                .attendees(all.subList(Math.min(start, end), end))
                .asOf(time.instant())
                .next(end < all.size() ? Optional.of(Cursor.of(Integer.toString(end))) : Optional.empty())
                .expected(OptionalLong.of(all.size()))
                .build();
    }

    void failIfDenied(RemoteRef remote) {
        if (denied.contains(remote)) {
            throw ProviderException.of(
                            FailureKind.PERMISSION,
                            "expected access to " + remote.id().value()
                                    + " but it is denied; give the connected account access to it")
                    .suspectingCredential();
        }
    }

    private static ProviderException gone(RemoteRef remote) {
        return ProviderException.of(
                FailureKind.REMOTE_GONE,
                "expected a remote event but " + remote.id().value() + " is not there; check the id");
    }
}
