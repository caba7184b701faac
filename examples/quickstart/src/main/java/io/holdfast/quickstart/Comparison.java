package io.holdfast.quickstart;

import io.holdfast.model.Admission;
import io.holdfast.model.Attendance;
import io.holdfast.model.Attendee;
import io.holdfast.sandbox.ProviderEvent;
import io.holdfast.sandbox.SandboxPerson;
import io.holdfast.sandbox.SandboxTicket;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Holds the host's list against the provider's own, field by field. */
final class Comparison {
    private static final int SHOWN = 5;

    private final Map<String, Facts> provider;
    private final Map<String, Facts> host;

    private Comparison(Map<String, Facts> provider, Map<String, Facts> host) {
        this.provider = provider;
        this.host = host;
    }

    static Comparison of(ProviderEvent<?> event, List<Attendee> stored) {
        return new Comparison(
                event.attendees().stream().collect(Collectors.toMap(SandboxPerson::id, Facts::of)),
                stored.stream()
                        .collect(Collectors.toMap(attendee -> attendee.id().value(), Facts::of)));
    }

    void requireEqual() {
        List<String> missing = provider.keySet().stream()
                .filter(id -> !host.containsKey(id))
                .sorted()
                .toList();
        List<String> surplus = host.keySet().stream()
                .filter(id -> !provider.containsKey(id))
                .sorted()
                .toList();
        List<String> different = provider.entrySet().stream()
                .filter(entry -> host.containsKey(entry.getKey()))
                .filter(entry -> !entry.getValue().equals(host.get(entry.getKey())))
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
        if (!missing.isEmpty() || !surplus.isEmpty() || !different.isEmpty()) {
            throw new IllegalStateException("expected the host's list to equal the provider's but of " + provider.size()
                    + " attendees " + some(missing) + " are missing, " + some(surplus) + " are too many, "
                    + some(different) + " differ");
        }
    }

    private static String some(List<String> ids) {
        return ids.size() + (ids.isEmpty() ? "" : " " + ids.subList(0, Math.min(SHOWN, ids.size())));
    }

    /** What both sides must agree on; a placeholder has no name and no address. */
    private record Facts(
            Optional<String> givenName,
            Optional<String> familyName,
            Optional<String> email,
            Optional<String> company,
            Optional<String> jobTitle,
            boolean placeholder,
            boolean coming,
            List<SandboxTicket> tickets) {
        static Facts of(SandboxPerson attendee) {
            Function<Optional<String>, Optional<String>> known = text -> text.filter(any -> !attendee.placeholder());
            return new Facts(
                    known.apply(attendee.firstName()),
                    known.apply(attendee.lastName()),
                    known.apply(attendee.email()),
                    attendee.company(),
                    attendee.jobTitle(),
                    attendee.placeholder(),
                    !attendee.isOff(),
                    attendee.tickets());
        }

        static Facts of(Attendee attendee) {
            return new Facts(
                    attendee.givenName(),
                    attendee.familyName(),
                    attendee.email(),
                    attendee.company(),
                    attendee.jobTitle(),
                    attendee.placeholder(),
                    attendee.attendance() != Attendance.NOT_ATTENDING,
                    attendee.admissions().stream().map(Facts::ticket).toList());
        }

        private static SandboxTicket ticket(Admission admission) {
            return new SandboxTicket(admission.ticketClass().orElse(""), admission.barcode(), admission.checkedIn());
        }
    }
}
