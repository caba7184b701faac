package io.holdfast.testkit;

import io.holdfast.model.Attendee;
import io.holdfast.model.AttendeeId;
import io.holdfast.model.AttendeePage;
import io.holdfast.model.Cursor;
import io.holdfast.model.FailureKind;
import io.holdfast.model.Feed;
import io.holdfast.model.RemoteRef;
import io.holdfast.model.RemoteSubject;
import io.holdfast.model.SubjectKind;
import io.holdfast.port.Capabilities;
import io.holdfast.port.ProviderConnector.NamedAttendees;
import io.holdfast.port.ProviderException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** The events and channels of a scripted provider with their attendees. */
final class ScriptedEvents {
    /** What a provider declares that is polled for changes. */
    static final Capabilities POLLED = Capabilities.builder()
            .consistencyWindow(Duration.ofMinutes(10))
            .changes(true)
            .feed(Feed.POLL)
            .build();

    private final Map<RemoteRef, RemoteSubject> remotes = new LinkedHashMap<>();
    private final Map<RemoteRef, Map<AttendeeId, Attendee>> attendees = new LinkedHashMap<>();
    private final Map<RemoteRef, Boolean> denied = new HashMap<>();
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
        denied.put(remote, yes);
    }

    void put(RemoteRef remote, Attendee attendee) {
        in(remote).put(attendee.id(), attendee);
    }

    void remove(RemoteRef remote, AttendeeId attendee) {
        in(remote).remove(attendee);
    }

    private Map<AttendeeId, Attendee> in(RemoteRef remote) {
        return attendees.computeIfAbsent(remote, none -> new LinkedHashMap<>());
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

    /** Those that are there and may be seen. */
    List<RemoteSubject> all(Set<RemoteRef> some) {
        return some.stream()
                .filter(remote -> !denied.getOrDefault(remote, false))
                .flatMap(remote -> Optional.ofNullable(remotes.get(remote)).stream())
                .toList();
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
        List<Attendee> all = in(remote).values().stream().filter(wanted).toList();
        int end = Math.min(all.size(), start + pageSize);
        return AttendeePage.builder()
                .attendees(all.subList(Math.min(start, end), end))
                .asOf(time.instant())
                .next(end < all.size() ? Optional.of(Cursor.of(Integer.toString(end))) : Optional.empty())
                .expected(OptionalLong.of(all.size()))
                .build();
    }

    NamedAttendees named(RemoteRef remote, Set<AttendeeId> ids) {
        if (!remotes.containsKey(remote)) {
            throw gone(remote);
        }
        Map<AttendeeId, Attendee> there = in(remote);
        return new NamedAttendees(
                AttendeePage.builder()
                        .attendees(ids.stream()
                                .filter(there::containsKey)
                                .map(there::get)
                                .toList())
                        .asOf(time.instant())
                        .build(),
                ids.stream().filter(id -> !there.containsKey(id)).collect(Collectors.toSet()));
    }

    void failIfDenied(RemoteRef remote) {
        if (denied.getOrDefault(remote, false)) {
            throw ProviderException.of(
                            FailureKind.PERMISSION,
                            "expected access to " + remote.id().value()
                                    + " but it is denied; give the connected account access to it")
                    .suspectingCredential();
        }
    }

    private static ProviderException gone(RemoteRef remote) {
        return ProviderException.of(
                FailureKind.REMOTE_GONE, "expected " + remote.id().value() + " but it is not there; check the id");
    }
}
